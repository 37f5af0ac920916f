package picojoule.pe.datapath;

/**
 * What the operands of a GEMM make the gates and adders of a {@link ShiftAddDatapath} do, over all
 * M·N·K products.
 *
 * @param macs products
 * @param additions shifted activations that a set bit of a weight lets through
 * @param nonzeroAdditions those whose activation is not zero
 * @param zeroWeights products whose weight is zero
 * @param zeroActivations products whose activation is zero
 * @param zeroProducts products either of whose operands is zero
 */
public record ShiftAddStatistics(
    long macs,
    long additions,
    long nonzeroAdditions,
    long zeroWeights,
    long zeroActivations,
    long zeroProducts) {

  /** Counts column by column of K: every activation there meets every weight there. */
  static ShiftAddStatistics of(IntegerMatrix activations, QuantizedWeights weights) {
    long m = activations.rows();
    long n = weights.n();
    long additions = 0;
    long nonzeroAdditions = 0;
    long zeroWeights = 0;
    long zeroActivations = 0;
    long zeroProducts = 0;
    for (int position = 0; position < weights.k(); position++) {
      long zeroTokens = 0;
      for (int token = 0; token < m; token++) {
        zeroTokens += activations.code(token, position) == 0 ? 1 : 0;
      }
      long setBits = 0;
      long zeroFeatures = 0;
      for (int feature = 0; feature < n; feature++) {
        int code = weights.codes().code(feature, position);
        setBits += Long.bitCount(weights.format().pattern(code));
        zeroFeatures += code == 0 ? 1 : 0;
      }
      additions += m * setBits;
      nonzeroAdditions += (m - zeroTokens) * setBits;
      zeroWeights += m * zeroFeatures;
      zeroActivations += n * zeroTokens;
      zeroProducts += m * zeroFeatures + n * zeroTokens - zeroTokens * zeroFeatures;
    }
    return new ShiftAddStatistics(
        m * n * weights.k(),
        additions,
        nonzeroAdditions,
        zeroWeights,
        zeroActivations,
        zeroProducts);
  }
}
