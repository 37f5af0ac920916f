package picojoule.pe.datapath;

import java.util.List;
import java.util.function.LongToIntFunction;
import picojoule.isa.number.NumberFormat;

/**
 * A PE that multiplies integers: by a multiplier, or by gated shifts. What tells the kinds apart is
 * into which parts a weight is taken and how many addends reach the adder.
 */
final class IntegerMode implements DatapathMode {

  /** How a PE takes a weight. */
  record Weights(List<LongToIntFunction> parts, LongToIntFunction addends) {}

  private final String name;
  private final DatapathSettings settings;
  private final Accumulation accumulation;
  private final Accumulator accumulator;
  private final Weights weights;

  IntegerMode(String name, DatapathSettings settings, Weights weights) {
    this.name = name;
    this.settings = settings;
    this.weights = weights;
    accumulation = settings.accumulation().orElseGet(Accumulation::integer32);
    accumulator = Accumulation.register(name, accumulation);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public NumberFormat activation() {
    return settings.activation();
  }

  @Override
  public NumberFormat weight() {
    return settings.weight();
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
  public Accumulation accumulation() {
    return accumulation;
  }

  @Override
  public int resultBits() {
    return accumulator.bits();
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
        activations, a, operands, parts, accumulator, settings.chunk(), statistics);
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
