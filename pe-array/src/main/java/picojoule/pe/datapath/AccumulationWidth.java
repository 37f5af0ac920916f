package picojoule.pe.datapath;

import java.math.BigDecimal;
import java.math.BigInteger;
import picojoule.isa.number.NumberFormat;

/**
 * The accumulator that a reduction length needs.
 *
 * <p>A float: the variance retention ratio of Sakr et al., "Accumulation Bit-Width Scaling for
 * Ultra-Low Precision Training of Deep Networks" (ICLR 2019), for full swamping (lemma 1). Terms
 * are independent, of zero mean and equal variance; a sum beyond 2^m standard deviations of a term,
 * m being the accumulator's mantissa bits, takes no further term. With Q the tail of the normal
 * distribution,
 *
 * <pre>
 *   q(i)  = 2Q(2^m/√i) · (1 − 2Q(2^m/√(i−1))),   q'(n) = 1 − 2Q(2^m/√n)
 *   VRR   = ( Σ_{i=2}^{n−1} i·q(i) + n·q'(n) ) / ( n · ( Σ_{i=2}^{n−1} q(i) + q'(n) ) )
 * </pre>
 *
 * and a length is suitable while exp(n·(1 − VRR)) is below 50. Terms that lose only some of their
 * bits (the paper's theorem 1) are not counted.
 *
 * <p>An integer register: as many bits as the greatest sum has.
 */
public final class AccumulationWidth {

  /** The paper's cut-off of the normalized variance lost. */
  private static final double MOST_VARIANCE_LOST = Math.log(50);

  private static final int MOST_MANTISSA_BITS = 52;
  private static final int MOST_LISTED_BITS = 16;

  private AccumulationWidth() {}

  /**
   * The share of a sum's variance that an accumulator keeps, 0 to 1.
   *
   * @param mantissaBits without the hidden one
   * @param length terms, at least 1
   */
  public static double varianceRetention(int mantissaBits, int length) {
    if (mantissaBits < 1 || mantissaBits > MOST_MANTISSA_BITS || length < 1) {
      throw new IllegalArgumentException(
          "an accumulator has 1 to %d mantissa bits and a sum at least 1 term, not %d and %d"
              .formatted(MOST_MANTISSA_BITS, mantissaBits, length));
    }
    double limit = Math.scalb(1.0, mantissaBits);
    double weight = 0;
    double lost = 0;
    double before = 1 - NormalTail.both(limit);
    for (int i = 2; i < length; i++) {
      double beyond = NormalTail.both(limit / Math.sqrt(i));
      double q = beyond * before;
      weight += q;
      // What is lost is summed up, not what is kept: it is the small part.
      lost += q * (length - i);
      before = 1 - beyond;
    }
    double kept = 1 - NormalTail.both(limit / Math.sqrt(length));
    return 1 - lost / (length * (weight + kept));
  }

  /** Whether an accumulator is wide enough for a length. */
  public static boolean isSuitable(int mantissaBits, int length) {
    return length * (1 - varianceRetention(mantissaBits, length)) < MOST_VARIANCE_LOST;
  }

  /** The least mantissa bits that are suitable for a length. */
  public static int mantissaBits(int length) {
    int bits = 1;
    while (!isSuitable(bits, length)) {
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
