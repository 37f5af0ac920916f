package picojoule.pe.array;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The slow, obviously right array: every register of every PE is there, every cycle moves every
 * operand by one register, or all along a wire, and the product is really computed from what moved.
 * A sequencer decides from the state of the machine alone when operands may enter. Nothing in here
 * knows a formula for cycles or counts.
 */
abstract class RegisterTransferArray {

  final ArrayGeometry geometry;
  final FoldOverlap overlap;
  final SteppedGemm gemm;
  final ElementTiming element;
  final int rows;
  final int columns;

  /** By how many cycles the sequencer is too early; anything but 0 must break something. */
  final int haste;

  /** Sums by token, feature and group, as they left the array and were accumulated outside. */
  final long[][][] sums;

  /** The cycle from which on the next step's table is there. */
  long tableReady;

  private final int[][] arrivals;
  private final boolean[][][] groupSeen;
  private final Set<List<Integer>> keptTables = new HashSet<>();
  private final TreeMap<Long, List<Runnable>> later = new TreeMap<>();
  long cycle;
  long steps;
  long products;
  long cornerCycles;
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
  long tablesComputed;
  long tableReads;

  RegisterTransferArray(ArrayGeometry geometry, FoldOverlap overlap, SteppedGemm gemm, int haste) {
    this.geometry = geometry;
    this.overlap = overlap;
    this.gemm = gemm;
    this.haste = haste;
    element = gemm.element();
    rows = geometry.rows();
    columns = geometry.columns();
    sums = new long[gemm.m()][gemm.n()][gemm.groups()];
    arrivals = new int[gemm.m()][gemm.n()];
    groupSeen = new boolean[gemm.m()][gemm.n()][gemm.groups()];
  }

  /** The machine of a dataflow. */
  static RegisterTransferArray of(ArrayTiming array, SteppedGemm gemm, int haste) {
    ArrayGeometry geometry = array.geometry();
    FoldOverlap overlap = array.overlap();
    boolean sumsStay = array.partialSums() == PartialSumStore.Place.ELEMENT;
    return switch (array.dataflow()) {
      case OUTPUT_STATIONARY ->
          new OutputStationaryRegisters(geometry, overlap, gemm, sumsStay, haste);
      case WEIGHT_STATIONARY ->
          new StationaryOperandRegisters(geometry, overlap, gemm, true, haste);
      case INPUT_STATIONARY ->
          new StationaryOperandRegisters(geometry, overlap, gemm, false, haste);
    };
  }

  /** Runs to the end. */
  final TileActivity run() {
    while (!isFinished()) {
      step();
      for (Runnable due : later.getOrDefault(cycle, List.of())) {
        due.run();
      }
      later.remove(cycle);
      cycle++;
    }
    return new TileActivity(
        geometry.elements(),
        element,
        cycle,
        products / element.passes(),
        folds,
        cornerCycles,
        steps,
        occupiedElements,
        activationReads,
        weightReads,
        outputWrites,
        partialSumReads,
        partialSumWrites,
        activationHops,
        weightHops,
        partialSumHops,
        groupResults,
        tablesComputed,
        tableReads);
  }

  /** Something happens at the end of a cycle that is now or to come. */
  final void at(long when, Runnable action) {
    later.computeIfAbsent(when, c -> new ArrayList<>()).add(action);
  }

  /** A PE works for a cycle of a step, with as many lanes as there are operands. */
  final void workCycle(int row, int column, int cycleOfStep, int operands) {
    if (cycleOfStep == 0) {
      steps++;
      products += operands;
    }
    cornerCycles += row == 0 && column == 0 ? 1 : 0;
  }

  abstract boolean isFinished();

  /** One clock cycle. */
  abstract void step();

  /** How many results of the array make one output. */
  abstract int resultsPerOutput();

  /** Whether a register separates a row from the one above it; else they are on one wire. */
  final boolean registerAboveRow(int row) {
    return separated(row, geometry.tile().rows());
  }

  /** Whether a register separates a column from the one to its left. */
  final boolean registerLeftOfColumn(int column) {
    return separated(column, geometry.tile().columns());
  }

  private boolean separated(int position, int extent) {
    return (position % extent == 0 ? geometry.gridDelivery() : geometry.delivery())
        == Delivery.SKEWED;
  }

  /** Whether a wire from the edge ends at a tile of this row, whatever is above it. */
  final boolean edgeWireAtRow(int row) {
    return row % geometry.tile().rows() == 0 && !registerAboveRow(row);
  }

  final boolean edgeWireAtColumn(int column) {
    return column % geometry.tile().columns() == 0 && !registerLeftOfColumn(column);
  }

  /** Registers between the edge and a row, counted one by one. */
  final int registersToRow(int row) {
    int registers = 0;
    for (int i = 1; i <= row; i++) {
      registers = edgeWireAtRow(i) ? 0 : registers + (registerAboveRow(i) ? 1 : 0);
    }
    return registers;
  }

  final int registersToColumn(int column) {
    int registers = 0;
    for (int j = 1; j <= column; j++) {
      registers = edgeWireAtColumn(j) ? 0 : registers + (registerLeftOfColumn(j) ? 1 : 0);
    }
    return registers;
  }

  /** The activations of a step at the edge, out of a table that is kept or has been computed. */
  final long[] readActivations(int token, int step) {
    long[] word = gemm.activations(token, step);
    if (!element.hasTables()) {
      activationReads += word.length;
    } else if (keptTables.contains(List.of(token, step))) {
      tableReads++;
    } else {
      tablesComputed++;
      activationReads += word.length;
      keptTables.add(List.of(token, step));
    }
    return word;
  }

  final long[] readWeights(int feature, int step) {
    long[] word = gemm.weights(feature, step);
    weightReads += word.length;
    return word;
  }

  final void requireTable(int token, int step) {
    if (!keptTables.contains(List.of(token, step))) {
      throw new AssertionError("a table is not in the memory");
    }
  }

  final void forgetTables() {
    keptTables.clear();
  }

  /** The sum of a group has been scaled. */
  final void scaled(int token, int feature, int group, long value) {
    groupResults++;
    sums[token][feature][group] += value;
  }

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
