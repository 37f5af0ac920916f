package picojoule.pe.datapath;

/** A two's complement register to which a PE adds, and what it does with a sum that is too wide. */
public final class Accumulator {

  /** What becomes of a sum that the register does not hold. */
  public enum Overflow {
    /** The low bits stay, as in a plain adder. */
    WRAP,
    /** The nearest value that the register holds. */
    SATURATE,
    /** An {@link ArithmeticException}, for recipes that promise that it cannot happen. */
    DETECT
  }

  private static final int MAX_BITS = 62;

  private final int bits;
  private final Overflow overflow;
  private final long least;
  private final long greatest;

  /**
   * An accumulator.
   *
   * @param bits width with sign, 2 to 62
   */
  public Accumulator(int bits, Overflow overflow) {
    if (bits < 2 || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "an accumulator has 2 to " + MAX_BITS + " bits, not " + bits);
    }
    this.bits = bits;
    this.overflow = overflow;
    least = -1L << (bits - 1);
    greatest = -least - 1;
  }

  public int bits() {
    return bits;
  }

  public Overflow overflow() {
    return overflow;
  }

  /**
   * The register after an addition.
   *
   * @param sum what it holds
   * @param addend of less than 2^62 in magnitude
   * @throws ArithmeticException where the sum is too wide and overflow is detected
   */
  long add(long sum, long addend) {
    long next = sum + addend;
    return next >= least && next <= greatest ? next : overflowed(next);
  }

  /** Whether the register holds a sum. */
  boolean holds(long sum) {
    return sum >= least && sum <= greatest;
  }

  /**
   * What the register holds in place of a sum that is too wide.
   *
   * @throws ArithmeticException where overflow is detected
   */
  long overflowed(long sum) {
    int unused = Long.SIZE - bits;
    return switch (overflow) {
      case WRAP -> sum << unused >> unused;
      case SATURATE -> sum < 0 ? least : greatest;
      case DETECT ->
          throw new ArithmeticException(
              "a sum of " + sum + " overflows the accumulator of " + bits + " bits");
    };
  }
}
