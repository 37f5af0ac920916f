package picojoule.pe.datapath;

/**
 * The loops of a GEMM of integers around a PE: a register that sums up a group's products, a second
 * one behind chunks where there are chunks, and the dequantizer behind the group. A weight is taken
 * in parts that add up to it, each of which is multiplied and added in a cycle of its own.
 */
final class IntegerGemm {

  private final Accumulator accumulator;
  private final int chunk;
  private final long mask;
  private long toggles;
  private long overflows;

  private IntegerGemm(Accumulator accumulator, int chunk) {
    this.accumulator = accumulator;
    this.chunk = chunk;
    mask = -1L >>> (Long.SIZE - accumulator.bits());
  }

  /**
   * Multiplies.
   *
   * @param a values of the activations
   * @param parts for each part of the weights, its values
   */
  static GemmOutput multiply(
      PatternMatrix activations,
      int[] a,
      GroupedWeights weights,
      int[][] parts,
      Accumulator accumulator,
      int chunk,
      OperandStatistics.Builder statistics) {
    return new IntegerGemm(accumulator, chunk).run(activations, a, weights, parts, statistics);
  }

  private GemmOutput run(
      PatternMatrix activations,
      int[] a,
      GroupedWeights weights,
      int[][] parts,
      OperandStatistics.Builder statistics) {
    int k = weights.k();
    FixedPointDequantizer dequantizer = new FixedPointDequantizer(weights.scales());
    FixedPointMatrix product =
        new FixedPointMatrix(activations.rows(), weights.n(), weights.scales().fractionBits());
    int groups = weights.scales().groups();
    int group = weights.scales().group();
    long[] activationSums = new long[groups];
    for (int token = 0; token < activations.rows(); token++) {
      sumActivations(a, token * k, k, group, activationSums);
      for (int feature = 0; feature < weights.n(); feature++) {
        long output = 0;
        for (int g = 0; g < groups; g++) {
          int first = g * group;
          long sum =
              chunked(a, token * k + first, parts, feature * k + first, Math.min(group, k - first));
          output = dequantizer.add(output, feature, g, sum, activationSums[g]);
        }
        product.set(token, feature, output);
      }
    }
    statistics.put(DatapathEvent.RESULT_TOGGLES, toggles);
    statistics.put(DatapathEvent.OVERFLOWS, overflows);
    return new GemmOutput(product, statistics.build());
  }

  private void sumActivations(int[] a, int row, int k, int group, long[] sums) {
    for (int g = 0; g < sums.length; g++) {
      int end = row + Math.min(k, (g + 1) * group);
      long sum = 0;
      for (int i = row + g * group; i < end; i++) {
        sum = accumulator.add(sum, a[i]);
      }
      sums[g] = sum;
    }
  }

  private long chunked(int[] a, int firstA, int[][] parts, int firstW, int length) {
    if (chunk == 0 || chunk >= length) {
      return dot(a, firstA, parts, firstW, length);
    }
    long total = 0;
    for (int done = 0; done < length; done += chunk) {
      long sum = dot(a, firstA + done, parts, firstW + done, Math.min(chunk, length - done));
      total = add(total, sum);
    }
    return total;
  }

  private long dot(int[] a, int firstA, int[][] parts, int firstW, int length) {
    return parts.length == 1
        ? dot(a, firstA, parts[0], firstW, length)
        : dotInParts(a, firstA, parts, firstW, length);
  }

  private long dot(int[] a, int firstA, int[] w, int firstW, int length) {
    long sum = 0;
    long changed = 0;
    for (int i = 0; i < length; i++) {
      long next = sum + (long) a[firstA + i] * w[firstW + i];
      if (!accumulator.holds(next)) {
        overflows++;
        next = accumulator.overflowed(next);
      }
      changed += Long.bitCount((next ^ sum) & mask);
      sum = next;
    }
    toggles += changed;
    return sum;
  }

  private long dotInParts(int[] a, int firstA, int[][] parts, int firstW, int length) {
    long sum = 0;
    for (int i = 0; i < length; i++) {
      for (int[] part : parts) {
        sum = add(sum, (long) a[firstA + i] * part[firstW + i]);
      }
    }
    return sum;
  }

  private long add(long sum, long addend) {
    long next = sum + addend;
    if (!accumulator.holds(next)) {
      overflows++;
      next = accumulator.overflowed(next);
    }
    toggles += Long.bitCount((next ^ sum) & mask);
    return next;
  }
}
