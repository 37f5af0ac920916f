package picojoule.pe.datapath;

import picojoule.isa.number.ValueClass;

/**
 * Counts what depends on the operands alone. Every activation of a column of K meets every weight
 * of it, so that no product has to be looked at; registers see a row of operands for each output.
 */
final class OperandCounter {

  private OperandCounter() {}

  static OperandStatistics.Builder count(PatternMatrix activations, PatternMatrix weights) {
    long m = activations.rows();
    long n = weights.rows();
    long zeroActivations = 0;
    long zeroWeights = 0;
    long zeroProducts = 0;
    for (int position = 0; position < weights.columns(); position++) {
      long zeroTokens = zeros(activations, position);
      long zeroFeatures = zeros(weights, position);
      zeroActivations += n * zeroTokens;
      zeroWeights += m * zeroFeatures;
      zeroProducts += n * zeroTokens + m * zeroFeatures - zeroTokens * zeroFeatures;
    }
    return new OperandStatistics.Builder()
        .put(DatapathEvent.MACS, m * n * weights.columns())
        .put(DatapathEvent.ZERO_ACTIVATIONS, zeroActivations)
        .put(DatapathEvent.ZERO_WEIGHTS, zeroWeights)
        .put(DatapathEvent.ZERO_PRODUCTS, zeroProducts)
        .put(DatapathEvent.WEIGHT_ONE_BITS, m * ones(weights))
        .put(DatapathEvent.ACTIVATION_TOGGLES, n * toggles(activations))
        .put(DatapathEvent.WEIGHT_TOGGLES, m * toggles(weights));
  }

  /** How many operands of a column of K are zero. */
  static long zeros(PatternMatrix operands, int position) {
    long zeros = 0;
    for (int row = 0; row < operands.rows(); row++) {
      if (operands.format().classify(operands.pattern(row, position)) == ValueClass.ZERO) {
        zeros++;
      }
    }
    return zeros;
  }

  private static long ones(PatternMatrix operands) {
    long ones = 0;
    for (int pattern : operands.patterns()) {
      ones += Integer.bitCount(pattern);
    }
    return ones;
  }

  /** Bits that change while rows pass through a register that is clear before each. */
  private static long toggles(PatternMatrix operands) {
    long toggles = 0;
    for (int row = 0; row < operands.rows(); row++) {
      long last = 0;
      for (int position = 0; position < operands.columns(); position++) {
        long pattern = operands.pattern(row, position);
        toggles += Long.bitCount(last ^ pattern);
        last = pattern;
      }
    }
    return toggles;
  }
}
