package picojoule.pe.array;

/**
 * The slow, obviously right array: every register of every PE is there, every cycle moves every
 * operand by one register, and the product is really computed from what moved. A sequencer decides
 * from the state of the machine alone when operands may enter. Nothing in here knows a formula for
 * cycles or counts.
 */
abstract class RegisterTransferArray {

  final ArrayShape shape;
  final FoldOverlap overlap;
  final SteppedGemm gemm;

  /** By how many cycles the sequencer is too early; anything but 0 must break something. */
  final int haste;

  /** Sums by token, feature and group, as they left the array and were accumulated outside. */
  final long[][][] sums;

  private final int[][] arrivals;
  private final boolean[][][] groupSeen;
  long cycle;
  long steps;
  long cornerSteps;
  long folds;
  long occupiedElements;
  long activationReads;
  long weightReads;
  long outputWrites;
  long partialSumReads;
  long partialSumWrites;
  long activationHops;
  long weightHops;
  long partialSumHops;
  long groupResults;

  RegisterTransferArray(ArrayShape shape, FoldOverlap overlap, SteppedGemm gemm, int haste) {
    this.shape = shape;
    this.overlap = overlap;
    this.gemm = gemm;
    this.haste = haste;
    sums = new long[gemm.m()][gemm.n()][gemm.groups()];
    arrivals = new int[gemm.m()][gemm.n()];
    groupSeen = new boolean[gemm.m()][gemm.n()][gemm.groups()];
  }

  /** The machine of a dataflow. */
  static RegisterTransferArray of(
      ArrayShape shape, Dataflow dataflow, FoldOverlap overlap, SteppedGemm gemm, int haste) {
    return switch (dataflow) {
      case OUTPUT_STATIONARY -> new OutputStationaryRegisters(shape, overlap, gemm, haste);
      case WEIGHT_STATIONARY -> new StationaryOperandRegisters(shape, overlap, gemm, true, haste);
      case INPUT_STATIONARY -> new StationaryOperandRegisters(shape, overlap, gemm, false, haste);
    };
  }

  /** Runs to the end. */
  final TileActivity run() {
    while (!isFinished()) {
      step();
      cycle++;
    }
    return new TileActivity(
        shape.elements(),
        cycle,
        steps / gemm.passes(),
        gemm.passes(),
        folds,
        cornerSteps,
        occupiedElements,
        activationReads,
        weightReads,
        outputWrites,
        partialSumReads,
        partialSumWrites,
        activationHops,
        weightHops,
        partialSumHops,
        groupResults);
  }

  /** A PE takes a step. */
  final void takeStep(int row, int column) {
    steps++;
    cornerSteps += row == 0 && column == 0 ? 1 : 0;
  }

  abstract boolean isFinished();

  /** One clock cycle. */
  abstract void step();

  /** How many results of the array make one output. */
  abstract int resultsPerOutput();

  /** A result leaves the array for the accumulator outside. */
  final void leave(int token, int feature, int group, long value) {
    if (arrivals[token][feature] > 0) {
      partialSumReads++;
    }
    arrivals[token][feature]++;
    if (arrivals[token][feature] == resultsPerOutput()) {
      outputWrites++;
    } else {
      partialSumWrites++;
    }
    if (!groupSeen[token][feature][group]) {
      groupSeen[token][feature][group] = true;
      groupResults++;
    }
    sums[token][feature][group] += value;
  }
}
