package picojoule.pe.array;

import java.util.ArrayList;
import java.util.List;

/** Registers of the output-stationary array, and one result bus per column. */
final class OutputStationaryRegisters extends RegisterTransferArray {

  /** What travels: an operand where it has data, and in any case the fold's control bits. */
  private record Slot(Fold fold, int step, boolean hasData, long value) {

    Slot gated() {
      return hasData ? new Slot(fold, step, false, 0) : this;
    }
  }

  private record Fold(
      int firstToken, int tokens, int firstFeature, int features, int group, int from, int to) {}

  private final List<Fold> pending = new ArrayList<>();

  /** What the sequencer issued in each cycle; row i and column j see it i and j cycles later. */
  private final List<Slot> issued = new ArrayList<>();

  private Slot[][] activations;
  private Slot[][] weights;
  private final long[][] accumulators;
  private int feeding;
  private int nextStep;
  private int drained;
  private long lastStepIssued;

  OutputStationaryRegisters(ArrayShape shape, FoldOverlap overlap, SteppedGemm gemm, int haste) {
    super(shape, overlap, gemm, haste);
    activations = new Slot[shape.rows()][shape.columns()];
    weights = new Slot[shape.rows()][shape.columns()];
    accumulators = new long[shape.rows()][shape.columns()];
    for (int token = 0; token < gemm.m(); token += shape.rows()) {
      for (int feature = 0; feature < gemm.n(); feature += shape.columns()) {
        for (int group = 0; group < gemm.groups(); group++) {
          pending.add(
              new Fold(
                  token,
                  Math.min(shape.rows(), gemm.m() - token),
                  feature,
                  Math.min(shape.columns(), gemm.n() - feature),
                  group,
                  gemm.firstStep(group),
                  gemm.endStep(group)));
        }
      }
    }
    nextStep = pending.get(0).from();
  }

  @Override
  boolean isFinished() {
    return drained == pending.size();
  }

  @Override
  int resultsPerOutput() {
    return gemm.groups();
  }

  @Override
  void step() {
    issued.add(sequence());
    Slot[][] nextActivations = new Slot[shape.rows()][shape.columns()];
    Slot[][] nextWeights = new Slot[shape.rows()][shape.columns()];
    boolean[] busTaken = new boolean[shape.columns()];
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < shape.columns(); j++) {
        Slot activation = j == 0 ? activationAtEdge(i) : activations[i][j - 1];
        Slot weight = i == 0 ? weightAtEdge(j) : weights[i - 1][j];
        if (activation == null && weight == null) {
          continue;
        }
        if (!activation.fold().equals(weight.fold()) || activation.step() != weight.step()) {
          throw new AssertionError("operands of different steps meet in a PE");
        }
        nextActivations[i][j] = receive(activation, j < activation.fold().features());
        nextWeights[i][j] = receive(weight, i < weight.fold().tokens());
        if (j > 0 && nextActivations[i][j].hasData()) {
          activationHops++;
        }
        if (i > 0 && nextWeights[i][j].hasData()) {
          weightHops++;
        }
        work(i, j, nextActivations[i][j], nextWeights[i][j], busTaken);
      }
    }
    activations = nextActivations;
    weights = nextWeights;
  }

  private static Slot receive(Slot slot, boolean occupied) {
    return occupied ? slot : slot.gated();
  }

  private void work(int i, int j, Slot activation, Slot weight, boolean[] busTaken) {
    Fold fold = activation.fold();
    boolean lastStep = activation.step() == fold.to() - 1;
    if (activation.hasData() && weight.hasData()) {
      if (activation.step() == fold.from()) {
        accumulators[i][j] = 0;
        occupiedElements++;
      }
      accumulators[i][j] += activation.value() * weight.value();
      takeStep(i, j);
      if (lastStep) {
        if (busTaken[j]) {
          throw new AssertionError("two PEs of one column drive its bus at once");
        }
        busTaken[j] = true;
        leave(fold.firstToken() + i, fold.firstFeature() + j, fold.group(), accumulators[i][j]);
      }
    }
    if (lastStep && i == shape.rows() - 1 && j == shape.columns() - 1) {
      drained++;
    }
  }

  /** What enters the corner in this cycle. */
  private Slot sequence() {
    if (feeding == pending.size()) {
      return null;
    }
    Fold fold = pending.get(feeding);
    boolean begins = nextStep == fold.from();
    boolean ends = nextStep == fold.to() - 1;
    if (begins && overlap == FoldOverlap.NONE && drained < feeding) {
      return null;
    }
    // The bus belongs to the fold before for as many cycles as there are rows.
    if (ends && feeding > 0 && cycle < lastStepIssued + shape.rows() - haste) {
      return null;
    }
    Slot slot = new Slot(fold, nextStep, false, 0);
    nextStep++;
    if (begins) {
      folds++;
    }
    if (ends) {
      lastStepIssued = cycle;
      feeding++;
      nextStep = feeding < pending.size() ? pending.get(feeding).from() : 0;
    }
    return slot;
  }

  private Slot activationAtEdge(int row) {
    Slot slot = delayed(row);
    if (slot == null || row >= slot.fold().tokens()) {
      return slot;
    }
    activationReads++;
    int token = slot.fold().firstToken() + row;
    return new Slot(slot.fold(), slot.step(), true, gemm.activation(token, slot.step()));
  }

  private Slot weightAtEdge(int column) {
    Slot slot = delayed(column);
    if (slot == null || column >= slot.fold().features()) {
      return slot;
    }
    weightReads++;
    int feature = slot.fold().firstFeature() + column;
    return new Slot(slot.fold(), slot.step(), true, gemm.weightPiece(feature, slot.step()));
  }

  private Slot delayed(int cycles) {
    int index = issued.size() - 1 - cycles;
    return index < 0 ? null : issued.get(index);
  }
}
