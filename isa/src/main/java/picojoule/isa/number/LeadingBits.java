package picojoule.isa.number;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A magnitude above zero as rounding reads it.
 *
 * @param scale floor(log2) of it
 * @param significand its first 64 bits, the highest of them one
 * @param isInexact whether other bits than zeros follow
 */
record LeadingBits(int scale, long significand, boolean isInexact) {

  /** Of a decimal number above zero. */
  static LeadingBits of(BigDecimal magnitude) {
    return ofQuotient(magnitude, BigDecimal.ONE);
  }

  /** Of a quotient of decimal numbers above zero. */
  static LeadingBits ofQuotient(BigDecimal dividend, BigDecimal divisor) {
    int scale = dividend.scale() - divisor.scale();
    BigInteger power = BigInteger.TEN.pow(Math.abs(scale));
    return scale <= 0
        ? of(dividend.unscaledValue().multiply(power), divisor.unscaledValue())
        : of(dividend.unscaledValue(), divisor.unscaledValue().multiply(power));
  }

  /** Of a quotient of whole numbers above zero. */
  static LeadingBits of(BigInteger numerator, BigInteger denominator) {
    // As many more bits as make the quotient longer than 64.
    int shift = Math.max(0, Long.SIZE + 1 - (numerator.bitLength() - denominator.bitLength()));
    BigInteger[] parts = numerator.shiftLeft(shift).divideAndRemainder(denominator);
    int surplus = parts[0].bitLength() - Long.SIZE;
    return new LeadingBits(
        parts[0].bitLength() - 1 - shift,
        parts[0].shiftRight(surplus).longValue(),
        parts[1].signum() != 0 || parts[0].getLowestSetBit() < surplus);
  }

  /** The magnitude without what follows the first 64 bits. */
  BigDecimal truncated() {
    return ExactPower.scaled(significand, scale - (Long.SIZE - 1));
  }
}
