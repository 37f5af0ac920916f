package picojoule.pe.array;

/**
 * Output stationary: a fold computes one group's sums for R tokens by C features. Activations enter
 * at the left and move right, weights enter at the top and move down, both skewed by one cycle per
 * row and column; each result leaves over its column's bus in the cycle of its last step.
 */
final class OutputStationaryTiming implements DataflowTiming {

  private final ArrayShape shape;
  private final FoldOverlap overlap;

  OutputStationaryTiming(ArrayShape shape, FoldOverlap overlap) {
    this.shape = shape;
    this.overlap = overlap;
  }

  /**
   * With S(g) steps in group g, T = ⌈M/R⌉⌈N/C⌉ output tiles and G groups: without overlap T·Σ(S(g)
   * + R + C − 2). With it, the last step of a fold enters the corner max(S, R) cycles after that of
   * the fold before, the very first after S(0), and reaches the far corner R + C − 2 cycles later.
   */
  @Override
  public long cycles(long m, long n, long k, int passes, long group) {
    long tiles = tiles(m, n);
    long skew = (long) shape.rows() + shape.columns() - 2;
    long groups = Reduction.groups(k, group);
    if (overlap == FoldOverlap.NONE) {
      return Math.multiplyExact(tiles, k * passes + groups * skew);
    }
    long whole = Reduction.wholeSteps(k, passes, group);
    long last = Reduction.lastSteps(k, passes, group);
    long spacing = Math.max(whole, shape.rows());
    long perTile = (groups - 1) * spacing + Math.max(last, shape.rows());
    return Math.multiplyExact(tiles, perTile) - (spacing - whole) + skew;
  }

  @Override
  public TileActivity activity(long m, long n, long k, int passes, long group) {
    long steps = k * passes;
    long rowTiles = Reduction.ceilDivide(m, shape.rows());
    long columnTiles = Reduction.ceilDivide(n, shape.columns());
    long groupResults = Math.multiplyExact(m * n, Reduction.groups(k, group));
    long accumulated = groupResults - m * n;
    return new TileActivity(
        shape.elements(),
        cycles(m, n, k, passes, group),
        Math.multiplyExact(m * n, k),
        passes,
        Math.multiplyExact(tiles(m, n), Reduction.groups(k, group)),
        Math.multiplyExact(tiles(m, n), steps),
        groupResults,
        Math.multiplyExact(m * steps, columnTiles),
        Math.multiplyExact(n * steps, rowTiles),
        m * n,
        accumulated,
        accumulated,
        Math.multiplyExact(m * steps, n - columnTiles),
        Math.multiplyExact(n * steps, m - rowTiles),
        0,
        groupResults);
  }

  private long tiles(long m, long n) {
    return Reduction.ceilDivide(m, shape.rows()) * Reduction.ceilDivide(n, shape.columns());
  }
}
