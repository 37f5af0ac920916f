package picojoule.pe.array;

import java.util.ArrayList;
import java.util.List;

/**
 * Registers of the weight- or input-stationary array. Of the two operands one is held, the other
 * streams; a column stands for a feature in the one array and for a token in the other.
 */
final class StationaryOperandRegisters extends RegisterTransferArray {

  private static final long[] NOTHING = {};

  /** A streamed operand on its way, or the control bits alone. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Streamed(
      StationaryFold fold, int index, int cycleOfStep, boolean hasData, long[] word) {}

  private record PartialSum(StationaryFold fold, int index, boolean hasData, long value) {}

  private record StreamSlot(StationaryFold fold, int index, int cycleOfStep) {}

  private final boolean weightsHeld;
  private final List<StationaryFold> pending;
  private final List<StationaryLoads.Slot> loads = new ArrayList<>();
  private final List<StreamSlot> streams = new ArrayList<>();
  private final StationaryLoads held;
  private final int streamLength;
  private final boolean keepsTables;
  private final long[][] productSums;
  private Streamed[][] streamed;
  private PartialSum[][] partialSums;
  private int loading;
  private int rowsLoaded;
  private int streaming;
  private int streamIndex;
  private int cycleOfStep;
  private int drained;
  private int scaled;
  private final int resultsPerOutput;

  StationaryOperandRegisters(
      ArrayGeometry geometry,
      FoldOverlap overlap,
      SteppedGemm gemm,
      boolean weightsHeld,
      int haste) {
    super(geometry, overlap, gemm, haste);
    this.weightsHeld = weightsHeld;
    boolean twoBanks = overlap == FoldOverlap.PIPELINED || overlap == FoldOverlap.DOUBLE_BUFFERED;
    held = new StationaryLoads(this, twoBanks ? 2 : 1);
    streamed = new Streamed[rows][columns];
    partialSums = new PartialSum[rows][columns];
    productSums = new long[rows][columns];
    streamLength = weightsHeld ? gemm.m() : gemm.n();
    keepsTables = (long) gemm.endStep(gemm.groups() - 1) * streamLength <= element.tableMemory();
    pending = StationaryFold.of(gemm, weightsHeld ? gemm.n() : gemm.m(), rows, columns);
    resultsPerOutput = (int) pending.stream().filter(fold -> fold.firstColumn() == 0).count();
  }

  @Override
  boolean isFinished() {
    return scaled == pending.size();
  }

  @Override
  int resultsPerOutput() {
    return resultsPerOutput;
  }

  @Override
  void step() {
    boolean load = mayLoad();
    boolean stream = cycleOfStep > 0 || mayBeginStep();
    loads.add(load ? nextLoad() : null);
    streams.add(stream ? nextStream() : null);
    compute();
    for (int j = 0; j < columns; j++) {
      int index = loads.size() - 1 - registersToColumn(j);
      StationaryLoads.Slot slot = index < 0 ? null : loads.get(index);
      countHeldHops(held.shift(j, slot == null ? null : heldAtEdge(slot, j)));
    }
  }

  /** Whether a stationary operand may enter column 0 in this cycle. */
  private boolean mayLoad() {
    if (loading == pending.size() || rowsLoaded > 0) {
      return loading < pending.size();
    }
    return switch (overlap) {
      case NONE -> drained == loading;
      // The fold before has issued its last operand in an earlier cycle.
      case WAVEFRONT -> streaming == loading;
      // The bank is free when the fold before streams (or begins to in this cycle).
      case DOUBLE_BUFFERED, PIPELINED ->
          loading == 0
              || streaming == loading
              || (streaming == loading - 1
                  && (streamIndex > 0 || cycleOfStep > 0 || mayBeginStep()));
    };
  }

  private boolean mayBeginStep() {
    boolean loaded = streaming < loading || (haste > 0 && rowsLoaded >= rows - haste);
    boolean waitsForDrain =
        overlap == FoldOverlap.DOUBLE_BUFFERED && streamIndex == 0 && drained < streaming;
    return loaded && !waitsForDrain && cycle >= tableReady;
  }

  private StationaryLoads.Slot nextLoad() {
    StationaryFold fold = pending.get(loading);
    StationaryLoads.Slot slot = new StationaryLoads.Slot(fold.number(), rows - 1 - rowsLoaded);
    if (rowsLoaded == 0) {
      folds++;
      if (loading == 0 || overlap == FoldOverlap.NONE) {
        startTable(fold);
      }
    }
    rowsLoaded++;
    if (rowsLoaded == rows) {
      rowsLoaded = 0;
      loading++;
    }
    return slot;
  }

  private StreamSlot nextStream() {
    StationaryFold fold = pending.get(streaming);
    StreamSlot slot = new StreamSlot(fold, streamIndex, cycleOfStep);
    if (cycleOfStep == 0) {
      if (streamIndex < streamLength - 1) {
        startTable(fold);
      } else if (fold.number() + 1 < pending.size()) {
        startTable(pending.get(fold.number() + 1));
      }
    }
    cycleOfStep++;
    if (cycleOfStep == element.interval()) {
      cycleOfStep = 0;
      streamIndex++;
      if (streamIndex == streamLength) {
        streamIndex = 0;
        streaming++;
      }
    }
    return slot;
  }

  private void startTable(StationaryFold fold) {
    boolean isComputed = element.hasTables() && !findsTables(fold);
    tableReady = isComputed ? cycle + element.tableCycles() : cycle;
  }

  /** Whether the tables have been there for features before. */
  private boolean findsTables(StationaryFold fold) {
    return keepsTables && fold.firstColumn() > 0;
  }

  private void compute() {
    Streamed[][] nextStreamed = new Streamed[rows][columns];
    PartialSum[][] nextPartialSums = new PartialSum[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        Streamed operand =
            j == 0 || edgeWireAtColumn(j)
                ? streamedAtEdge(i, j)
                : (registerLeftOfColumn(j) ? streamed : nextStreamed)[i][j - 1];
        if (operand == null) {
          continue;
        }
        boolean occupiedColumn = j < operand.fold().columns();
        boolean moved = j > 0 && registerLeftOfColumn(j) && operand.cycleOfStep() == 0;
        if (moved && occupiedColumn) {
          countStreamedHops(operand.word().length);
        }
        nextStreamed[i][j] = operand;
        work(i, j, operand, occupiedColumn);
        if (operand.cycleOfStep() == element.interval() - 1) {
          nextPartialSums[i][j] = add(i, j, operand, occupiedColumn, nextPartialSums);
        }
      }
    }
    streamed = nextStreamed;
    partialSums = nextPartialSums;
    nextPartialSumsLeave();
  }

  private void work(int i, int j, Streamed operand, boolean occupiedColumn) {
    StationaryLoads.Word mine = held.word(operand.fold().number(), i, j);
    if (operand.cycleOfStep() == 0) {
      productSums[i][j] = 0;
    }
    if (occupiedColumn && mine.values().length > 0 && operand.hasData()) {
      int step = operand.fold().from() + i;
      productSums[i][j] +=
          weightsHeld
              ? gemm.term(operand.word(), mine.values(), step, operand.cycleOfStep())
              : gemm.term(mine.values(), operand.word(), step, operand.cycleOfStep());
      workCycle(i, j, operand.cycleOfStep(), operand.word().length);
      occupiedElements += operand.index() == 0 && operand.cycleOfStep() == 0 ? 1 : 0;
    }
  }

  /** The sum of the row above, out of a register or over a wire, and the PE's own product. */
  private PartialSum add(
      int i, int j, Streamed operand, boolean occupiedColumn, PartialSum[][] sameCycle) {
    long sum = productSums[i][j];
    if (i > 0 && !edgeWireAtRow(i)) {
      PartialSum above = (registerAboveRow(i) ? partialSums : sameCycle)[i - 1][j];
      if (!above.fold().equals(operand.fold()) || above.index() != operand.index()) {
        throw new AssertionError("a partial sum meets another's operand");
      }
      sum += above.value();
      partialSumHops += registerAboveRow(i) && above.hasData() ? 1 : 0;
    }
    return new PartialSum(operand.fold(), operand.index(), occupiedColumn, sum);
  }

  /**
   * What is at the bottom of a column leaves; tiles without registers between them are added up.
   */
  private void nextPartialSumsLeave() {
    for (int j = 0; j < columns; j++) {
      PartialSum bottom = partialSums[rows - 1][j];
      if (bottom == null) {
        continue;
      }
      long sum = bottom.value();
      for (int i = rows - 1; i > 0; i--) {
        if (edgeWireAtRow(i)) {
          PartialSum ofTile = partialSums[i - 1][j];
          if (!ofTile.fold().equals(bottom.fold()) || ofTile.index() != bottom.index()) {
            throw new AssertionError("tiles end with different partial sums");
          }
          sum += ofTile.value();
        }
      }
      leaveLater(j, bottom, sum);
    }
  }

  private void leaveLater(int j, PartialSum bottom, long sum) {
    StationaryFold fold = bottom.fold();
    long summed = cycle + element.depth() - 1;
    long leaves = summed + element.scaleCycles();
    if (bottom.hasData()) {
      int column = fold.firstColumn() + j;
      int token = weightsHeld ? bottom.index() : column;
      int feature = weightsHeld ? column : bottom.index();
      at(leaves, () -> leave(token, feature, fold.group(), sum));
    }
    if (j == columns - 1 && bottom.index() == streamLength - 1) {
      at(summed, () -> drained++);
      at(leaves, () -> scaled++);
    }
  }

  private Streamed streamedAtEdge(int row, int column) {
    int index = streams.size() - 1 - registersToRow(row);
    StreamSlot slot = index < 0 ? null : streams.get(index);
    if (slot == null) {
      return null;
    }
    int step = slot.fold().from() + row;
    if (step >= slot.fold().to()) {
      return new Streamed(slot.fold(), slot.index(), slot.cycleOfStep(), false, NOTHING);
    }
    boolean first = slot.cycleOfStep() == 0 && column == 0;
    long[] word;
    if (!weightsHeld) {
      word = first ? readWeights(slot.index(), step) : gemm.weights(slot.index(), step);
    } else if (first) {
      if (!keepsTables) {
        forgetTables();
      } else if (findsTables(slot.fold()) && element.hasTables()) {
        requireTable(slot.index(), step);
      }
      word = readActivations(slot.index(), step);
    } else {
      word = gemm.activations(slot.index(), step);
    }
    return new Streamed(slot.fold(), slot.index(), slot.cycleOfStep(), true, word);
  }

  private StationaryLoads.Word heldAtEdge(StationaryLoads.Slot slot, int j) {
    StationaryFold fold = pending.get(slot.fold());
    int step = fold.from() + slot.row();
    long[] values = NOTHING;
    if (step < fold.to() && j < fold.columns()) {
      int column = fold.firstColumn() + j;
      values = weightsHeld ? readWeights(column, step) : readActivations(column, step);
    }
    return new StationaryLoads.Word(slot.fold(), slot.row(), values);
  }

  private void countHeldHops(long hops) {
    if (weightsHeld) {
      weightHops += hops;
    } else {
      activationHops += hops;
    }
  }

  private void countStreamedHops(long hops) {
    if (weightsHeld) {
      activationHops += hops;
    } else {
      weightHops += hops;
    }
  }
}
