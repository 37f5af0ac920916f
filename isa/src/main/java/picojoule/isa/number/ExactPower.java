package picojoule.isa.number;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers times powers of two as decimals, exactly: 2^-n is 5^n / 10^n. */
final class ExactPower {

  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private ExactPower() {}

  /**
   * significand × 2^exponent.
   *
   * @param significand unsigned
   */
  static BigDecimal scaled(long significand, int exponent) {
    BigInteger whole = new BigInteger(Long.toUnsignedString(significand));
    if (whole.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // Without trailing zero bits the decimal is no longer than it must be.
    int zeros = whole.getLowestSetBit();
    BigInteger odd = whole.shiftRight(zeros);
    int power = exponent + zeros;
    return power >= 0
        ? new BigDecimal(odd.shiftLeft(power))
        : new BigDecimal(odd.multiply(FIVE.pow(-power)), -power);
  }
}
