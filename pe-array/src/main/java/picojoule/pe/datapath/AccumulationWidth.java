package picojoule.pe.datapath;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.IntToDoubleFunction;
import picojoule.isa.number.Minifloat;
import picojoule.isa.number.NumberFormat;

/**
 * The accumulator that a reduction length needs. A float: so many mantissa bits that n terms lose
 * little variance, exp(n·(1 − VRR)) below 50, with the {@link VarianceRetention} ratio VRR (Sakr et
 * al., ICLR 2019). An integer register: as many bits as the greatest sum has.
 */
public final class AccumulationWidth {

  /** The paper's cut-off of the normalized variance lost. */
  private static final double MOST_VARIANCE_LOST = Math.log(50);

  private static final int MOST_LISTED_BITS = 16;

  private AccumulationWidth() {}

  /** Whether an accumulator that keeps a share of the variance is wide enough for a length. */
  public static boolean isSuitable(double varianceRetention, int length) {
    return length * (1 - varianceRetention) < MOST_VARIANCE_LOST;
  }

  /** The least mantissa bits that are suitable for a length of terms of any width. */
  public static int mantissaBits(int length) {
    return least(length, bits -> VarianceRetention.fullSwamping(bits, length));
  }

  /**
   * The least mantissa bits that are suitable for a length of terms that lose bits.
   *
   * @param termBits mantissa bits of a term: of a product, those of its operands plus one
   * @param chunk terms that are summed up before their sum is added; 0 for all
   */
  public static int mantissaBits(int termBits, int chunk, int length) {
    return least(length, bits -> VarianceRetention.chunked(bits, termBits, chunk, length));
  }

  /**
   * The least mantissa bits that are suitable for products of two formats. Those of floats have a
   * bit more than both together; of others it is not known which of their bits are ever cut, and
   * full swamping decides.
   */
  public static int mantissaBits(
      NumberFormat activation, NumberFormat weight, int chunk, int length) {
    if (activation instanceof Minifloat a && weight instanceof Minifloat w) {
      return mantissaBits(a.mantissaBits() + w.mantissaBits() + 1, chunk, length);
    }
    return mantissaBits(length);
  }

  private static int least(int length, IntToDoubleFunction varianceRetention) {
    int bits = 1;
    while (!isSuitable(varianceRetention.applyAsDouble(bits), length)) {
      bits++;
    }
    return bits;
  }

  /** Bits of a two's complement register that no sum of products of two formats overflows. */
  public static int registerBits(NumberFormat activation, NumberFormat weight, int length) {
    BigInteger[] a = {whole(activation, true), whole(activation, false)};
    BigInteger[] w = {whole(weight, true), whole(weight, false)};
    BigInteger least = BigInteger.ZERO;
    BigInteger greatest = BigInteger.ZERO;
    for (BigInteger x : a) {
      for (BigInteger y : w) {
        BigInteger sum = x.multiply(y).multiply(BigInteger.valueOf(length));
        least = least.min(sum);
        greatest = greatest.max(sum);
      }
    }
    return Math.max(least.bitLength(), greatest.bitLength()) + 1;
  }

  /** A format's end in units of the lowest bit that a value has. */
  private static BigInteger whole(NumberFormat format, boolean isLeast) {
    BigDecimal end = isLeast ? format.least() : format.greatest();
    int lowest = lowestBit(format);
    return lowest < 0
        ? end.multiply(BigDecimal.valueOf(2).pow(-lowest)).toBigIntegerExact()
        : end.toBigIntegerExact();
  }

  /** The exponent of the lowest bit that is set in a value; of tables it is seldom the least. */
  private static int lowestBit(NumberFormat format) {
    if (format.bits() > MOST_LISTED_BITS) {
      return format.leastExponent();
    }
    int lowest = 0;
    for (long pattern = 0; pattern < 1L << format.bits(); pattern++) {
      long significand = format.classify(pattern).isFinite() ? format.significand(pattern) : 0;
      if (significand != 0) {
        int zeros = Long.numberOfTrailingZeros(significand);
        lowest = Math.min(lowest, format.exponent(pattern) + zeros);
      }
    }
    return lowest;
  }
}
