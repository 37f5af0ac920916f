package picojoule.workload.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import picojoule.config.BadInputException;
import picojoule.isa.Operand;
import picojoule.isa.Operation;
import picojoule.isa.Program;
import picojoule.isa.Target;
import picojoule.isa.Token;
import picojoule.isa.number.IntegerFormat;
import picojoule.workload.compiler.SequentialMachine.Moved;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.OperatorGraph;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.KeyValueFormat;
import picojoule.workload.quantization.Precision;
import picojoule.workload.quantization.Recipe;
import picojoule.workload.quantization.WeightFormat;

class CompilerTest {

  private static final int GROUP = 8;

  private static final OperandFormats INT4_GROUPS =
      OperandFormats.of(new WeightFormat(new IntegerFormat(4, true), GROUP, 16, 8));

  /** A model, a phase and a machine that are small enough to unroll. */
  record Case(DecoderModel model, Phase phase, OperandFormats formats, Target target) {
    OperatorGraph graph() {
      return DecoderGraph.of(model, formats.recipe(), phase);
    }

    Program program() {
      return Compiler.compile(graph(), target);
    }
  }

  @Property(tries = 150)
  void aProgramNeverWaitsForWhatStandsBehindIt(@ForAll("cases") Case point) {
    SequentialMachine machine = new SequentialMachine(point.program()).run();
    for (Token token : Token.values()) {
      boolean slots = token.name().endsWith("_FREE");
      assertThat(machine.credits[token.ordinal()])
          .as("credits of %s left over", token)
          .isEqualTo(slots ? Buffers.SLOTS : 0);
    }
  }

  @Property(tries = 150)
  void everyOperatorDoesTheMultiplicationsOfTheModel(@ForAll("cases") Case point) {
    Program program = point.program();
    SequentialMachine machine = new SequentialMachine(program).run();
    long sum = 0;
    for (int i = 0; i < program.operations().size(); i++) {
      assertThat(machine.macs[i]).isEqualTo(program.operations().get(i).macs());
      sum += machine.macs[i];
    }
    assertThat(sum).isEqualTo(point.graph().macs());
  }

  @Property(tries = 150)
  void everyOperatorMovesTheBytesThatItDeclares(@ForAll("cases") Case point) {
    Program program = point.program();
    SequentialMachine machine = new SequentialMachine(program).run();
    for (int i = 0; i < program.operations().size(); i++) {
      Operation operation = program.operations().get(i);
      assertThat(bytes(machine, i, Operand.WEIGHTS, false)).isEqualTo(operation.weightBytes());
      assertThat(bytes(machine, i, Operand.KV_CACHE, false)).isEqualTo(operation.kvReadBytes());
      assertThat(bytes(machine, i, Operand.KV_CACHE, true)).isEqualTo(operation.kvWriteBytes());
      assertThat(bytes(machine, i, Operand.TABLES, false)).isEqualTo(operation.tableBytes());
    }
  }

  @Property(tries = 150)
  void noWeightIsReadTwiceWhereOneBlockOfTokensFits(@ForAll("cases") Case point) {
    Program program = point.program();
    SequentialMachine machine = new SequentialMachine(program).run();
    long declared = program.operations().stream().mapToLong(Operation::weightBytes).sum();
    if (declared == point.graph().streamedWeightBytes()) {
      assertThat(overlap(transfers(machine, Operand.WEIGHTS, false))).isZero();
    }
  }

  @Test
  void layersOfDifferentPrecisionDoNotOverlapInMemory() {
    IntegerFormat int8 = new IntegerFormat(8, true);
    Precision narrow =
        new Precision(
            new WeightFormat(new IntegerFormat(4, true), GROUP, 16, 0),
            int8,
            new IntegerFormat(32, true));
    Precision wide =
        new Precision(new WeightFormat(int8, GROUP, 16, 0), int8, new IntegerFormat(32, true));
    Recipe recipe =
        new Recipe(
            "test",
            "test",
            narrow,
            new KeyValueFormat(int8, 16),
            List.of(new Recipe.LayerRule("layers.0.self_attn.q_proj", wide)));
    DecoderModel model = new DecoderModel("m", 3, 64, 128, 4, 4, 16, 100, false, 16);
    Target target = new Target("t", 8, 8, "ws", "mac", 1 << 14, 1 << 16, 1 << 14, 4, 1 << 24, 64);
    OperatorGraph graph = DecoderGraph.of(model, recipe, Phase.decode(1, 4));
    assertThat(graph.blocks()).hasSize(4);
    SequentialMachine machine = new SequentialMachine(Compiler.compile(graph, target)).run();
    assertThat(overlap(transfers(machine, Operand.WEIGHTS, false))).isZero();
  }

  @Property(tries = 150)
  void keysAndValuesAreReadAfterTheyAreWrittenAndTouchNothingElse(@ForAll("cases") Case point) {
    SequentialMachine machine = new SequentialMachine(point.program()).run();
    TreeMap<Long, Long> others = new TreeMap<>();
    for (Moved moved : machine.moved) {
      if (moved.operand() != Operand.KV_CACHE) {
        others.merge(moved.address(), moved.bytes(), Math::max);
      }
    }
    if (point.phase().kind() == Phase.Kind.PREFILL) {
      assertReadsFollowWrites(machine, Operand.KV_CACHE);
    }
    for (Moved moved : transfers(machine, Operand.KV_CACHE, true)) {
      var before = others.floorEntry(moved.address() + moved.bytes() - 1);
      assertThat(before == null || before.getKey() + before.getValue() <= moved.address()).isTrue();
    }
  }

  @Property(tries = 150)
  void activationsInMemoryAreReadOnlyAfterTheyAreWritten(@ForAll("cases") Case point) {
    assertReadsFollowWrites(new SequentialMachine(point.program()).run(), Operand.ACTIVATIONS);
  }

  @Test
  void aSevenBillionParameterModelIsASmallProgram() {
    DecoderModel llama =
        new DecoderModel("llama-2-7b", 32, 4096, 11008, 32, 32, 128, 32000, false, 16);
    Target target =
        new Target("t", 32, 32, "ws", "mac", 1 << 18, 1 << 20, 1 << 18, 4, 8L << 30, 128);
    OperandFormats formats =
        OperandFormats.of(new WeightFormat(new IntegerFormat(4, true), 128, 16, 8));
    Case point = new Case(llama, Phase.decode(1, 1024), formats, target);
    Program program = point.program();
    assertThat(program.bytes()).isLessThan(16 << 10);
    assertThat(program.operations().stream().mapToLong(Operation::macs).sum())
        .isEqualTo(point.graph().macs());
  }

  @Test
  void aModelThatDoesNotFitTheMemorySaysHowMuchItNeeds() {
    DecoderModel model = new DecoderModel("big", 4, 64, 128, 4, 4, 16, 1000, false, 16);
    Target target =
        new Target("small", 8, 8, "ws", "mac", 1 << 14, 1 << 16, 1 << 14, 4, 1 << 16, 64);
    assertThatThrownBy(() -> new Case(model, Phase.decode(1, 8), INT4_GROUPS, target).program())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("small: memory: big needs");
  }

  @Test
  void buffersThatCannotHoldATileAreNamed() {
    DecoderModel model = new DecoderModel("m", 1, 64, 128, 4, 4, 16, 100, false, 16);
    Target weights = new Target("t", 64, 64, "ws", "mac", 512, 1 << 16, 1 << 16, 4, 1 << 24, 64);
    assertThatThrownBy(() -> new Case(model, Phase.decode(1, 8), INT4_GROUPS, weights).program())
        .hasMessageContaining("t: buffers.weights: too small for layers.0.self_attn.q_proj");
    Target activations = new Target("t", 8, 8, "ws", "mac", 1 << 14, 512, 1 << 16, 4, 1 << 24, 64);
    assertThatThrownBy(
            () -> new Case(model, Phase.decode(1, 8), INT4_GROUPS, activations).program())
        .hasMessageContaining("t: buffers.activations: too small for m");
    Target accumulators = new Target("t", 8, 8, "ws", "mac", 1 << 14, 1 << 16, 256, 4, 1 << 24, 64);
    assertThatThrownBy(
            () -> new Case(model, Phase.decode(1, 4096), INT4_GROUPS, accumulators).program())
        .hasMessageContaining("t: buffers.accumulators: too small for layers.0.self_attn.score");
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<DecoderModel> models =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers().between(1, 7),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(8, 16),
                Arbitraries.integers().between(5, 60),
                Arbitraries.of(true, false))
            .as(
                (layers,
                    hidden,
                    intermediate,
                    keyValueHeads,
                    sharing,
                    headDimension,
                    words,
                    tied) ->
                    new DecoderModel(
                        "tiny",
                        layers,
                        hidden * GROUP,
                        intermediate * GROUP,
                        keyValueHeads * sharing,
                        keyValueHeads,
                        headDimension,
                        words,
                        tied,
                        16));
    Arbitrary<Phase> phases =
        Combinators.combine(
                Arbitraries.of(Phase.Kind.values()),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, 20))
            .as(
                (kind, batch, length) ->
                    kind == Phase.Kind.PREFILL
                        ? Phase.prefill(batch, length)
                        : Phase.decode(batch, length));
    Arbitrary<Target> targets =
        Combinators.combine(
                Arbitraries.of(1, 2, 4, 8),
                Arbitraries.integers().between(600, 6_000),
                Arbitraries.integers().between(2_000, 30_000),
                Arbitraries.integers().between(600, 6_000))
            .as(
                (side, weights, activations, accumulators) ->
                    new Target(
                        "tiny",
                        side,
                        side,
                        "ws",
                        "mac",
                        weights,
                        activations,
                        accumulators,
                        4,
                        1 << 24,
                        64));
    return Combinators.combine(models, phases, OperandFormats.any(GROUP), targets)
        .as(Case::new)
        .filter(CompilerTest::fits);
  }

  private static boolean fits(Case point) {
    try {
      point.program();
      return true;
    } catch (BadInputException e) {
      return false;
    }
  }

  private static long bytes(
      SequentialMachine machine, int operation, Operand operand, boolean write) {
    return transfers(machine, operand, write).stream()
        .filter(moved -> moved.operation() == operation)
        .mapToLong(Moved::bytes)
        .sum();
  }

  private static List<Moved> transfers(SequentialMachine machine, Operand operand, boolean write) {
    return machine.moved.stream()
        .filter(moved -> moved.operand() == operand && moved.write() == write)
        .toList();
  }

  private static long overlap(List<Moved> transfers) {
    List<Moved> sorted = new ArrayList<>(transfers);
    sorted.sort(Comparator.comparingLong(Moved::address));
    long overlap = 0;
    long end = 0;
    for (Moved moved : sorted) {
      overlap += Math.max(0, Math.min(end, moved.address() + moved.bytes()) - moved.address());
      end = Math.max(end, moved.address() + moved.bytes());
    }
    return overlap;
  }

  private static void assertReadsFollowWrites(SequentialMachine machine, Operand operand) {
    BitSet written = new BitSet();
    for (Moved moved : machine.moved) {
      if (moved.operand() == operand) {
        int from = Math.toIntExact(moved.address());
        int to = Math.toIntExact(moved.address() + moved.bytes());
        if (moved.write()) {
          written.set(from, to);
        } else {
          assertThat(written.nextClearBit(from)).as("%s", moved).isGreaterThanOrEqualTo(to);
        }
      }
    }
    assertThat(machine.moved).extracting(Moved::bytes).allMatch(bytes -> bytes > 0);
  }
}
