package picojoule.pe.datapath;

/**
 * The share of a sum's variance that a floating-point accumulator keeps: the variance retention
 * ratio of Sakr et al., "Accumulation Bit-Width Scaling for Ultra-Low Precision Training of Deep
 * Networks" (ICLR 2019). Terms are independent, of zero mean and equal variance. With m mantissa
 * bits in the accumulator, p in a term, n terms, and Q the tail of the normal distribution:
 *
 * <p>Full swamping (lemma 1): a sum beyond 2^m standard deviations of a term takes no further term.
 *
 * <pre>
 *   q(i) = 2Q(2^m/√i) · (1 − 2Q(2^m/√(i−1)))
 *   VRR  = ( Σ_{i=2}^{n−1} i·q(i) + n·k₃ ) / ( n · ( Σ_{i=2}^{n−1} q(i) + k₃ ) ),  k₃ = 1 − 2Q(2^m/√n)
 * </pre>
 *
 * <p>Partial swamping (theorem 1): beyond 2^(m−p+j−1) a sum cuts j bits off a term, and stays there
 * for N(j) = 2^(m−p+j+1) terms, which costs α(j) terms' variance in all:
 *
 * <pre>
 *   α(j)  = 2^(m−3p)/3 · Σ_{i=1}^{j} 2^i (2^i − 1)(2^(i+1) − 1)
 *   q'(j) = N(j−1) · 2Q(2^(m−p+j−1)/√n) · (1 − 2Q(2^(m−p+j)/√n)),  k₃ = 1 − 2Q(2^(m−p+1)/√n)
 *   VRR   = ( Σ_{i=2}^{n−1} (i − α(p))⁺ q(i) + Σ_{j=2}^{p} (n − α(j−1))⁺ q'(j) + n·k₃ ) / ( n·k )
 * </pre>
 *
 * where k is the sum of k₃ and of the q(i) and q'(j) whose bracket is positive.
 *
 * <p>Chunks (its corollary): the share kept within a chunk times that kept by the sum of chunks,
 * whose terms have log2 of the chunk more bits, the accumulator's at most.
 *
 * <p>Theorem 1 and the corollary were not compared with the paper's print: a simulation of their
 * assumptions holds them to within 0.05. The weights N(j) make the second ratio greater than the
 * first here and there; it is no bound.
 */
public final class VarianceRetention {

  private static final int MOST_MANTISSA_BITS = 52;

  private VarianceRetention() {}

  /**
   * The share kept where terms are taken in full or not at all.
   *
   * @param mantissaBits of the accumulator, without the hidden one
   * @param length terms, at least 1
   */
  public static double fullSwamping(int mantissaBits, int length) {
    check(mantissaBits, 1, length);
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

  /**
   * The share kept where terms lose their lowest bits first.
   *
   * @param mantissaBits of the accumulator, without the hidden one
   * @param termBits mantissa bits of a term, without the hidden one
   * @param length terms, at least 1
   */
  public static double partialSwamping(int mantissaBits, int termBits, int length) {
    check(mantissaBits, termBits, length);
    double root = Math.sqrt(length);
    int first = mantissaBits - termBits;
    double weight = 1 - NormalTail.both(Math.scalb(1.0, first + 1) / root);
    double lost = 0;
    double alpha = 0;
    for (int j = 2; j <= termBits; j++) {
      alpha += cost(mantissaBits, termBits, j - 1);
      if (alpha < length) {
        double q =
            Math.scalb(1.0, first + j)
                * NormalTail.both(Math.scalb(1.0, first + j - 1) / root)
                * (1 - NormalTail.both(Math.scalb(1.0, first + j) / root));
        weight += q;
        lost += q * alpha;
      }
    }
    alpha += cost(mantissaBits, termBits, termBits);
    double limit = Math.scalb(1.0, mantissaBits);
    double before = 1 - NormalTail.both(limit);
    for (int i = 2; i < length; i++) {
      double beyond = NormalTail.both(limit / Math.sqrt(i));
      if (alpha < i) {
        double q = beyond * before;
        weight += q;
        lost += q * (length - i + alpha);
      }
      before = 1 - beyond;
    }
    // Nothing is likely, nothing kept: sums so long pass every stage before they are counted.
    return weight == 0 ? 0 : 1 - lost / (length * weight);
  }

  /** The variance, in terms, that cutting so many bits off costs while a sum stays at it. */
  private static double cost(int mantissaBits, int termBits, int cut) {
    double power = Math.scalb(1.0, cut);
    return Math.scalb(power * (power - 1) * (2 * power - 1) / 3, mantissaBits - 3 * termBits);
  }

  /**
   * The share kept by sums of chunks' sums.
   *
   * @param chunk terms of a chunk; 0 or more than the length for no chunks
   */
  public static double chunked(int mantissaBits, int termBits, int chunk, int length) {
    if (chunk < 0) {
      throw new IllegalArgumentException("a chunk has at least 1 term, not " + chunk);
    }
    if (chunk == 0 || chunk >= length) {
      return partialSwamping(mantissaBits, termBits, length);
    }
    int chunks = (length + chunk - 1) / chunk;
    int grown = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(chunk);
    return partialSwamping(mantissaBits, termBits, chunk)
        * partialSwamping(mantissaBits, Math.min(mantissaBits, termBits + grown), chunks);
  }

  private static void check(int mantissaBits, int termBits, int length) {
    if (mantissaBits < 1 || mantissaBits > MOST_MANTISSA_BITS || length < 1) {
      throw new IllegalArgumentException(
          "an accumulator has 1 to %d mantissa bits and a sum at least 1 term, not %d and %d"
              .formatted(MOST_MANTISSA_BITS, mantissaBits, length));
    }
    if (termBits < 1 || termBits > MOST_MANTISSA_BITS) {
      throw new IllegalArgumentException(
          "a term has 1 to %d mantissa bits, not %d".formatted(MOST_MANTISSA_BITS, termBits));
    }
  }
}
