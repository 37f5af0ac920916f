package picojoule.isa.number;

import java.math.BigDecimal;

/**
 * Powers of two alone, the scales of microscaling blocks: {@code 2^(pattern - bias)}, all ones is
 * NaN; there is no zero and no sign. Rounding to nearest takes ties up, as {@code e8m0} is used;
 * zero and what is below it become the least power.
 *
 * @param bits 2 to 8
 */
public record ExponentFormat(int bits) implements NumberFormat {

  private static final int MAX_BITS = 8;

  public ExponentFormat {
    if (bits < 2 || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "an exponent-only format has 2 to " + MAX_BITS + " bits, not " + bits);
    }
  }

  @Override
  public String name() {
    return "e" + bits + "m0";
  }

  /** What is taken from the pattern. */
  public int bias() {
    return (1 << (bits - 1)) - 1;
  }

  @Override
  public ValueClass classify(long pattern) {
    return field(pattern) == mask() ? ValueClass.NAN : ValueClass.NORMAL;
  }

  @Override
  public boolean isNegative(long pattern) {
    return false;
  }

  @Override
  public long significand(long pattern) {
    return 1;
  }

  @Override
  public int exponent(long pattern) {
    return (int) field(pattern) - bias();
  }

  @Override
  public long round(
      boolean negative, int scale, long significand, boolean inexact, Rounding rounding) {
    if (negative) {
      return 0;
    }
    long pattern = (long) scale + bias();
    // An odd pattern below makes every tie go up.
    if (rounding.isUp(true, significand << 1, inexact)) {
      pattern++;
    }
    if (pattern >= mask()) {
      return rounding.saturates() ? mask() - 1 : mask();
    }
    return Math.max(pattern, 0);
  }

  @Override
  public long zero(boolean negative) {
    return 0;
  }

  @Override
  public long infinity(boolean negative) {
    return negative ? 0 : mask();
  }

  @Override
  public boolean hasNotANumber() {
    return true;
  }

  @Override
  public long notANumber() {
    return mask();
  }

  @Override
  public int leastExponent() {
    return -bias();
  }

  @Override
  public int greatestScale() {
    return exponent(mask() - 1);
  }

  @Override
  public BigDecimal least() {
    return decode(0);
  }

  @Override
  public BigDecimal greatest() {
    return decode(mask() - 1);
  }

  private long field(long pattern) {
    return pattern & mask();
  }

  private long mask() {
    return (1L << bits) - 1;
  }
}
