package picojoule.isa.number;

/** Quotients rounded once, as scaling by other factors than powers of two needs them. */
final class ScaledQuotient {

  private ScaledQuotient() {}

  /**
   * The pattern of {@code ± dividend / divisor × 2^exponent}.
   *
   * @param dividend above zero, less than 2^62
   * @param divisor above zero, less than 2^32, so that 31 and more bits of the quotient are known
   */
  static long round(
      NumberFormat format,
      boolean negative,
      long dividend,
      long divisor,
      int exponent,
      Rounding rounding) {
    int shift = Long.numberOfLeadingZeros(dividend) - 1;
    long shifted = dividend << shift;
    long quotient = shifted / divisor;
    boolean inexact = quotient * divisor != shifted;
    int zeros = Long.numberOfLeadingZeros(quotient);
    int scale = exponent - shift + Long.SIZE - 1 - zeros;
    return format.round(negative, scale, quotient << zeros, inexact, rounding);
  }

  /** The significand of a finite number other than zero, 24 bits at most. */
  static long significand(float value) {
    int mantissa = Float.floatToRawIntBits(value) & 0x7fffff;
    return Math.abs(value) < Float.MIN_NORMAL ? mantissa : mantissa | 1 << 23;
  }

  /** The exponent that belongs to {@link #significand}. */
  static int exponent(float value) {
    return Math.max(Math.getExponent(value), Float.MIN_EXPONENT) - 23;
  }
}
