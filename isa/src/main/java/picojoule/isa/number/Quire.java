package picojoule.isa.number;

import java.util.Arrays;

/**
 * A sum of products without any rounding: a fixed-point number as wide as the products' range and
 * 2^31 of them need (the posit standard's quire; Kulisch's accumulator for floats). What is no
 * number, or infinite, stays so.
 */
public final class Quire {

  /** Sums of up to 2^31 products, and a sign. */
  private static final int CARRY_BITS = 32;

  private final long[] words;
  private final int leastExponent;

  /** A sum's exception so far, in the order in which they prevail. */
  private enum State {
    FINITE,
    PLUS_INFINITY,
    MINUS_INFINITY,
    NOT_A_NUMBER
  }

  private State state = State.FINITE;

  /**
   * An empty quire.
   *
   * @param leastExponent the exponent of the lowest bit that a term can have
   * @param greatestScale floor(log2) of the greatest term
   */
  public Quire(int leastExponent, int greatestScale) {
    this.leastExponent = leastExponent;
    int bits = greatestScale - leastExponent + 1 + CARRY_BITS;
    // A term is added in two words, which must both be there.
    words = new long[Math.floorDiv(bits + Long.SIZE - 1, Long.SIZE) + 1];
  }

  /** A quire for products of two formats and for summands of a third. */
  public static Quire forProducts(NumberFormat a, NumberFormat b, NumberFormat summand) {
    return new Quire(
        Math.min(a.leastExponent() + b.leastExponent(), summand.leastExponent()),
        Math.max(a.greatestScale() + b.greatestScale() + 1, summand.greatestScale()));
  }

  /** Width of the fixed-point number. */
  public int bits() {
    return words.length * Long.SIZE;
  }

  public void clear() {
    Arrays.fill(words, 0);
    state = State.FINITE;
  }

  /** Adds the product of two patterns. */
  public void addProduct(NumberFormat formatA, long a, NumberFormat formatB, long b) {
    ValueClass classA = formatA.classify(a);
    ValueClass classB = formatB.classify(b);
    boolean negative = formatA.isNegative(a) ^ formatB.isNegative(b);
    if (classA.isFinite() && classB.isFinite()) {
      add(
          negative,
          formatA.significand(a) * formatB.significand(b),
          formatA.exponent(a) + formatB.exponent(b));
      return;
    }
    boolean isInfinite =
        classA.compareTo(ValueClass.INFINITY) <= 0
            && classB.compareTo(ValueClass.INFINITY) <= 0
            && classA != ValueClass.ZERO
            && classB != ValueClass.ZERO;
    addException(isInfinite, negative);
  }

  /** Adds a pattern's value. */
  public void add(NumberFormat format, long pattern) {
    ValueClass kind = format.classify(pattern);
    boolean negative = format.isNegative(pattern);
    if (kind.isFinite()) {
      add(negative, format.significand(pattern), format.exponent(pattern));
    } else {
      addException(kind == ValueClass.INFINITY, negative);
    }
  }

  private void addException(boolean isInfinite, boolean negative) {
    State added =
        !isInfinite ? State.NOT_A_NUMBER : negative ? State.MINUS_INFINITY : State.PLUS_INFINITY;
    state = state == State.FINITE || state == added ? added : State.NOT_A_NUMBER;
  }

  /** Adds a number of which the lowest one bit is within the quire's range. */
  public void add(boolean negative, long significand, int exponent) {
    if (significand == 0) {
      return;
    }
    // A negative position is that of a format whose exponent stands for bits it does not have.
    int zeros = exponent < leastExponent ? Long.numberOfTrailingZeros(significand) : 0;
    int position = exponent + zeros - leastExponent;
    int word = position >> 6;
    long low = significand >>> zeros << position;
    long high = significand >>> zeros >>> 1 >>> (~position & 63);
    if (negative) {
      subtract(word, low, high);
    } else {
      add(word, low, high);
    }
  }

  private void add(int word, long low, long high) {
    words[word] += low;
    boolean carry = Long.compareUnsigned(words[word], low) < 0;
    long sum = words[word + 1] + high;
    boolean carryOut = Long.compareUnsigned(sum, high) < 0;
    words[word + 1] = carry ? sum + 1 : sum;
    carryOut |= carry && sum == -1;
    for (int i = word + 2; carryOut && i < words.length; i++) {
      carryOut = ++words[i] == 0;
    }
  }

  private void subtract(int word, long low, long high) {
    boolean borrow = Long.compareUnsigned(words[word], low) < 0;
    words[word] -= low;
    long above = words[word + 1];
    boolean borrowOut = Long.compareUnsigned(above, high) < 0 || (borrow && above == high);
    words[word + 1] = above - high - (borrow ? 1 : 0);
    for (int i = word + 2; borrowOut && i < words.length; i++) {
      borrowOut = words[i]-- == 0;
    }
  }

  /** The sum, rounded once. A sum of zero has no sign. */
  public long round(NumberFormat result, Rounding rounding) {
    return switch (state) {
      case NOT_A_NUMBER -> result.notANumber();
      case PLUS_INFINITY -> result.infinity(false);
      case MINUS_INFINITY -> result.infinity(true);
      case FINITE -> roundFinite(result, rounding);
    };
  }

  private long roundFinite(NumberFormat result, Rounding rounding) {
    boolean negative = words[words.length - 1] < 0;
    if (negative) {
      negate();
    }
    try {
      return roundMagnitude(negative, result, rounding);
    } finally {
      if (negative) {
        negate();
      }
    }
  }

  private long roundMagnitude(boolean negative, NumberFormat result, Rounding rounding) {
    int top = words.length - 1;
    while (top >= 0 && words[top] == 0) {
      top--;
    }
    if (top < 0) {
      return result.zero(false);
    }
    int zeros = Long.numberOfLeadingZeros(words[top]);
    long significand = words[top] << zeros;
    boolean inexact = false;
    if (top > 0) {
      significand |= words[top - 1] >>> 1 >>> (63 - zeros);
      inexact = words[top - 1] << zeros != 0;
      for (int i = top - 2; i >= 0 && !inexact; i--) {
        inexact = words[i] != 0;
      }
    }
    int scale = leastExponent + top * Long.SIZE + 63 - zeros;
    return result.round(negative, scale, significand, inexact, rounding);
  }

  private void negate() {
    boolean carry = true;
    for (int i = 0; i < words.length; i++) {
      words[i] = ~words[i] + (carry ? 1 : 0);
      carry &= words[i] == 0;
    }
  }
}
