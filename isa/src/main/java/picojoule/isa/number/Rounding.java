package picojoule.isa.number;

/**
 * How an exact value becomes one that a format holds. Values are immutable, except that a
 * stochastic rounding draws its next random number at every use: equal seeds and equal uses give
 * equal results.
 */
public final class Rounding {

  /** To the nearest value, ties to the even pattern; beyond the range to the last value. */
  public static final Rounding NEAREST_EVEN = new Rounding(Mode.NEAREST_EVEN, Overflow.SATURATE, 0);

  /** As {@link #NEAREST_EVEN}, ties away from zero. */
  public static final Rounding NEAREST_AWAY = new Rounding(Mode.NEAREST_AWAY, Overflow.SATURATE, 0);

  /** To the next value nearer to zero. */
  public static final Rounding TOWARD_ZERO = new Rounding(Mode.TOWARD_ZERO, Overflow.SATURATE, 0);

  /** The increment of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private static final long HALF = Long.MIN_VALUE;

  private final Mode mode;
  private final Overflow overflow;
  private long random;

  /** Which neighbour is taken. */
  public enum Mode {
    NEAREST_EVEN,
    NEAREST_AWAY,
    TOWARD_ZERO,
    /** The upper neighbour with the probability that the value lies along the way to it. */
    STOCHASTIC
  }

  /** What becomes of a value beyond the range. */
  public enum Overflow {
    /** The last value. */
    SATURATE,
    /** Infinity; NaN where the format has no infinity; the last value where it has neither. */
    SPECIAL
  }

  private Rounding(Mode mode, Overflow overflow, long seed) {
    this.mode = mode;
    this.overflow = overflow;
    this.random = seed;
  }

  /** A rounding of a mode that needs no seed, and which saturates. */
  public static Rounding of(Mode mode) {
    return switch (mode) {
      case NEAREST_EVEN -> NEAREST_EVEN;
      case NEAREST_AWAY -> NEAREST_AWAY;
      case TOWARD_ZERO -> TOWARD_ZERO;
      case STOCHASTIC -> throw new IllegalArgumentException("stochastic rounding needs a seed");
    };
  }

  /** Stochastic rounding that saturates. */
  public static Rounding stochastic(long seed) {
    return new Rounding(Mode.STOCHASTIC, Overflow.SATURATE, seed);
  }

  /** The same with a treatment of overflow. */
  public Rounding with(Overflow treatment) {
    return treatment == overflow ? this : new Rounding(mode, treatment, random);
  }

  public Mode mode() {
    return mode;
  }

  public Overflow overflow() {
    return overflow;
  }

  /** Whether the nearest value is taken, whatever becomes of ties. */
  boolean isNearest() {
    return mode == Mode.NEAREST_EVEN || mode == Mode.NEAREST_AWAY;
  }

  /** Whether what overflows saturates: infinity is no nearest value of what is rounded to zero. */
  boolean saturates() {
    return overflow == Overflow.SATURATE || mode == Mode.TOWARD_ZERO;
  }

  /**
   * Whether a magnitude goes up to the next pattern.
   *
   * @param odd whether the pattern below is odd
   * @param fraction the way from the pattern below to the next, in units of 2^-64, unsigned
   * @param inexact whether the way is longer than that by less than one unit
   */
  boolean isUp(boolean odd, long fraction, boolean inexact) {
    return switch (mode) {
      case NEAREST_EVEN -> fraction < 0 && (fraction != HALF || inexact || odd);
      case NEAREST_AWAY -> fraction < 0;
      case TOWARD_ZERO -> false;
      case STOCHASTIC -> Long.compareUnsigned(nextRandom(), fraction) < 0;
    };
  }

  /**
   * A magnitude without its lowest bits, rounded, plus a base.
   *
   * @param base what is added; its lowest bit counts for whether the sum is odd
   * @param significand unsigned
   * @param discarded how many bits, at least one
   * @param inexact whether the magnitude is greater than that by less than one
   */
  long shifted(long base, long significand, int discarded, boolean inexact) {
    if (discarded < Long.SIZE) {
      long whole = base + (significand >>> discarded);
      return isUp((whole & 1) != 0, significand << -discarded, inexact) ? whole + 1 : whole;
    }
    int beyond = discarded - Long.SIZE;
    boolean lost = inexact;
    long fraction = 0;
    if (beyond == 0) {
      fraction = significand;
    } else if (beyond < Long.SIZE) {
      fraction = significand >>> beyond;
      lost |= significand << -beyond != 0;
    }
    return isUp((base & 1) != 0, fraction, lost) ? base + 1 : base;
  }

  /** Sixty-four random bits. */
  long nextRandom() {
    random += GOLDEN_GAMMA;
    long mixed = (random ^ (random >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public String toString() {
    return mode + ", " + overflow;
  }
}
