package picojoule.pe.array;

/**
 * The reduction dimension as the array sees it: K multiply-accumulates of several passes, cut into
 * groups. All groups but the last have {@link #wholeSteps}, the last has {@link #lastSteps}.
 */
final class Reduction {

  private Reduction() {}

  static long groups(long k, long group) {
    return ceilDivide(k, group);
  }

  static long wholeSteps(long k, int passes, long group) {
    return Math.multiplyExact(Math.min(k, group), passes);
  }

  static long lastSteps(long k, int passes, long group) {
    return (k - (groups(k, group) - 1) * group) * passes;
  }

  static long ceilDivide(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
