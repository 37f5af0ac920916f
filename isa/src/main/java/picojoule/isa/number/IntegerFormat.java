package picojoule.isa.number;

import java.math.BigDecimal;

/**
 * Two's complement or unsigned integers.
 *
 * @param bits width, 1 to 32
 * @param signed whether the top bit is a sign; {@code int1} then holds -1 and 0
 */
public record IntegerFormat(int bits, boolean signed) implements NumberFormat {

  /** The widest integer. */
  public static final int MAX_BITS = 32;

  public IntegerFormat {
    if (bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException("an integer has 1 to " + MAX_BITS + " bits, not " + bits);
    }
  }

  @Override
  public String name() {
    return (signed ? "int" : "uint") + bits;
  }

  /** The value of a pattern as a machine integer: {@link #decode} without the object. */
  public long value(long pattern) {
    int unused = Long.SIZE - bits;
    return signed ? pattern << unused >> unused : pattern << unused >>> unused;
  }

  /** The pattern of a value that the format holds; what it does not hold wraps. */
  public long pattern(long value) {
    return value & (-1L >>> (Long.SIZE - bits));
  }

  /** The nearest value that the format holds. */
  public long saturate(long value) {
    return Math.max(leastValue(), Math.min(greatestValue(), value));
  }

  /** Whether the format holds a value. */
  public boolean holds(long value) {
    return value >= leastValue() && value <= greatestValue();
  }

  public long leastValue() {
    return signed ? -1L << (bits - 1) : 0;
  }

  public long greatestValue() {
    return signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
  }

  @Override
  public ValueClass classify(long pattern) {
    return pattern(pattern) == 0 ? ValueClass.ZERO : ValueClass.NORMAL;
  }

  @Override
  public boolean isNegative(long pattern) {
    return value(pattern) < 0;
  }

  @Override
  public long significand(long pattern) {
    return Math.abs(value(pattern));
  }

  @Override
  public int exponent(long pattern) {
    return 0;
  }

  @Override
  public long round(
      boolean negative, int scale, long significand, boolean inexact, Rounding rounding) {
    long greatest = negative ? -leastValue() : greatestValue();
    // What is wider than any integer saturates; so does what is rounded beyond the range.
    long magnitude =
        scale > MAX_BITS
            ? greatest
            : Math.min(greatest, rounding.shifted(0, significand, Long.SIZE - 1 - scale, inexact));
    return pattern(negative ? -magnitude : magnitude);
  }

  @Override
  public long zero(boolean negative) {
    return 0;
  }

  @Override
  public long infinity(boolean negative) {
    return pattern(negative ? leastValue() : greatestValue());
  }

  @Override
  public boolean hasNotANumber() {
    return false;
  }

  @Override
  public long notANumber() {
    throw NoSuchValue.notANumber(this);
  }

  @Override
  public int leastExponent() {
    return 0;
  }

  @Override
  public int greatestScale() {
    return signed ? bits - 1 : bits;
  }

  @Override
  public BigDecimal leastPositive() {
    if (greatestValue() == 0) {
      throw new ArithmeticException(name() + " holds no value above zero");
    }
    return BigDecimal.ONE;
  }

  @Override
  public BigDecimal least() {
    return BigDecimal.valueOf(leastValue());
  }

  @Override
  public BigDecimal greatest() {
    return BigDecimal.valueOf(greatestValue());
  }
}
