package picojoule.isa.number;

/** What a pattern stands for. */
public enum ValueClass {
  ZERO,
  /** A value with fewer significant bits than its neighbours above, near a minifloat's zero. */
  SUBNORMAL,
  NORMAL,
  INFINITY,
  /** Not a number. */
  NAN,
  /** A posit's one exception, "not a real". */
  NAR;

  /** Whether the pattern has a value. */
  public boolean isFinite() {
    return compareTo(INFINITY) < 0;
  }
}
