package picojoule.isa.number;

import java.math.BigDecimal;

/**
 * Posits, "Standard for Posit Arithmetic (2022)", with any exponent size: sign, a run of equal
 * regime bits, exponent, fraction; negative values are the two's complement of their magnitude.
 * Rounding is to nearest on the bit string (the boundary between p and its successor is the posit
 * of one more bit 2p + 1), ties to the even pattern. No value but zero becomes zero and none
 * becomes NaR: the least and greatest magnitude take their place.
 *
 * @param bits 2 to 32
 * @param exponentSize the standard's es, 0 to 6; the 2022 standard has 2
 */
public record Posit(int bits, int exponentSize) implements NumberFormat {

  private static final int MAX_BITS = 32;
  private static final int MAX_EXPONENT_SIZE = 6;

  public Posit {
    if (bits < 2 || bits > MAX_BITS || exponentSize < 0 || exponentSize > MAX_EXPONENT_SIZE) {
      throw new IllegalArgumentException(
          "posit(%d,%d) is impossible: a posit has 2 to %d bits and an exponent size of 0 to %d"
              .formatted(bits, exponentSize, MAX_BITS, MAX_EXPONENT_SIZE));
    }
  }

  @Override
  public String name() {
    return "posit(" + bits + "," + exponentSize + ")";
  }

  @Override
  public ValueClass classify(long pattern) {
    long code = pattern & mask();
    if (code == 0) {
      return ValueClass.ZERO;
    }
    return code == notANumber() ? ValueClass.NAR : ValueClass.NORMAL;
  }

  @Override
  public boolean isNegative(long pattern) {
    return (pattern >>> (bits - 1) & 1) != 0;
  }

  @Override
  public long significand(long pattern) {
    if ((pattern & mask() >>> 1) == 0) {
      return 0;
    }
    long tail = afterRegime(body(pattern));
    int fractionBits = Math.max(0, bits - 1 - regimeLength(body(pattern)) - exponentSize);
    // The hidden one before the fraction, which stands at the top behind the exponent.
    return 1L << fractionBits | tail << exponentSize >>> 1 >>> (Long.SIZE - 1 - fractionBits);
  }

  @Override
  public int exponent(long pattern) {
    long body = body(pattern);
    int length = regimeLength(body);
    int regime = body < 0 ? length - 2 : 1 - length;
    int low = (int) (afterRegime(body) >>> 1 >>> (Long.SIZE - 1 - exponentSize));
    int fractionBits = Math.max(0, bits - 1 - length - exponentSize);
    return (regime << exponentSize) + low - fractionBits;
  }

  @Override
  public long round(
      boolean negative, int scale, long significand, boolean inexact, Rounding rounding) {
    long magnitude = magnitude(scale, significand, inexact, rounding);
    return negative ? -magnitude & mask() : magnitude;
  }

  private long magnitude(int scale, long significand, boolean inexact, Rounding rounding) {
    if (scale >= greatestScale()) {
      return mask() >>> 1;
    }
    if (scale < -greatestScale()) {
      return 1;
    }
    int regime = scale >> exponentSize;
    int length = regime >= 0 ? regime + 2 : 1 - regime;
    long regimeBits = regime >= 0 ? (1L << length) - 2 : 1;
    int free = bits - 1 - length;
    // Exponent and fraction, as they would follow the regime in an endless posit.
    long fraction = significand << 1;
    long low = scale & ((1L << exponentSize) - 1);
    long tail = low << 1 << (Long.SIZE - 1 - exponentSize) | fraction >>> exponentSize;
    boolean lost = (fraction & ((1L << exponentSize) - 1)) != 0;
    long below = regimeBits << free | tail >>> 1 >>> (Long.SIZE - 1 - free);
    boolean up = rounding.isUp((below & 1) != 0, tail << free, inexact || lost);
    return up ? below + 1 : below;
  }

  @Override
  public long zero(boolean negative) {
    return 0;
  }

  @Override
  public long infinity(boolean negative) {
    return notANumber();
  }

  @Override
  public boolean hasNotANumber() {
    return true;
  }

  @Override
  public long notANumber() {
    return 1L << (bits - 1);
  }

  @Override
  public int leastExponent() {
    return -greatestScale();
  }

  @Override
  public int greatestScale() {
    return (bits - 2) << exponentSize;
  }

  @Override
  public BigDecimal least() {
    return greatest().negate();
  }

  @Override
  public BigDecimal greatest() {
    return decode(mask() >>> 1);
  }

  private long mask() {
    return (1L << bits) - 1;
  }

  /** The magnitude's bits behind the sign, at the top of a word. */
  private long body(long pattern) {
    long code = isNegative(pattern) ? -pattern : pattern;
    return code << (Long.SIZE - bits) << 1;
  }

  /** The regime's bits and the one that ends it, which the last regimes lack. */
  private int regimeLength(long body) {
    int run = body < 0 ? Long.numberOfLeadingZeros(~body) : Long.numberOfLeadingZeros(body);
    return Math.min(run, bits - 1) + 1;
  }

  private long afterRegime(long body) {
    return body << regimeLength(body);
  }
}
