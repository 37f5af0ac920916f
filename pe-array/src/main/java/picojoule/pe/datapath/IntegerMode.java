package picojoule.pe.datapath;

import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * A PE that multiplies integers: by a multiplier, or by gated shifts. What tells the kinds apart is
 * into which parts a weight is taken and how many addends reach the adder.
 */
final class IntegerMode extends ConfiguredMode {

  /** How a PE takes a weight. */
  record Weights(List<LongToIntFunction> parts, LongToIntFunction addends) {}

  private final Accumulator accumulator;
  private final Weights weights;

  IntegerMode(String name, DatapathSettings settings, Weights weights) {
    super(name, settings, Accumulation::integer32);
    this.weights = weights;
    accumulator = Accumulation.register(name, accumulation());
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int passes() {
    return weights.parts().size();
  }

  @Override
  public int resultBits() {
    return accumulator.bits();
  }

  /** A dequantizer has fixed point of 64 bits. */
  @Override
  public int scaledResultBits() {
    return Long.SIZE;
  }

  @Override
  public GemmOutput gemm(PatternMatrix activations, GroupedWeights operands) {
    IntegerOperands.check(this, activations, operands);
    int[] a = IntegerOperands.values(activations);
    int[][] parts = new int[weights.parts().size()][];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = IntegerOperands.values(operands.codes(), weights.parts().get(part));
    }
    OperandStatistics.Builder statistics = OperandCounter.count(activations, operands.codes());
    long macs = (long) activations.rows() * operands.n() * operands.k();
    statistics.put(DatapathEvent.CYCLES, macs * parts.length);
    countTerms(activations, operands.codes(), statistics);
    return IntegerGemm.multiply(
        activations, a, operands, parts, accumulator, settings().chunk(), statistics);
  }

  private void countTerms(
      PatternMatrix activations, PatternMatrix codes, OperandStatistics.Builder statistics) {
    long terms = 0;
    long nonzero = 0;
    for (int position = 0; position < codes.columns(); position++) {
      long ofColumn = 0;
      for (int feature = 0; feature < codes.rows(); feature++) {
        ofColumn += weights.addends().applyAsInt(codes.pattern(feature, position));
      }
      terms += activations.rows() * ofColumn;
      nonzero += (activations.rows() - OperandCounter.zeros(activations, position)) * ofColumn;
    }
    statistics.put(DatapathEvent.TERMS, terms);
    statistics.put(DatapathEvent.NONZERO_TERMS, nonzero);
  }
}
