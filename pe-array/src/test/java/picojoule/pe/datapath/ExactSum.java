package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
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
  static BigInteger add(BigInteger sum, BigInteger addend, Accumulator register) {
    BigInteger next = sum.add(addend);
    BigInteger range = BigInteger.TWO.pow(register.bits());
    BigInteger half = range.shiftRight(1);
    return switch (register.overflow()) {
      case WRAP -> next.add(half).mod(range).subtract(half);
      case SATURATE -> next.max(half.negate()).min(half.subtract(BigInteger.ONE));
      case DETECT -> next;
    };
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
