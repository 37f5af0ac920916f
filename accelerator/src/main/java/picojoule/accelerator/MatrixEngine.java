package picojoule.accelerator;

import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Instruction.Matrix;
import picojoule.memory.sram.Scratchpad;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.TileActivity;
import picojoule.pe.datapath.Datapath;
import picojoule.sim.Activity;
import picojoule.sim.Clock;
import picojoule.sim.Counter;
import picojoule.sim.EventQueue;
import picojoule.sim.Timeline;

/**
 * The PE array as an engine: a tile takes what the array's timing says, and the array's waits are
 * told apart by cause.
 */
final class MatrixEngine extends SerialEngine {

  private final ArrayTiming timing;
  private final Datapath datapath;
  private final Scratchpad weights;
  private final Scratchpad activations;
  private final Scratchpad accumulators;
  private final int accumulatorBytes;
  private final Counter steps;
  private final Counter macs;
  private final Counter groupResults;
  private final boolean activationsShift;
  private final Counter operandHops;
  private final Counter shiftedBits;
  private final Counter partialSumHops;
  private final Timeline timeline;
  private final int track;
  private TileActivity tile;

  MatrixEngine(
      EventQueue events,
      Clock clock,
      MachineSpec spec,
      Datapath datapath,
      Buffers buffers,
      Activity activity,
      Timeline timeline) {
    super(events, clock, spec.queueDepth());
    this.timing =
        new ArrayTiming(spec.array().shape(), spec.array().dataflow(), spec.array().overlap());
    this.datapath = datapath;
    this.weights = buffers.weights();
    this.activations = buffers.activations();
    this.accumulators = buffers.accumulators();
    this.accumulatorBytes = spec.array().accumulatorBits() / Byte.SIZE;
    String element = "pe." + datapath.name();
    this.steps = activity.counter(element, "step", "step", "reduction steps of all PEs");
    this.macs = activity.counter("array", "mac", "MAC", "multiply-accumulates");
    this.groupResults =
        activity.counter("dequantizer", "scale", "result", "sums of a group that were scaled");
    this.activationsShift = spec.array().dataflow() == Dataflow.INPUT_STATIONARY;
    this.shiftedBits =
        activity.counter(
            element, "shift-bit", "bit", "bits passed on between PEs apart from their steps");
    this.operandHops =
        activity.counter("array", "operand-hop", "hop", "operands passed on between PEs");
    this.partialSumHops =
        activity.counter("array", "psum-hop", "hop", "partial sums passed on between PEs");
    this.timeline = timeline;
    this.track = timeline.track("matrix");
  }

  @Override
  long cycles(EngineInstruction instruction, int operation) {
    Matrix matrix = (Matrix) instruction;
    int passes = datapath.passes(matrix.activations(), matrix.weights());
    tile = timing.activity(matrix.m(), matrix.n(), matrix.k(), passes, matrix.group());
    count(matrix);
    run().account().macs(operation, tile.macs(), tile.macs() * passes);
    return tile.cycles();
  }

  private void count(Matrix matrix) {
    steps.add(tile.macs() * tile.passes());
    macs.add(tile.macs());
    groupResults.add(tile.groupResults());
    operandHops.add(tile.activationHops() + tile.weightHops());
    partialSumHops.add(tile.partialSumHops());
    // A PE takes a weight in as many pieces as it takes steps.
    int pieceBits = -Math.floorDiv(-matrix.weights().bits(), tile.passes());
    // The price of a step has one streaming operand's way to the next PE in it. Not the other's:
    // what is shifted into place, or streams too where results stay.
    shiftedBits.add(
        activationsShift
            ? tile.activationHops() * matrix.activations().bits()
            : tile.weightHops() * pieceBits);
    weights.read(bytes(tile.weightReads(), pieceBits));
    activations.read(bytes(tile.activationReads(), matrix.activations().bits()));
    // Accumulating onto an earlier tile reads every output once more than the tile alone does.
    long carried = matrix.accumulate() ? tile.outputWrites() : 0;
    accumulators.read((tile.partialSumReads() + carried) * accumulatorBytes);
    accumulators.write((tile.partialSumWrites() + tile.outputWrites()) * accumulatorBytes);
  }

  private static long bytes(long elements, int bits) {
    return -Math.floorDiv(-elements * bits, (long) Byte.SIZE);
  }

  @Override
  void waited(long from, long to, StallCause cause) {
    run().account().stall(cause == null ? StallCause.SEQUENCER : cause, to - from);
  }

  @Override
  void worked(EngineInstruction instruction, int operation, long from, long to) {
    long streaming = clock().ticks(tile.streamCycles());
    run().account().stall(StallCause.ARRAY_BUSY, streaming);
    run().account().stall(StallCause.FILL_DRAIN, to - from - streaming);
    timeline.span(track, run().operationName(operation), from, to);
  }
}
