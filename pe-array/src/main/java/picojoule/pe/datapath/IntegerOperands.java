package picojoule.pe.datapath;

import java.util.function.LongToIntFunction;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/** Patterns whose values are integers, as integers. */
final class IntegerOperands {

  private IntegerOperands() {}

  static boolean isInteger(NumberFormat format, int leastBits, int mostBits) {
    return format instanceof IntegerFormat
        && format.bits() >= leastBits
        && format.bits() <= mostBits;
  }

  static int[] values(PatternMatrix matrix) {
    IntegerFormat format = (IntegerFormat) matrix.format();
    return values(matrix, pattern -> (int) format.value(pattern));
  }

  static int[] values(PatternMatrix matrix, LongToIntFunction value) {
    int[] patterns = matrix.patterns();
    int[] values = new int[patterns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsInt(Integer.toUnsignedLong(patterns[i]));
    }
    return values;
  }

  /** The value of a pattern of a table of integers. */
  static int whole(NumberFormat format, long pattern) {
    int magnitude = (int) shifted(format.significand(pattern), format.exponent(pattern));
    return format.isNegative(pattern) ? -magnitude : magnitude;
  }

  private static long shifted(long significand, int exponent) {
    return exponent >= 0 ? significand << exponent : significand >>> -exponent;
  }

  /** Refuses operands that are not those that a mode is set to. */
  static void check(DatapathMode mode, PatternMatrix activations, GroupedWeights weights) {
    if (!activations.format().equals(mode.activation())
        || !weights.format().equals(mode.weight())) {
      throw new IllegalArgumentException(
          "%s is set to %s by %s, not to %s by %s"
              .formatted(
                  mode.name(),
                  mode.activation().name(),
                  mode.weight().name(),
                  activations.format().name(),
                  weights.format().name()));
    }
    if (activations.columns() != weights.k()) {
      throw new IllegalArgumentException(
          "activations of K = %d do not meet weights of K = %d"
              .formatted(activations.columns(), weights.k()));
    }
  }
}
