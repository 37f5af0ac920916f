package picojoule.pe.vector.table;

/**
 * The best INT8 lines through runs of points. For a slope k the best intercept is the mean of y −
 * kx rounded; the error of any intercept is at least that of the mean, which is a parabola in k
 * around the least-squares slope. So slopes are tried outward from there until the parabola alone
 * is worse than the best line so far: no line is better than the answer.
 */
final class LineFit {

  private final ScalarFunction function;
  private final int fractionBits;
  private final double[] sumX;
  private final double[] sumY;
  private final double[] sumXx;
  private final double[] sumXy;
  private final double[] sumYy;

  LineFit(ScalarFunction function, int fractionBits) {
    this.function = function;
    this.fractionBits = fractionBits;
    int points = function.range().points();
    sumX = new double[points + 1];
    sumY = new double[points + 1];
    sumXx = new double[points + 1];
    sumXy = new double[points + 1];
    sumYy = new double[points + 1];
    for (int i = 0; i < points; i++) {
      double x = function.range().at(i);
      // In units of the table, so that intercepts are whole numbers.
      double y = Math.scalb(function.value(x), fractionBits);
      sumX[i + 1] = sumX[i] + x;
      sumY[i + 1] = sumY[i] + y;
      sumXx[i + 1] = sumXx[i] + x * x;
      sumXy[i + 1] = sumXy[i] + x * y;
      sumYy[i + 1] = sumYy[i] + y * y;
    }
  }

  /** The best line for the points from one up to, but not with, another. */
  Line best(int from, int to) {
    double n = to - from;
    double meanX = (sumX[to] - sumX[from]) / n;
    double meanY = (sumY[to] - sumY[from]) / n;
    double spreadX = Math.max(0, sumXx[to] - sumXx[from] - n * meanX * meanX);
    double spreadXy = sumXy[to] - sumXy[from] - n * meanX * meanY;
    double spreadY = Math.max(0, sumYy[to] - sumYy[from] - n * meanY * meanY);
    double slope = spreadX > 0 ? clip(spreadXy / spreadX) : 0;
    double least = spreadX > 0 ? Math.max(0, spreadY - spreadXy * spreadXy / spreadX) : 0;
    int nearest = (int) Math.rint(slope);
    Line best = null;
    for (int step = 0; step <= 255; step++) {
      double nearer = Math.max(0, step - 1);
      if (best != null && least + spreadX * nearer * nearer > best.squaredError()) {
        break;
      }
      best = better(best, nearest + step, from, to);
      best = step == 0 ? best : better(best, nearest - step, from, to);
    }
    return best;
  }

  private Line better(Line best, int slope, int from, int to) {
    if (slope != (byte) slope) {
      return best;
    }
    double mean = (sumY[to] - sumY[from] - slope * (sumX[to] - sumX[from])) / (to - from);
    Line line = line(slope, (int) Math.rint(clip(mean)), from, to);
    return best == null || line.squaredError() < best.squaredError() ? line : best;
  }

  /** A given line's error over points. */
  Line line(int slope, int intercept, int from, int to) {
    double n = to - from;
    double y = sumY[to] - sumY[from];
    double x = sumX[to] - sumX[from];
    double squared =
        (sumYy[to] - sumYy[from])
            + slope * (double) slope * (sumXx[to] - sumXx[from])
            + n * intercept * intercept
            - 2 * slope * (sumXy[to] - sumXy[from])
            - 2 * intercept * y
            + 2.0 * slope * intercept * x;
    return new Line(slope, intercept, Math.max(0, squared));
  }

  /** The line that a rectifier nears beyond an end of its range. */
  Line asymptote(boolean isUpper, int from, int to) {
    return line(isUpper ? 1 << fractionBits : 0, 0, from, to);
  }

  boolean hasAsymptotes() {
    return function.isRectifier();
  }

  private static double clip(double value) {
    return Math.min(Byte.MAX_VALUE, Math.max(Byte.MIN_VALUE, value));
  }
}
