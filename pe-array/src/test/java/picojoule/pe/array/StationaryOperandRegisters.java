package picojoule.pe.array;

import java.util.ArrayList;
import java.util.List;

/**
 * Registers of the weight- or input-stationary array. Of the two operands one is held, the other
 * streams; a column stands for a feature in the one array and for a token in the other.
 */
final class StationaryOperandRegisters extends RegisterTransferArray {

  private record Fold(int number, int firstColumn, int columns, int group, int from, int to) {}

  /** A held operand in a register, or the control bits alone where a row has none. */
  private record Held(Fold fold, boolean hasData, long value) {}

  /** A streamed operand on its way, or the control bits alone. */
  private record Streamed(Fold fold, int index, boolean hasData, long value) {}

  private record PartialSum(Fold fold, int index, boolean hasData, long value) {}

  private record LoadSlot(Fold fold, int row) {}

  private record StreamSlot(Fold fold, int index) {}

  private final boolean weightsHeld;
  private final List<Fold> pending = new ArrayList<>();
  private final List<LoadSlot> loads = new ArrayList<>();
  private final List<StreamSlot> streams = new ArrayList<>();
  private final Held[][][] held;
  private final int streamLength;
  private Streamed[][] streamed;
  private PartialSum[][] partialSums;
  private int loading;
  private int rowsLoaded;
  private int streaming;
  private int streamIndex;
  private int drained;
  private int resultsPerOutput;

  StationaryOperandRegisters(
      ArrayShape shape, FoldOverlap overlap, SteppedGemm gemm, boolean weightsHeld, int haste) {
    super(shape, overlap, gemm, haste);
    this.weightsHeld = weightsHeld;
    int banks = overlap == FoldOverlap.PIPELINED ? 2 : 1;
    held = new Held[banks][shape.rows()][shape.columns()];
    streamed = new Streamed[shape.rows()][shape.columns()];
    partialSums = new PartialSum[shape.rows()][shape.columns()];
    streamLength = weightsHeld ? gemm.m() : gemm.n();
    int heldLength = weightsHeld ? gemm.n() : gemm.m();
    for (int column = 0; column < heldLength; column += shape.columns()) {
      resultsPerOutput = 0;
      for (int group = 0; group < gemm.groups(); group++) {
        for (int from = gemm.firstStep(group); from < gemm.endStep(group); from += shape.rows()) {
          int to = Math.min(from + shape.rows(), gemm.endStep(group));
          int columns = Math.min(shape.columns(), heldLength - column);
          pending.add(new Fold(pending.size(), column, columns, group, from, to));
          resultsPerOutput++;
        }
      }
    }
  }

  @Override
  boolean isFinished() {
    return drained == pending.size();
  }

  @Override
  int resultsPerOutput() {
    return resultsPerOutput;
  }

  @Override
  void step() {
    boolean[] decisions = {mayLoad(), mayStream()};
    loads.add(decisions[0] ? nextLoad() : null);
    streams.add(decisions[1] ? nextStream() : null);
    compute();
    for (int j = 0; j < shape.columns(); j++) {
      shiftHeld(j);
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
      case PIPELINED ->
          loading == 0
              || streaming == loading
              || (streaming == loading - 1 && (streamIndex > 0 || mayStream()));
    };
  }

  private boolean mayStream() {
    return streaming < loading || (haste > 0 && rowsLoaded >= shape.rows() - haste);
  }

  private LoadSlot nextLoad() {
    Fold fold = pending.get(loading);
    LoadSlot slot = new LoadSlot(fold, shape.rows() - 1 - rowsLoaded);
    if (rowsLoaded == 0) {
      folds++;
    }
    rowsLoaded++;
    if (rowsLoaded == shape.rows()) {
      rowsLoaded = 0;
      loading++;
    }
    return slot;
  }

  private StreamSlot nextStream() {
    StreamSlot slot = new StreamSlot(pending.get(streaming), streamIndex);
    streamIndex++;
    if (streamIndex == streamLength) {
      streamIndex = 0;
      streaming++;
    }
    return slot;
  }

  private void compute() {
    Streamed[][] nextStreamed = new Streamed[shape.rows()][shape.columns()];
    PartialSum[][] nextPartialSums = new PartialSum[shape.rows()][shape.columns()];
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < shape.columns(); j++) {
        Streamed operand = j == 0 ? streamedAtEdge(i) : streamed[i][j - 1];
        if (operand == null) {
          continue;
        }
        boolean occupiedColumn = j < operand.fold().columns();
        if (j > 0 && occupiedColumn && operand.hasData()) {
          countStreamedHop();
        }
        nextStreamed[i][j] = operand;
        nextPartialSums[i][j] = work(i, j, operand, occupiedColumn);
      }
    }
    streamed = nextStreamed;
    partialSums = nextPartialSums;
  }

  private PartialSum work(int i, int j, Streamed operand, boolean occupiedColumn) {
    Fold fold = operand.fold();
    long sum = 0;
    if (i > 0) {
      PartialSum above = partialSums[i - 1][j];
      if (!above.fold().equals(fold) || above.index() != operand.index()) {
        throw new AssertionError("a partial sum meets another's operand");
      }
      sum = above.value();
      partialSumHops += above.hasData() ? 1 : 0;
    }
    Held mine = held[fold.number() % held.length][i][j];
    if (mine == null || !mine.fold().equals(fold)) {
      throw new AssertionError("a stationary operand is not there yet or no more");
    }
    if (mine.hasData() && operand.hasData()) {
      sum += mine.value() * operand.value();
      takeStep(i, j);
      occupiedElements += operand.index() == 0 ? 1 : 0;
    }
    if (i == shape.rows() - 1) {
      if (occupiedColumn) {
        int column = fold.firstColumn() + j;
        leave(
            weightsHeld ? operand.index() : column,
            weightsHeld ? column : operand.index(),
            fold.group(),
            sum);
      }
      drained += j == shape.columns() - 1 && operand.index() == streamLength - 1 ? 1 : 0;
    }
    return new PartialSum(fold, operand.index(), occupiedColumn, sum);
  }

  private Streamed streamedAtEdge(int row) {
    int index = streams.size() - 1 - row;
    StreamSlot slot = index < 0 ? null : streams.get(index);
    if (slot == null) {
      return null;
    }
    int step = slot.fold().from() + row;
    if (step >= slot.fold().to()) {
      return new Streamed(slot.fold(), slot.index(), false, 0);
    }
    long value;
    if (weightsHeld) {
      activationReads++;
      value = gemm.activation(slot.index(), step);
    } else {
      weightReads++;
      value = gemm.weightPiece(slot.index(), step);
    }
    return new Streamed(slot.fold(), slot.index(), true, value);
  }

  /** A register takes the one above where that holds a word of the incoming fold. */
  private void shiftHeld(int j) {
    int index = loads.size() - 1 - j;
    LoadSlot slot = index < 0 ? null : loads.get(index);
    if (slot == null) {
      return;
    }
    Held[][] bank = held[slot.fold().number() % held.length];
    for (int i = shape.rows() - 1; i > 0; i--) {
      Held above = bank[i - 1][j];
      if (above != null && above.fold().equals(slot.fold())) {
        bank[i][j] = above;
        if (above.hasData()) {
          countHeldHop();
        }
      }
    }
    bank[0][j] = heldAtEdge(slot, j);
  }

  private Held heldAtEdge(LoadSlot slot, int j) {
    Fold fold = slot.fold();
    int step = fold.from() + slot.row();
    if (step >= fold.to() || j >= fold.columns()) {
      return new Held(fold, false, 0);
    }
    int column = fold.firstColumn() + j;
    if (weightsHeld) {
      weightReads++;
      return new Held(fold, true, gemm.weightPiece(column, step));
    }
    activationReads++;
    return new Held(fold, true, gemm.activation(column, step));
  }

  private void countHeldHop() {
    if (weightsHeld) {
      weightHops++;
    } else {
      activationHops++;
    }
  }

  private void countStreamedHop() {
    if (weightsHeld) {
      activationHops++;
    } else {
      weightHops++;
    }
  }
}
