package picojoule.workload.compiler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;
import picojoule.isa.MemoryRange;
import picojoule.isa.Operand;
import picojoule.isa.OperationKind;
import picojoule.isa.Target;
import picojoule.workload.model.Activation;
import picojoule.workload.model.Block;
import picojoule.workload.model.Operator;
import picojoule.workload.model.OperatorGraph;

/**
 * Where everything lies: parameters of each block repetition after repetition, the KV cache by
 * layer, then keys and values, sequence, head and token, and the activations that do not fit on
 * chip.
 */
final class MemoryLayout {

  private final Target target;
  private final OperatorGraph graph;
  private final Map<Block, Map<Operator, Long>> parameterOffsets = new HashMap<>();
  private final Map<Block, Long> blockBases = new HashMap<>();
  private final Map<Block, Long> blockBytes = new HashMap<>();
  private final Map<Activation, Long> spilled = new HashMap<>();

  /** Activations that pass from block to block and stay on chip. */
  private final Set<Activation> passedOnChip = new HashSet<>();

  /** Activations of each block that stay on chip. */
  private final Map<Block, Set<Activation>> onChip = new HashMap<>();

  private final Buffers buffers;
  private long keyValueBase;

  /** The first free address of each range of the memory. */
  private final long[] free;

  private long allocated;

  private MemoryLayout(OperatorGraph graph, Target target) {
    this.graph = graph;
    this.target = target;
    this.buffers = Buffers.of(target, graph);
    this.free = target.memoryRanges().stream().mapToLong(range -> aligned(range.begin())).toArray();
  }

  /**
   * Lays out a graph.
   *
   * @throws BadInputException where the memory is too small
   */
  static MemoryLayout of(OperatorGraph graph, Target target) {
    MemoryLayout layout = new MemoryLayout(graph, target);
    try {
      layout.place();
    } catch (ArithmeticException e) {
      throw tooSmall(graph, target, "more than any");
    }
    if (layout.allocated > target.memoryBytes()) {
      throw tooSmall(graph, target, gibibytes(layout.allocated));
    }
    layout.requireRoom();
    return layout;
  }

  private void place() {
    placeParameters();
    keyValueBase =
        allocate(
            Operand.KV_CACHE,
            Math.multiplyExact(
                graph.phase().batch() * (long) graph.phase().context(),
                graph.keyValueBytesPerToken()));
    placeActivations();
  }

  private static BadInputException tooSmall(OperatorGraph graph, Target target, String need) {
    return new BadInputException(
        target.name() + ": memory",
        "%s needs %s, the memory has %s"
            .formatted(graph.model().name(), need, gibibytes(target.memoryBytes())));
  }

  /** Where the parameters of an operator begin. */
  Location parameters(Block block, Operator operator, Index repetition) {
    return Location.at(blockBases.get(block) + parameterOffsets.get(block).get(operator))
        .along(repetition, blockBytes.get(block));
  }

  /** Where the keys of the first sequence and head of a layer begin. */
  Location keys(Block block, Index repetition) {
    return Location.at(keyValueBase).along(repetition.plus(block.first()), 2 * keysBytes());
  }

  /** Where the values of the first sequence and head of a layer begin. */
  Location values(Block block, Index repetition) {
    return keys(block, repetition).plus(keysBytes());
  }

  Buffers buffers() {
    return buffers;
  }

  /** Bytes of one head of one token. */
  long keyValueRowBytes() {
    return graph.keyValues().rowBytes(graph.model().headDimension());
  }

  /** Bytes of one head of one sequence. */
  long keyValueHeadBytes() {
    return graph.phase().context() * keyValueRowBytes();
  }

  boolean onChip(Block block, Activation activation) {
    return passedOnChip.contains(activation) || onChip.get(block).contains(activation);
  }

  /** Where an activation that is not on chip begins. */
  Location spilled(Activation activation) {
    return Location.at(spilled.get(activation));
  }

  private long keysBytes() {
    return (long) graph.phase().batch() * graph.model().keyValueHeads() * keyValueHeadBytes();
  }

  private void placeParameters() {
    for (Block block : graph.blocks()) {
      long offset = 0;
      Map<Operator, Long> offsets = new HashMap<>();
      parameterOffsets.put(block, offsets);
      for (Operator operator : block.operators()) {
        offsets.put(operator, offset);
        offset += aligned(operator.parameterBytes());
      }
      blockBytes.put(block, offset);
      blockBases.put(
          block, allocate(operand(block), Math.multiplyExact(block.repetitions(), offset)));
    }
  }

  /**
   * Keeps an activation on chip where it fits beside those alive with it; those that pass from
   * block to block first, the others in the order in which they are made.
   */
  private void placeActivations() {
    long capacity = buffers.residents();
    Set<Activation> passed = new LinkedHashSet<>();
    for (Block block : graph.blocks()) {
      passed.addAll(block.operators().get(0).inputs());
    }
    for (Activation activation : passed) {
      if (activation.bytes() <= capacity) {
        capacity -= activation.bytes();
        passedOnChip.add(activation);
      } else {
        spill(activation);
      }
    }
    for (Block block : graph.blocks()) {
      onChip.put(block, placeActivations(block.operators(), passed, capacity));
    }
  }

  private Set<Activation> placeActivations(
      List<Operator> operators, Set<Activation> passed, long capacity) {
    Map<Activation, Integer> lastUse = new HashMap<>();
    for (int i = 0; i < operators.size(); i++) {
      for (Activation input : operators.get(i).inputs()) {
        lastUse.put(input, i);
      }
    }
    long free = capacity;
    Set<Activation> kept = new HashSet<>();
    Set<Activation> away = new HashSet<>();
    for (int i = 0; i < operators.size(); i++) {
      for (Activation output : operators.get(i).outputs()) {
        if (passed.contains(output) || kept.contains(output) || away.contains(output)) {
          continue;
        }
        if (lastUse.containsKey(output) && output.bytes() <= free) {
          free -= output.bytes();
          kept.add(output);
        } else {
          away.add(output);
          spill(output);
        }
      }
      for (Activation input : operators.get(i).inputs()) {
        if (kept.contains(input) && lastUse.get(input) == i) {
          free += input.bytes();
        }
      }
    }
    return kept;
  }

  private void spill(Activation activation) {
    if (!spilled.containsKey(activation)) {
      spilled.put(activation, allocate(Operand.ACTIVATIONS, activation.bytes()));
    }
  }

  /** What the parameters of a block are read as. */
  private static Operand operand(Block block) {
    return block.operators().stream()
            .allMatch(operator -> operator.kind() == OperationKind.EMBEDDING)
        ? Operand.TABLES
        : Operand.WEIGHTS;
  }

  /**
   * Takes room in the first range that may hold an operand and has enough left; where none has, in
   * the last one that may, so that the sum of all need is known before anybody is told.
   */
  private long allocate(Operand operand, long bytes) {
    long size = aligned(bytes);
    allocated = Math.addExact(allocated, size);
    int chosen = -1;
    for (int i = 0; i < free.length; i++) {
      if (target.memoryRanges().get(i).operands().contains(operand)) {
        chosen = i;
        if (size <= target.memoryRanges().get(i).end() - free[i]) {
          break;
        }
      }
    }
    if (chosen < 0) {
      throw new BadInputException(
          target.name() + ": memory", "has no range for " + ConfigName.of(operand));
    }
    long base = free[chosen];
    free[chosen] = Math.addExact(base, size);
    return base;
  }

  /** Makes sure that no range overflows, though the memory as a whole may have room. */
  private void requireRoom() {
    for (int i = 0; i < free.length; i++) {
      MemoryRange range = target.memoryRanges().get(i);
      if (free[i] > range.end()) {
        throw new BadInputException(
            target.name() + ": memory",
            "%s needs %s in the range for %s, which has %s"
                .formatted(
                    graph.model().name(),
                    gibibytes(free[i] - range.begin()),
                    range.operands().stream()
                        .sorted()
                        .map(ConfigName::of)
                        .collect(Collectors.joining(", ")),
                    gibibytes(range.bytes())));
      }
    }
  }

  private long aligned(long bytes) {
    return -Math.floorDiv(-bytes, target.alignmentBytes()) * target.alignmentBytes();
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GiB", bytes / (double) (1 << 30));
  }
}
