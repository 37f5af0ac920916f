package picojoule.pe.array;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Registers of the output-stationary array, and one result bus per column of a tile. */
final class OutputStationaryRegisters extends RegisterTransferArray {

  private static final long[] NOTHING = {};

  /** What travels: an operand where it has data, and in any case the fold's control bits. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares slots
  private record Slot(OutputFold fold, int step, int cycleOfStep, boolean hasData, long[] word) {

    Slot gated() {
      return hasData ? new Slot(fold, step, cycleOfStep, false, NOTHING) : this;
    }

    boolean isSameAs(Slot other) {
      return fold.equals(other.fold) && step == other.step && cycleOfStep == other.cycleOfStep;
    }
  }

  private final List<OutputFold> pending;

  /** What the sequencer issued in each cycle; a row or column sees it as its registers let it. */
  private final List<Slot> issued = new ArrayList<>();

  private final boolean keepsTables;
  private final boolean sumsStay;
  private Slot[][] activations;
  private Slot[][] weights;
  private final long[][] accumulators;
  private final long[][] scalerFree;
  private final long[][] resultLeft;
  private final Set<List<Long>> busesTaken = new HashSet<>();
  private int feeding;
  private int nextStep;
  private int cycleOfStep;
  private int drained;
  private boolean foldOpen;
  private long lastStepBegun;
  private long lastGroupEnded;

  OutputStationaryRegisters(
      ArrayGeometry geometry, FoldOverlap overlap, SteppedGemm gemm, boolean sumsStay, int haste) {
    super(geometry, overlap, gemm, haste);
    this.sumsStay = sumsStay;
    activations = new Slot[rows][columns];
    weights = new Slot[rows][columns];
    accumulators = new long[rows][columns];
    scalerFree = new long[rows][columns];
    resultLeft = new long[rows][columns];
    pending = OutputFold.of(gemm, rows, columns, sumsStay);
    nextStep = pending.get(0).from();
    keepsTables = (long) gemm.endStep(gemm.groups() - 1) * rows <= element.tableMemory();
  }

  @Override
  boolean isFinished() {
    return drained == pending.size();
  }

  @Override
  int resultsPerOutput() {
    return sumsStay ? 1 : gemm.groups();
  }

  @Override
  void step() {
    issued.add(sequence());
    Slot[][] nextActivations = new Slot[rows][columns];
    Slot[][] nextWeights = new Slot[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        Slot activation =
            j == 0 || edgeWireAtColumn(j)
                ? activationAtEdge(i, j)
                : (registerLeftOfColumn(j) ? activations : nextActivations)[i][j - 1];
        Slot weight =
            i == 0 || edgeWireAtRow(i)
                ? weightAtEdge(i, j)
                : (registerAboveRow(i) ? weights : nextWeights)[i - 1][j];
        if (activation == null && weight == null) {
          continue;
        }
        if (!activation.isSameAs(weight)) {
          throw new AssertionError("operands of different steps meet in a PE");
        }
        Slot takenActivation = receive(activation, j < activation.fold().features());
        Slot takenWeight = receive(weight, i < weight.fold().tokens());
        nextActivations[i][j] = takenActivation;
        nextWeights[i][j] = takenWeight;
        if (activation.cycleOfStep() == 0) {
          activationHops += j > 0 && registerLeftOfColumn(j) ? takenActivation.word().length : 0;
          weightHops += i > 0 && registerAboveRow(i) ? takenWeight.word().length : 0;
        }
        work(i, j, takenActivation, takenWeight);
      }
    }
    activations = nextActivations;
    weights = nextWeights;
  }

  private static Slot receive(Slot slot, boolean occupied) {
    return occupied ? slot : slot.gated();
  }

  private void work(int i, int j, Slot activation, Slot weight) {
    OutputFold fold = activation.fold();
    int of = activation.cycleOfStep();
    int group = fold.groupOf(gemm, activation.step());
    boolean ends = fold.endsGroup(gemm, activation.step()) && of == element.interval() - 1;
    boolean occupied = activation.hasData() && weight.hasData();
    if (occupied) {
      if (activation.step() == gemm.firstStep(group) && of == 0) {
        accumulators[i][j] = 0;
        occupiedElements += activation.step() == fold.from() ? 1 : 0;
      }
      accumulators[i][j] += gemm.term(activation.word(), weight.word(), activation.step(), of);
      workCycle(i, j, of, activation.word().length);
    }
    if (ends) {
      scaleAndLeave(i, j, fold, group, occupied, accumulators[i][j]);
    }
  }

  /** Through the rest of the pipeline, through the scaler, then onto the bus in the PE's turn. */
  private void scaleAndLeave(int i, int j, OutputFold fold, int group, boolean occupied, long sum) {
    long summed = cycle + element.depth() - 1;
    long scaled = summed + element.scaleCycles();
    int tileRow = i / geometry.tile().rows();
    long turn = geometry.delivery() == Delivery.BROADCAST ? i % geometry.tile().rows() : 0;
    long leaves = scaled + turn;
    if (occupied) {
      if (summed < scalerFree[i][j]) {
        throw new AssertionError("a sum reaches a scaler that has not finished the one before");
      }
      scalerFree[i][j] = scaled;
    }
    int token = fold.firstToken() + i;
    int feature = fold.firstFeature() + j;
    if (gemm.endStep(group) < fold.to()) {
      if (occupied) {
        at(scaled, () -> scaled(token, feature, group, sum));
      }
      return;
    }
    if (occupied) {
      if (resultLeft[i][j] > 0 && scaled <= resultLeft[i][j]) {
        throw new AssertionError("a result is overwritten before it has left");
      }
      resultLeft[i][j] = leaves;
      if (!busesTaken.add(List.of(leaves, (long) tileRow, (long) j))) {
        throw new AssertionError("two PEs of one column drive its bus at once");
      }
      at(leaves, () -> leave(token, feature, group, sum));
    }
    if (i == rows - 1 && j == columns - 1) {
      at(leaves, () -> drained++);
    }
  }

  /** What enters the corner in this cycle. */
  private Slot sequence() {
    if (feeding == pending.size()) {
      return null;
    }
    OutputFold fold = pending.get(feeding);
    if (cycleOfStep == 0 && !mayBegin(fold)) {
      return null;
    }
    Slot slot = new Slot(fold, nextStep, cycleOfStep, false, NOTHING);
    if (cycleOfStep == 0) {
      begin(fold);
    }
    cycleOfStep++;
    if (cycleOfStep == element.interval()) {
      cycleOfStep = 0;
      nextStep++;
      if (nextStep == fold.to()) {
        feeding++;
        foldOpen = false;
        nextStep = feeding < pending.size() ? pending.get(feeding).from() : 0;
      }
    }
    return slot;
  }

  private boolean mayBegin(OutputFold fold) {
    boolean begins = nextStep == fold.from();
    boolean separate = overlap == FoldOverlap.NONE || overlap == FoldOverlap.DOUBLE_BUFFERED;
    if (begins && separate && drained < feeding) {
      return false;
    }
    if (begins && !foldOpen && (separate || feeding == 0)) {
      foldOpen = true;
      startTable(fold);
    }
    // The bus belongs to the fold before for as many cycles as a tile has rows, and the scaler to
    // the group before for as long as it takes.
    boolean ends = nextStep == fold.to() - 1;
    if (ends && feeding > 0 && cycle < lastStepBegun + geometry.tile().rows() - haste) {
      return false;
    }
    boolean scales = fold.endsGroup(gemm, nextStep);
    boolean first = feeding == 0 && fold.groupOf(gemm, nextStep) == 0;
    if (scales && !first && cycle < lastGroupEnded + element.scaleCycles() - haste) {
      return false;
    }
    return cycle >= tableReady;
  }

  /** A step begins, and its successor's table with it. */
  private void begin(OutputFold fold) {
    folds += nextStep == fold.from() ? 1 : 0;
    lastGroupEnded = fold.endsGroup(gemm, nextStep) ? cycle : lastGroupEnded;
    if (nextStep == fold.to() - 1) {
      lastStepBegun = cycle;
      if (feeding + 1 < pending.size()) {
        startTable(pending.get(feeding + 1));
      }
    } else {
      startTable(fold);
    }
  }

  private void startTable(OutputFold fold) {
    boolean isComputed = element.hasTables() && !findsTables(fold);
    tableReady = isComputed ? cycle + element.tableCycles() : cycle;
  }

  /** Whether the fold's tokens have had their tables for features before. */
  private boolean findsTables(OutputFold fold) {
    return keepsTables && fold.firstFeature() > 0;
  }

  private Slot activationAtEdge(int row, int column) {
    Slot slot = delayed(registersToRow(row));
    if (slot == null || row >= slot.fold().tokens()) {
      return slot;
    }
    int token = slot.fold().firstToken() + row;
    // A wire to several tiles is driven once.
    if (slot.cycleOfStep() > 0 || column > 0) {
      return withData(slot, gemm.activations(token, slot.step()));
    }
    if (!keepsTables) {
      forgetTables();
    } else if (findsTables(slot.fold())) {
      requireTable(token, slot.step());
    }
    return withData(slot, readActivations(token, slot.step()));
  }

  private Slot weightAtEdge(int row, int column) {
    Slot slot = delayed(registersToColumn(column));
    if (slot == null || column >= slot.fold().features()) {
      return slot;
    }
    int feature = slot.fold().firstFeature() + column;
    return withData(
        slot,
        slot.cycleOfStep() == 0 && row == 0
            ? readWeights(feature, slot.step())
            : gemm.weights(feature, slot.step()));
  }

  private static Slot withData(Slot slot, long[] word) {
    return new Slot(slot.fold(), slot.step(), slot.cycleOfStep(), true, word);
  }

  private Slot delayed(int cycles) {
    int index = issued.size() - 1 - cycles;
    return index < 0 ? null : issued.get(index);
  }
}
