package picojoule.pe.array;

/**
 * Weight stationary: a fold keeps the weights of up to R reduction steps of one group by C
 * features. They shift down into place, the last row's first; then M activations per row enter at
 * the left and move right, skewed by one cycle per row, while partial sums move down and leave at
 * the bottom edge.
 */
final class WeightStationaryTiming implements DataflowTiming {

  private final ArrayShape shape;
  private final FoldOverlap overlap;

  WeightStationaryTiming(ArrayShape shape, FoldOverlap overlap) {
    this.shape = shape;
    this.overlap = overlap;
  }

  /**
   * With F = ⌈N/C⌉·Σ⌈S(g)/R⌉ folds, S(g) being the steps of group g: no overlap F·(R + M + R + C −
   * 2); behind the wavefront F·(R + M) + R + C − 2; pipelined R + (F − 1)·max(M, R) + M + R + C −
   * 2.
   */
  @Override
  public long cycles(long m, long n, long k, int passes, long group) {
    long folds = folds(n, k, passes, group);
    long rows = shape.rows();
    long skew = rows + shape.columns() - 2;
    return switch (overlap) {
      case NONE -> Math.multiplyExact(folds, rows + m + skew);
      case WAVEFRONT -> Math.multiplyExact(folds, rows + m) + skew;
      case PIPELINED -> Math.multiplyExact(folds - 1, Math.max(m, rows)) + rows + m + skew;
    };
  }

  @Override
  public TileActivity activity(long m, long n, long k, int passes, long group) {
    long steps = k * passes;
    long columnTiles = Reduction.ceilDivide(n, shape.columns());
    long results = Math.multiplyExact(m * n, rowTiles(k, passes, group));
    long accumulated = results - m * n;
    return new TileActivity(
        shape.elements(),
        cycles(m, n, k, passes, group),
        Math.multiplyExact(m * n, k),
        passes,
        folds(n, k, passes, group),
        Math.multiplyExact(folds(n, k, passes, group), m),
        n * steps,
        Math.multiplyExact(m * steps, columnTiles),
        n * steps,
        m * n,
        accumulated,
        accumulated,
        Math.multiplyExact(m * steps, n - columnTiles),
        Math.multiplyExact(n, loadHopsPerColumn(k, passes, group)),
        Math.multiplyExact(results, shape.rows() - 1L),
        Math.multiplyExact(m * n, Reduction.groups(k, group)));
  }

  private long folds(long n, long k, int passes, long group) {
    return Reduction.ceilDivide(n, shape.columns()) * rowTiles(k, passes, group);
  }

  /** Folds of the whole reduction, none of which spans two groups. */
  private long rowTiles(long k, int passes, long group) {
    return (Reduction.groups(k, group) - 1)
            * Reduction.ceilDivide(Reduction.wholeSteps(k, passes, group), shape.rows())
        + Reduction.ceilDivide(Reduction.lastSteps(k, passes, group), shape.rows());
  }

  /** Hops that bring one feature's weights into place: i for row i. */
  private long loadHopsPerColumn(long k, int passes, long group) {
    return (Reduction.groups(k, group) - 1) * loadHops(Reduction.wholeSteps(k, passes, group))
        + loadHops(Reduction.lastSteps(k, passes, group));
  }

  private long loadHops(long steps) {
    long rows = shape.rows();
    return steps / rows * triangle(rows) + triangle(steps % rows);
  }

  private static long triangle(long rows) {
    return rows * (rows - 1) / 2;
  }
}
