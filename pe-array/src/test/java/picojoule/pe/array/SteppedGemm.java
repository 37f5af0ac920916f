package picojoule.pe.array;

import java.util.Random;

/**
 * A GEMM as the PEs take it: products along K several lanes at a time, weights in base-16 digits,
 * the signed most significant one first. A pass has as many digits as a step has cycles.
 */
final class SteppedGemm {

  private static final int DIGIT_BITS = 4;

  private final int[][] activations;
  private final long[][] weights;
  private final ElementTiming element;
  private final int group;

  private SteppedGemm(int[][] activations, long[][] weights, ElementTiming element, int group) {
    this.activations = activations;
    this.weights = weights;
    this.element = element;
    this.group = group;
  }

  static SteppedGemm random(int m, int n, int k, ElementTiming element, int group, long seed) {
    Random random = new Random(seed);
    int[][] activations = new int[m][k];
    long[][] weights = new long[n][k];
    for (int[] row : activations) {
      for (int i = 0; i < k; i++) {
        row[i] = random.nextInt(256) - 128;
      }
    }
    int digits = element.passes() * element.interval();
    for (long[] row : weights) {
      for (int i = 0; i < k; i++) {
        row[i] = random.nextLong() >> (Long.SIZE - DIGIT_BITS * digits);
      }
    }
    return new SteppedGemm(activations, weights, element, group);
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

  ElementTiming element() {
    return element;
  }

  int groups() {
    int groups = 0;
    for (int first = 0; first < k(); first += group) {
      groups++;
    }
    return groups;
  }

  int firstStep(int groupIndex) {
    int steps = 0;
    for (int g = 0; g < groupIndex; g++) {
      steps += stepsOf(g);
    }
    return steps;
  }

  int endStep(int groupIndex) {
    return firstStep(groupIndex) + stepsOf(groupIndex);
  }

  private int stepsOf(int groupIndex) {
    int steps = 0;
    for (int i = groupIndex * group; i < endOf(groupIndex); i += element.lanes()) {
      steps += element.passes();
    }
    return steps;
  }

  private int endOf(int groupIndex) {
    return Math.min(k(), (groupIndex + 1) * group);
  }

  /** The activations of a step's lanes; fewer than there are lanes at the end of a group. */
  long[] activations(int token, int step) {
    Position at = position(step);
    long[] word = new long[at.operands()];
    for (int lane = 0; lane < word.length; lane++) {
      word[lane] = activations[token][at.first() + lane];
    }
    return word;
  }

  /** The pieces of a step's weights, at their place value. */
  long[] weights(int feature, int step) {
    Position at = position(step);
    long[] word = new long[at.operands()];
    for (int lane = 0; lane < word.length; lane++) {
      for (int cycle = 0; cycle < element.interval(); cycle++) {
        word[lane] += digit(weights[feature][at.first() + lane], step, cycle);
      }
    }
    return word;
  }

  /** What a PE adds in one cycle of a step. */
  long term(long[] activationWord, long[] weightWord, int step, int cycle) {
    long sum = 0;
    for (int lane = 0; lane < activationWord.length; lane++) {
      sum += activationWord[lane] * digit(weightWord[lane], step, cycle);
    }
    return sum;
  }

  /** A digit at its place value; only the most significant one of all has a sign. */
  private long digit(long weight, int step, int cycle) {
    int digits = element.passes() * element.interval();
    int index = position(step).pass() * element.interval() + cycle;
    int place = DIGIT_BITS * (digits - 1 - index);
    long digit = index == 0 ? weight >> place : weight >> place & 0xF;
    return digit << place;
  }

  private record Position(int first, int operands, int pass) {}

  private Position position(int step) {
    int groupIndex = 0;
    while (endStep(groupIndex) <= step) {
      groupIndex++;
    }
    int within = step - firstStep(groupIndex);
    int first = groupIndex * group + within / element.passes() * element.lanes();
    return new Position(
        first, Math.min(element.lanes(), endOf(groupIndex) - first), within % element.passes());
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
