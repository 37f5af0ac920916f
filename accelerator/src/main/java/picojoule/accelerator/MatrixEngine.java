package picojoule.accelerator;

import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.number.NumberFormat;
import picojoule.memory.sram.Scratchpad;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.array.PartialSumStore;
import picojoule.pe.array.TileActivity;
import picojoule.pe.element.ProcessingElement;
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
  private final ProcessingElement element;
  private final Scratchpad weights;
  private final Scratchpad activations;
  private final Scratchpad accumulators;
  private final Scratchpad partialSums;
  private final int partialSumBits;
  private final int accumulatorBytes;
  private final Counter steps;
  private final Counter macs;
  private final Counter groupResults;
  private final boolean activationsShift;
  private final Counter operandHops;
  private final Counter shiftedBits;
  private final Counter partialSumHops;
  private final Counter tables;
  private final Counter tableReads;
  private final Timeline timeline;
  private final int track;
  private NumberFormat setActivation;
  private NumberFormat setWeight;
  private ElementTiming formats;
  private long switchCycles;
  private TileActivity tile;

  MatrixEngine(
      EventQueue events,
      Clock clock,
      MachineSpec spec,
      Buffers buffers,
      Activity activity,
      Timeline timeline) {
    super(events, clock, spec.queueDepth());
    this.timing = spec.array().timing();
    this.element = spec.array().element();
    this.weights = buffers.weights();
    this.activations = buffers.activations();
    this.accumulators = buffers.accumulators();
    this.partialSums =
        spec.array().partialSumPlace() == PartialSumStore.Place.BUFFER
            ? buffers.activations()
            : buffers.accumulators();
    this.partialSumBits = spec.array().partialSums().bits();
    this.accumulatorBytes = spec.array().accumulatorBits() / Byte.SIZE;
    String part = "pe." + element.name();
    this.steps =
        activity.counter(part, "step", "step", "cycles of all PEs at work on a reduction step");
    this.macs = activity.counter("array", "mac", "MAC", "multiply-accumulates");
    this.groupResults =
        activity.counter("dequantizer", "scale", "result", "sums of a group that were scaled");
    this.activationsShift = spec.array().dataflow() == Dataflow.INPUT_STATIONARY;
    this.shiftedBits =
        activity.counter(
            part, "shift-bit", "bit", "bits passed on between PEs apart from their steps");
    this.operandHops =
        activity.counter("array", "operand-hop", "hop", "operands passed on between PEs");
    this.partialSumHops =
        activity.counter("array", "psum-hop", "hop", "partial sums passed on between PEs");
    this.tables =
        element.hasTables()
            ? activity.counter(part, "table", "table", "tables of activations computed")
            : null;
    this.tableReads =
        element.hasTables()
            ? activity.counter(part, "table-read", "table", "tables read where they are kept")
            : null;
    this.timeline = timeline;
    this.track = timeline.track("matrix");
  }

  @Override
  long cycles(EngineInstruction instruction, int operation) {
    Matrix matrix = (Matrix) instruction;
    switchCycles = set(matrix.activations(), matrix.weights());
    tile = timing.activity(matrix.m(), matrix.n(), matrix.k(), formats, matrix.group());
    count(matrix);
    run().account().macs(operation, tile.macs(), tile.elementCycles());
    return switchCycles + tile.cycles();
  }

  /**
   * Sets the PEs to a pair of formats. The array has been drained by the tile before; what it costs
   * beyond that is the machine's.
   *
   * @return cycles that it takes; none where they are set to it, or were to nothing before
   */
  private long set(NumberFormat activation, NumberFormat weight) {
    if (formats != null && activation.equals(setActivation) && weight.equals(setWeight)) {
      return 0;
    }
    long cycles = formats == null ? 0 : element.switchCycles();
    formats = element.timing(activation, weight);
    setActivation = activation;
    setWeight = weight;
    return cycles;
  }

  private void count(Matrix matrix) {
    steps.add(tile.elementCycles());
    macs.add(tile.macs());
    groupResults.add(tile.groupResults());
    if (element.hasTables()) {
      tables.add(tile.tablesComputed());
      tableReads.add(tile.tableReads());
    }
    operandHops.add(tile.activationHops() + tile.weightHops());
    partialSumHops.add(tile.partialSumHops());
    // A PE takes a weight in as many pieces as it takes steps.
    int pieceBits = -Math.floorDiv(-matrix.weights().bits(), formats.passes());
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
    partialSums.read(bytes(tile.partialSumReads(), partialSumBits));
    partialSums.write(bytes(tile.partialSumWrites(), partialSumBits));
    accumulators.read(carried * accumulatorBytes);
    accumulators.write(tile.outputWrites() * accumulatorBytes);
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
    long switching = clock().ticks(switchCycles);
    run().account().stall(StallCause.ARRAY_BUSY, streaming);
    run().account().stall(StallCause.FORMAT_SWITCH, switching);
    run().account().stall(StallCause.FILL_DRAIN, to - from - streaming - switching);
    timeline.span(track, run().operationName(operation), from, to);
  }
}
