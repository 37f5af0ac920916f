package picojoule.pe.datapath;

/** The tails of the normal distribution. */
public final class NormalTail {

  private static final double SERIES_LIMIT = 2.5;
  private static final int FRACTION_DEPTH = 60;

  private NormalTail() {}

  /**
   * The probability that a standard normal number is beyond ±x, which is 2Q(x). Near zero by the
   * series 1 − √(2/π)·e^(−x²/2)·(x + x³/3 + x⁵/15 + …), beyond by Laplace's continued fraction
   * (Abramowitz and Stegun, 26.2.11 and 26.2.14).
   */
  public static double both(double x) {
    double density = Math.exp(-x * x / 2) * Math.sqrt(2 / Math.PI);
    if (x < SERIES_LIMIT) {
      double term = x;
      double sum = x;
      for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
        term *= x * x / i;
        sum += term;
      }
      return 1 - density * sum;
    }
    double fraction = x;
    for (int i = FRACTION_DEPTH; i > 0; i--) {
      fraction = x + i / fraction;
    }
    return density / fraction;
  }
}
