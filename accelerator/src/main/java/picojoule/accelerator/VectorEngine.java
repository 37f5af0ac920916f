package picojoule.accelerator;

import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Instruction.Vector;
import picojoule.isa.VectorOperation;
import picojoule.pe.vector.VectorUnit;
import picojoule.sim.Activity;
import picojoule.sim.Clock;
import picojoule.sim.Counter;
import picojoule.sim.EventQueue;
import picojoule.sim.Timeline;

/** The vector unit as an engine. */
final class VectorEngine extends SerialEngine {

  /** Width of a value between vector operations. */
  private static final int VALUE_BYTES = 2;

  private final VectorUnit unit;
  private final Buffers buffers;
  private final int accumulatorBytes;
  private final Counter laneOperations;
  private final Counter treeOperations;
  private final Timeline timeline;
  private final int track;

  VectorEngine(
      EventQueue events,
      Clock clock,
      MachineSpec spec,
      Buffers buffers,
      Activity activity,
      Timeline timeline) {
    super(events, clock, spec.queueDepth());
    this.unit = new VectorUnit(spec.vector());
    this.buffers = buffers;
    this.accumulatorBytes = spec.array().accumulatorBits() / Byte.SIZE;
    this.laneOperations =
        activity.counter("vector", "lane-operation", "operation", "elements through the lanes");
    this.treeOperations =
        activity.counter("vector", "tree-operation", "operation", "nodes of the reduction tree");
    this.timeline = timeline;
    this.track = timeline.track("vector");
  }

  @Override
  long cycles(EngineInstruction instruction, int operation) {
    Vector vector = (Vector) instruction;
    laneOperations.add(unit.laneOperations(vector.operation(), vector.rows(), vector.columns()));
    treeOperations.add(unit.treeOperations(vector.operation(), vector.rows()));
    long elements = vector.rows() * vector.columns();
    long reads = elements * vector.operation().passes();
    // Results of the array come out of the accumulators, everything else out of the activation
    // buffer, in each pass anew: a row is longer than what the lanes could keep.
    switch (vector.operation()) {
      case DEQUANTIZE, SOFTMAX -> buffers.accumulators().read(reads * accumulatorBytes);
      default -> buffers.activations().read(reads * VALUE_BYTES * operands(vector.operation()));
    }
    buffers.activations().write(elements * VALUE_BYTES);
    return unit.cycles(vector.operation(), vector.rows(), vector.columns());
  }

  private static int operands(VectorOperation operation) {
    return switch (operation) {
      case ADD, MULTIPLY, SILU_GATE -> 2;
      default -> 1;
    };
  }

  @Override
  void waited(long from, long to, StallCause cause) {}

  @Override
  void worked(EngineInstruction instruction, int operation, long from, long to) {
    run().account().vectorBusy(operation, to - from);
    timeline.span(track, run().operationName(operation), from, to);
  }
}
