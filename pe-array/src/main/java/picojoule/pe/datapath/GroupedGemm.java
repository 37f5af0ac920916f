package picojoule.pe.datapath;

/**
 * The loops of a grouped GEMM around a PE's dot product, and the dequantizer behind the group: it
 * takes the zero point's share from the sum, scales what is left and adds it to the output.
 */
final class GroupedGemm {

  /** What a PE leaves in its accumulator after one group. */
  @FunctionalInterface
  interface DotProduct {
    long sum(int[] activations, int firstActivation, int[] weights, int firstWeight, int length);
  }

  private GroupedGemm() {}

  static FixedPointMatrix multiply(
      IntegerMatrix activations,
      QuantizedWeights weights,
      Accumulator accumulator,
      DotProduct dotProduct) {
    int k = weights.k();
    if (activations.columns() != k) {
      throw new IllegalArgumentException(
          "activations of K = " + activations.columns() + " do not meet weights of K = " + k);
    }
    GroupScaling scaling = weights.scaling();
    FixedPointMatrix product =
        new FixedPointMatrix(activations.rows(), weights.n(), scaling.shift());
    long[] activationSums = new long[scaling.groups()];
    for (int token = 0; token < activations.rows(); token++) {
      int activationRow = token * k;
      for (int group = 0; group < activationSums.length; group++) {
        int first = group * scaling.group();
        activationSums[group] =
            sum(
                activations.codes(),
                activationRow + first,
                Math.min(scaling.group(), k - first),
                accumulator);
      }
      for (int feature = 0; feature < weights.n(); feature++) {
        long output = 0;
        for (int group = 0; group < activationSums.length; group++) {
          int first = group * scaling.group();
          long groupSum =
              dotProduct.sum(
                  activations.codes(),
                  activationRow + first,
                  weights.codes().codes(),
                  feature * k + first,
                  Math.min(scaling.group(), k - first));
          long shifted =
              Math.multiplyExact(scaling.zeroPoint(feature, group), activationSums[group]);
          long centred = Math.subtractExact(groupSum, shifted);
          output =
              Math.addExact(
                  output, Math.multiplyExact(scaling.multiplier(feature, group), centred));
        }
        product.set(token, feature, output);
      }
    }
    return product;
  }

  private static long sum(int[] activations, int first, int length, Accumulator accumulator) {
    long sum = 0;
    for (int i = first; i < first + length; i++) {
      sum = accumulator.add(sum, activations[i]);
    }
    return sum;
  }
}
