package picojoule.workload.compiler;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picojoule.isa.Operation;
import picojoule.isa.OperationKind;
import picojoule.isa.Program;
import picojoule.isa.Target;
import picojoule.isa.Token;
import picojoule.isa.VectorOperation;
import picojoule.workload.model.Block;
import picojoule.workload.model.Operator;
import picojoule.workload.model.OperatorGraph;

/**
 * The front-end compiler: lays the model out in memory, then lowers block after block, operator
 * after operator, into one program in which equal layers are one hardware loop.
 */
public final class Compiler {

  private static final ImmutableMap<OperationKind, Lowering> LOWERINGS =
      Maps.immutableEnumMap(
          Map.of(
              OperationKind.EMBEDDING, new EmbeddingLowering(),
              OperationKind.NORM, new RowwiseLowering(VectorOperation.RMS_NORM),
              OperationKind.PROJECTION, new ProjectionLowering(),
              OperationKind.ROPE, new RowwiseLowering(VectorOperation.ROPE),
              OperationKind.KV_APPEND, new KeyValueAppendLowering(),
              OperationKind.GATE, new RowwiseLowering(VectorOperation.SILU_GATE),
              OperationKind.RESIDUAL, new RowwiseLowering(VectorOperation.ADD)));

  private final OperatorGraph graph;
  private final Target target;
  private final MemoryLayout layout;
  private final ProgramBuilder program = new ProgramBuilder();
  private final List<Operation> operations = new ArrayList<>();

  private Compiler(OperatorGraph graph, Target target) {
    this.graph = graph;
    this.target = target;
    this.layout = MemoryLayout.of(graph, target);
  }

  /**
   * Compiles a model for a target.
   *
   * @throws picojoule.config.BadInputException where a buffer or the memory of the target is too
   *     small
   */
  public static Program compile(OperatorGraph graph, Target target) {
    return new Compiler(graph, target).compile();
  }

  private Program compile() {
    grantSlots();
    graph.blocks().forEach(this::lower);
    return new Program(target, operations, program.instructions());
  }

  private void grantSlots() {
    program.grant(Token.WEIGHTS_FREE, Buffers.SLOTS);
    program.grant(Token.ACTIVATIONS_FREE, Buffers.SLOTS);
    program.grant(Token.RESULTS_FREE, Buffers.SLOTS);
    program.grant(Token.OPERAND_FREE, Buffers.SLOTS);
    program.grant(Token.OUTPUT_FREE, Buffers.SLOTS);
  }

  private void lower(Block block) {
    int firstOperation = operations.size();
    List<Traffic> traffic = new ArrayList<>();
    program.loop(
        block.repetitions(),
        repetition -> {
          Site site = new Site(program, graph, target, layout, block, repetition, firstOperation);
          for (int i = 0; i < block.operators().size(); i = traffic.size()) {
            Operator operator = block.operators().get(i);
            if (operator.kind() == OperationKind.ATTENTION_SCORE) {
              AttentionLowering attention = attention(block.operators().subList(i, i + 3), site);
              program.scope(() -> traffic.addAll(attention.lower()));
            } else {
              Lowering lowering = LOWERINGS.get(operator.kind());
              program.scope(() -> traffic.add(lowering.lower(operator, site)));
            }
          }
          program.scope(program::awaitStored);
        });
    for (int repetition = 0; repetition < block.repetitions(); repetition++) {
      for (int i = 0; i < block.operators().size(); i++) {
        operations.add(
            operation(block.operators().get(i), block.first() + repetition, traffic.get(i)));
      }
    }
  }

  private static Operation operation(Operator operator, int repetition, Traffic traffic) {
    return new Operation(
        operator.name(repetition),
        operator.kind(),
        operator.shape(),
        operator.instances(),
        operator.activations(),
        operator.weights(),
        traffic.weights(),
        traffic.kvRead(),
        traffic.kvWritten(),
        traffic.tables());
  }

  /** The three operators of attention, which stand one behind the other. */
  private static AttentionLowering attention(List<Operator> operators, Site site) {
    return new AttentionLowering(operators.get(0), operators.get(1), operators.get(2), site);
  }
}
