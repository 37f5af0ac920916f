package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import picojoule.isa.number.NumberFormat;

/** References: registers and rounding by their definitions, in arithmetic without width. */
final class ExactSum {

  private static final int MOST = 100;

  private static final List<BigDecimal> POWERS =
      IntStream.rangeClosed(-MOST, MOST)
          .mapToObj(
              exponent ->
                  exponent >= 0
                      ? BigDecimal.valueOf(2).pow(exponent)
                      : BigDecimal.ONE.divide(BigDecimal.valueOf(2).pow(-exponent)))
          .toList();

  private ExactSum() {}

  /** A two's complement register after an addition. */
  static long add(long sum, long addend, Accumulator register) {
    long next = Math.addExact(sum, addend);
    long half = 1L << (register.bits() - 1);
    return switch (register.overflow()) {
      case WRAP -> Math.floorMod(Math.addExact(next, half), 2 * half) - half;
      case SATURATE -> Math.max(-half, Math.min(half - 1, next));
      case DETECT -> next;
    };
  }

  /** Every value of a matrix; null for what has none. */
  static BigDecimal[][] values(PatternMatrix matrix) {
    BigDecimal[][] values = new BigDecimal[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        values[row][column] = matrix.isFinite(row, column) ? matrix.value(row, column) : null;
      }
    }
    return values;
  }

  static BigDecimal power(int exponent) {
    return POWERS.get(exponent + MOST);
  }

  static BigDecimal scale(GroupScales scales, int feature, int group) {
    return scales.format().decode(scales.scale(feature, group)).multiply(power(-scales.shift()));
  }

  /** A value after rounding to a format. */
  static BigDecimal rounded(NumberFormat format, BigDecimal value) {
    return format.decode(format.encode(value));
  }

  /** Entries below 128 in magnitude times the least power of two, at least the given one. */
  static BigDecimal[] quantized(BigDecimal[] entries, int leastExponent) {
    for (int exponent = leastExponent; ; exponent++) {
      BigDecimal[] quantized = new BigDecimal[entries.length];
      boolean fits = true;
      for (int i = 0; i < entries.length; i++) {
        BigDecimal whole =
            entries[i].multiply(power(-exponent)).setScale(0, RoundingMode.HALF_EVEN);
        fits &= whole.abs().compareTo(BigDecimal.valueOf(127)) <= 0;
        quantized[i] = whole.multiply(power(exponent));
      }
      if (fits) {
        return quantized;
      }
    }
  }

  /** Fails where an output is not the value expected. */
  static void assertSame(ExactMatrix result, int token, int feature, BigDecimal expected) {
    if (!result.isFinite(token, feature) || result.value(token, feature).compareTo(expected) != 0) {
      assertThat(result.value(token, feature))
          .as("token %d, feature %d", token, feature)
          .isEqualByComparingTo(expected);
    }
  }
}
