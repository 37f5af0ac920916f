package picojoule.pe.datapath;

import picojoule.isa.number.NumberFormat;

/**
 * A weight as the terms that BitMoD's PE takes one a cycle (Chen et al., arXiv 2411.11745): each is
 * a sign, a power of two or nothing, and belongs to a step whose significance all weights share.
 *
 * <ul>
 *   <li>INT6 and INT8: radix-4 Booth strings, three and four, of significance 2^0, 2^2, 2^4, 2^6; a
 *       string of 000 or 111 is nothing, the others are ±1 or ±2 (figure 4).
 *   <li>FP3 and FP4: the magnitude in fixed point, bits I3 … I0 and F0. The first term is the
 *       leading one of I3 … I0; the second that of I2 … F0 after the first is cleared, at
 *       significance 2^−1, so that both exponents have two bits.
 * </ul>
 */
final class BitSerialTerms {

  /** What stands for a term of nothing. */
  static final int NOTHING = Integer.MIN_VALUE;

  private final int count;
  private final int[] exponents;
  private final boolean[] negative;

  private BitSerialTerms(int patterns, int count) {
    this.count = count;
    exponents = new int[patterns * count];
    negative = new boolean[patterns * count];
  }

  /** Booth strings of two's complement. */
  static BitSerialTerms booth(int bits) {
    BitSerialTerms terms = new BitSerialTerms(1 << bits, bits / 2);
    for (int pattern = 0; pattern < 1 << bits; pattern++) {
      for (int step = 0; step < terms.count; step++) {
        int string = pattern << 1 >> (2 * step) & 7;
        int digit = boothDigit(string);
        terms.set(
            pattern,
            step,
            digit == 0 ? NOTHING : 2 * step + (Math.abs(digit) == 2 ? 1 : 0),
            digit < 0);
      }
    }
    return terms;
  }

  private static int boothDigit(int string) {
    return switch (string) {
      case 1, 2 -> 1;
      case 3 -> 2;
      case 4 -> -2;
      case 5, 6 -> -1;
      default -> 0;
    };
  }

  /** The two leading ones of a table whose magnitudes are multiples of a half, below 16. */
  static BitSerialTerms leadingOnes(NumberFormat table) {
    BitSerialTerms terms = new BitSerialTerms(1 << table.bits(), 2);
    for (int pattern = 0; pattern < 1 << table.bits(); pattern++) {
      int halves = halves(table, pattern);
      int first = Integer.highestOneBit(halves & 0b11110);
      int second = Integer.highestOneBit((halves ^ first) & 0b01111);
      if (first + second != halves) {
        throw new IllegalArgumentException(
            "bit-serial needs weights of two set bits of I3 … I0 and F0; %s has %s"
                .formatted(table.name(), table.decode(pattern).toPlainString()));
      }
      boolean isNegative = table.isNegative(pattern);
      terms.set(pattern, 0, exponent(first), isNegative);
      terms.set(pattern, 1, exponent(second), isNegative);
    }
    return terms;
  }

  private static int halves(NumberFormat table, int pattern) {
    int exponent = table.exponent(pattern) + 1;
    long magnitude = table.significand(pattern);
    return (int) (exponent >= 0 ? magnitude << exponent : magnitude >> -exponent);
  }

  private static int exponent(int oneBit) {
    return oneBit == 0 ? NOTHING : Integer.numberOfTrailingZeros(oneBit) - 1;
  }

  private void set(int pattern, int step, int exponent, boolean isNegative) {
    exponents[pattern * count + step] = exponent;
    negative[pattern * count + step] = isNegative;
  }

  /** Terms of a weight, and cycles of a step. */
  int count() {
    return count;
  }

  /** The power of two of a term, its significance included, or {@link #NOTHING}. */
  int exponent(int pattern, int step) {
    return exponents[pattern * count + step];
  }

  boolean isNegative(int pattern, int step) {
    return negative[pattern * count + step];
  }
}
