package picojoule.accelerator;

import java.util.Arrays;
import picojoule.isa.Engine;
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
  private final Counter tableReads;
  private final long[] waitTicks = new long[StallCause.values().length];
  private final Timeline timeline;
  private final int track;
  private long arrayIdleSince;

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
    this.tableReads = spec.vector().byTable().isEmpty() ? null : tableReads(activity);
    this.timeline = timeline;
    this.track = timeline.track("vector");
  }

  @Override
  long cycles(EngineInstruction instruction, int operation) {
    Vector vector = (Vector) instruction;
    laneOperations.add(unit.laneOperations(vector.operation(), vector.rows(), vector.columns()));
    treeOperations.add(unit.treeOperations(vector.operation(), vector.rows()));
    if (tableReads != null) {
      tableReads.add(unit.tableReads(vector.operation(), vector.rows(), vector.columns()));
    }
    long elements = vector.rows() * vector.columns();
    long reads = elements * vector.operation().passes();
    // Results of the array come out of the accumulators, everything else out of the activation
    // buffer, in each pass anew: a row is longer than what the lanes could keep.
    switch (vector.operation()) {
      case DEQUANTIZE, REQUANTIZE, SOFTMAX -> buffers.accumulators().read(reads * accumulatorBytes);
      default -> buffers.activations().read(reads * VALUE_BYTES * operands(vector.operation()));
    }
    buffers.activations().write(elements * VALUE_BYTES);
    return unit.cycles(vector.operation(), vector.rows(), vector.columns());
  }

  /** Counted only where there are tables, so that other machines need no price for it. */
  private static Counter tableReads(Activity activity) {
    return activity.counter("vector", "table-read", "read", "entries of piecewise-linear tables");
  }

  private static int operands(VectorOperation operation) {
    return switch (operation) {
      case ADD, MULTIPLY, SILU_GATE -> 2;
      default -> 1;
    };
  }

  /** Keeps only the waits behind the array's last work: the others are the array's own to tell. */
  @Override
  void waited(long from, long to, StallCause cause) {
    long idle = ((SerialEngine) run().engine(Engine.MATRIX)).idleSince();
    if (idle != arrayIdleSince) {
      Arrays.fill(waitTicks, 0);
      arrayIdleSince = idle;
    }
    if (cause != null) {
      waitTicks[cause.ordinal()] += Math.max(0, to - Math.max(from, idle));
    }
  }

  /** Ticks that the unit waited for something since the array last worked, which was at a tick. */
  long waitedSince(long arrayIdle, StallCause cause) {
    return arrayIdle == arrayIdleSince ? waitTicks[cause.ordinal()] : 0;
  }

  @Override
  void worked(EngineInstruction instruction, int operation, long from, long to) {
    run().account().vectorBusy(operation, to - from);
    timeline.span(track, run().operationName(operation), from, to);
  }
}
