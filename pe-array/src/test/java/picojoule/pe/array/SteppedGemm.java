package picojoule.pe.array;

import java.util.Random;

/**
 * A GEMM whose weights are taken in base-16 digits, one per pass, the signed most significant digit
 * first.
 */
final class SteppedGemm {

  private static final int DIGIT_BITS = 4;

  private final int[][] activations;
  private final long[][] weights;
  private final int passes;
  private final int group;

  private SteppedGemm(int[][] activations, long[][] weights, int passes, int group) {
    this.activations = activations;
    this.weights = weights;
    this.passes = passes;
    this.group = group;
  }

  static SteppedGemm random(int m, int n, int k, int passes, int group, long seed) {
    Random random = new Random(seed);
    int[][] activations = new int[m][k];
    long[][] weights = new long[n][k];
    for (int[] row : activations) {
      for (int i = 0; i < k; i++) {
        row[i] = random.nextInt(256) - 128;
      }
    }
    for (long[] row : weights) {
      for (int i = 0; i < k; i++) {
        row[i] = random.nextLong() >> (Long.SIZE - DIGIT_BITS * passes);
      }
    }
    return new SteppedGemm(activations, weights, passes, group);
  }

  int m() {
    return activations.length;
  }

  int n() {
    return weights.length;
  }

  int k() {
    return activations[0].length;
  }

  int passes() {
    return passes;
  }

  int groups() {
    int groups = 0;
    for (int first = 0; first < k(); first += group) {
      groups++;
    }
    return groups;
  }

  int firstStep(int groupIndex) {
    return groupIndex * group * passes;
  }

  int endStep(int groupIndex) {
    return Math.min(k(), (groupIndex + 1) * group) * passes;
  }

  long activation(int token, int step) {
    return activations[token][step / passes];
  }

  /** The digit of a step, at its place value. */
  long weightPiece(int feature, int step) {
    long weight = weights[feature][step / passes];
    int place = DIGIT_BITS * (passes - 1 - step % passes);
    boolean top = step % passes == 0;
    long digit = top ? weight >> place : weight >> place & 0xF;
    return digit << place;
  }

  /** The sums by the definition: token, feature, group. */
  long[][][] expected() {
    long[][][] sums = new long[m()][n()][groups()];
    for (int token = 0; token < m(); token++) {
      for (int feature = 0; feature < n(); feature++) {
        for (int i = 0; i < k(); i++) {
          sums[token][feature][i / group] += activations[token][i] * weights[feature][i];
        }
      }
    }
    return sums;
  }
}
