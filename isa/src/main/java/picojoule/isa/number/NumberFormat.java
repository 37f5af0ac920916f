package picojoule.isa.number;

import java.math.BigDecimal;

/**
 * A set of values and the bit patterns that stand for them. Every finite value is a whole number
 * times a power of two, which is how arithmetic reads it: {@link #isNegative}, {@link
 * #significand}, {@link #exponent}. Patterns stand in the low {@link #bits} bits of a {@code long};
 * higher bits are ignored where they are read and zero where they are returned.
 */
public sealed interface NumberFormat
    permits IntegerFormat, Minifloat, ExponentFormat, Posit, Codebook {

  /** The name that configs and instructions use, for instance {@code int4}. */
  String name();

  /** Width of one element in bits. */
  int bits();

  /** What a pattern stands for. */
  ValueClass classify(long pattern);

  /** Whether a pattern's value is below zero, or a zero or an infinity with a minus sign. */
  boolean isNegative(long pattern);

  /** The significand of a finite value: {@code |value| = significand × 2^exponent}; unsigned. */
  long significand(long pattern);

  /** The exponent that belongs to {@link #significand}. */
  int exponent(long pattern);

  /**
   * The pattern of a value other than zero.
   *
   * @param scale floor(log2 |value|)
   * @param significand the value's first 64 bits, the highest of them one
   * @param inexact whether other bits than zeros follow
   */
  long round(boolean negative, int scale, long significand, boolean inexact, Rounding rounding);

  /** The pattern of zero, or of what stands for it where there is none. */
  long zero(boolean negative);

  /** The pattern that infinity becomes: infinity, else NaN or NaR, else the last value. */
  long infinity(boolean negative);

  /** Whether there is a pattern for NaN or NaR. */
  boolean hasNotANumber();

  /**
   * The pattern of NaN or NaR.
   *
   * @throws IllegalArgumentException where there is none
   */
  long notANumber();

  /** The least exponent that a value's lowest one bit can have. */
  int leastExponent();

  /** floor(log2) of the greatest magnitude. */
  int greatestScale();

  /** The least value above zero. */
  default BigDecimal leastPositive() {
    return ExactPower.scaled(1, leastExponent());
  }

  /** The least value. */
  BigDecimal least();

  /** The greatest value. */
  BigDecimal greatest();

  /**
   * The exact value of a pattern.
   *
   * @throws ArithmeticException where it is infinite or not a number
   */
  default BigDecimal decode(long pattern) {
    ValueClass kind = classify(pattern);
    if (!kind.isFinite()) {
      throw new ArithmeticException(
          String.format("the pattern 0x%x of %s has no value: %s", pattern, name(), kind));
    }
    BigDecimal magnitude = ExactPower.scaled(significand(pattern), exponent(pattern));
    return isNegative(pattern) ? magnitude.negate() : magnitude;
  }

  /** The value of a pattern as a {@code double}, nearest where it is not one. */
  default double decodeDouble(long pattern) {
    return switch (classify(pattern)) {
      case ZERO -> isNegative(pattern) ? -0.0 : 0.0;
      case SUBNORMAL, NORMAL ->
          (isNegative(pattern) ? -1 : 1)
              * Math.scalb((double) significand(pattern), exponent(pattern));
      case INFINITY -> isNegative(pattern) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case NAN, NAR -> Double.NaN;
    };
  }

  /**
   * The pattern nearest to a value: ties go to the even pattern, what lies beyond the range
   * saturates.
   */
  default long encode(BigDecimal value) {
    return encode(value, Rounding.NEAREST_EVEN);
  }

  /** The pattern of an exact value. */
  default long encode(BigDecimal value, Rounding rounding) {
    if (value.signum() == 0) {
      return zero(false);
    }
    LeadingBits bits = LeadingBits.of(value.abs());
    return round(value.signum() < 0, bits.scale(), bits.significand(), bits.isInexact(), rounding);
  }

  /**
   * The pattern of a {@code float}.
   *
   * @throws IllegalArgumentException for NaN where the format has none
   */
  default long encode(float value, Rounding rounding) {
    return encode(value, 0, rounding);
  }

  /** The pattern of {@code value × 2^power}. */
  default long encode(float value, int power, Rounding rounding) {
    int bits = Float.floatToRawIntBits(value);
    boolean negative = bits < 0;
    int field = bits >>> 23 & 0xff;
    int mantissa = bits & 0x7fffff;
    if (field == 0xff) {
      return mantissa == 0 ? infinity(negative) : notANumber();
    }
    if (field != 0) {
      return round(negative, field - 127 + power, (mantissa | 0x800000L) << 40, false, rounding);
    }
    if (mantissa == 0) {
      return zero(negative);
    }
    int zeros = Long.numberOfLeadingZeros(mantissa);
    return round(negative, -149 + 63 - zeros + power, (long) mantissa << zeros, false, rounding);
  }

  /**
   * The pattern of a {@code double}.
   *
   * @throws IllegalArgumentException for NaN where the format has none
   */
  default long encode(double value, Rounding rounding) {
    long bits = Double.doubleToRawLongBits(value);
    boolean negative = bits < 0;
    int field = (int) (bits >>> 52) & 0x7ff;
    long mantissa = bits & 0xfffffffffffffL;
    if (field == 0x7ff) {
      return mantissa == 0 ? infinity(negative) : notANumber();
    }
    if (field != 0) {
      return round(negative, field - 1023, (mantissa | 1L << 52) << 11, false, rounding);
    }
    if (mantissa == 0) {
      return zero(negative);
    }
    int zeros = Long.numberOfLeadingZeros(mantissa);
    return round(negative, -1074 + 63 - zeros, mantissa << zeros, false, rounding);
  }

  /**
   * The pattern of what a pattern of another format stands for.
   *
   * @throws IllegalArgumentException for NaN or NaR where this format has neither
   */
  default long convert(NumberFormat from, long pattern, Rounding rounding) {
    boolean negative = from.isNegative(pattern);
    return switch (from.classify(pattern)) {
      case ZERO -> zero(negative);
      case SUBNORMAL, NORMAL -> {
        long significand = from.significand(pattern);
        int zeros = Long.numberOfLeadingZeros(significand);
        int scale = from.exponent(pattern) + Long.SIZE - 1 - zeros;
        yield round(negative, scale, significand << zeros, false, rounding);
      }
      case INFINITY -> infinity(negative);
      case NAN, NAR -> notANumber();
    };
  }

  /** The patterns of many values; a pattern of 32 bits fills its {@code int}. */
  default void encode(float[] values, int[] patterns, Rounding rounding) {
    for (int i = 0; i < values.length; i++) {
      patterns[i] = (int) encode(values[i], rounding);
    }
  }
}
