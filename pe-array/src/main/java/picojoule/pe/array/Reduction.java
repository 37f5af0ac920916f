package picojoule.pe.array;

/**
 * The reduction dimension as the array sees it: K products taken some lanes at a time in some
 * passes, cut into groups. All groups but the last have {@link #wholeSteps}, the last has {@link
 * #lastSteps}.
 */
final class Reduction {

  private Reduction() {}

  static long groups(long k, long group) {
    return ceilDivide(k, group);
  }

  static long wholeSteps(long k, ElementTiming element, long group) {
    return steps(Math.min(k, group), element);
  }

  static long lastSteps(long k, ElementTiming element, long group) {
    return steps(lastLength(k, group), element);
  }

  /** Steps of all groups. */
  static long allSteps(long k, ElementTiming element, long group) {
    return (groups(k, group) - 1) * wholeSteps(k, element, group) + lastSteps(k, element, group);
  }

  /** Products of the last group. */
  static long lastLength(long k, long group) {
    return k - (groups(k, group) - 1) * group;
  }

  static long ceilDivide(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static long steps(long length, ElementTiming element) {
    return Math.multiplyExact(ceilDivide(length, element.lanes()), element.passes());
  }
}
