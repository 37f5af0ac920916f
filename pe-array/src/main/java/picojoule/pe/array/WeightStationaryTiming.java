package picojoule.pe.array;

/**
 * Weight stationary: a fold keeps the weights of as many reduction steps of one group and features
 * as there are rows and columns. They shift down into place, the last row's first; then M
 * activations per row enter at the left and move right, while partial sums move down and leave at
 * the bottom edge.
 */
final class WeightStationaryTiming implements DataflowTiming {

  private final ArrayGeometry geometry;
  private final FoldOverlap overlap;
  private final Path down;
  private final Path across;
  private final long rows;
  private final long skew;

  WeightStationaryTiming(
      ArrayGeometry geometry, FoldOverlap overlap, PartialSumStore.Place outside) {
    this.geometry = geometry;
    this.overlap = overlap;
    down = geometry.down();
    across = geometry.across();
    rows = geometry.rows();
    skew = down.lastDelay() + across.lastDelay();
  }

  /**
   * With M activations that take I cycles each, F folds, R rows, D the skew and the PE's pipeline
   * behind its first stage: no overlap F·(R + M·I + D); double-buffered R + (F − 1)·max(M·I + D, R)
   * + M·I + D; behind the wavefront F·(R + M·I) + D; pipelined R + (F − 1)·max(M·I, R) + M·I + D.
   * The scaler's latency follows at the end. A fold that computes tables takes its activations at
   * their interval, and its first waits for its table.
   */
  @Override
  public long cycles(long m, long n, long k, ElementTiming element, long group) {
    long folds = folds(n, k, element, group);
    long computing = keepsTables(m, k, element, group) ? rowTiles(k, element, group) : folds;
    long kept = folds - computing;
    int table = element.tableCycles();
    int slow = element.intervalWithTable();
    long drain = skew + element.depth() - 1;
    long end = element.scaleCycles();
    long slowStream = (m - 1) * slow + element.interval();
    long stream = m * element.interval();
    if (overlap == FoldOverlap.NONE) {
      return Math.addExact(
              Math.multiplyExact(computing, Math.max(rows, table) + slowStream + drain),
              Math.multiplyExact(kept, rows + stream + drain))
          + end;
    }
    // First activation to first activation of the next fold, whose table may have to be waited for.
    long total = Math.max(rows, table);
    total +=
        (kept > 0 ? spacing(slowStream, 0, drain, element) + stream : slowStream) + drain + end;
    return Math.addExact(
        Math.addExact(
            total, Math.multiplyExact(computing - 1, spacing(slowStream, table, drain, element))),
        Math.multiplyExact(Math.max(0, kept - 1), spacing(stream, 0, drain, element)));
  }

  private long spacing(long stream, int nextTable, long drain, ElementTiming element) {
    // The next table is begun with the last activation.
    long wait = nextTable - (long) element.interval();
    return switch (overlap) {
      case NONE -> throw new IllegalStateException("folds without overlap have no spacing");
      case DOUBLE_BUFFERED -> Math.max(stream + Math.max(drain, wait), rows);
      case WAVEFRONT -> stream + Math.max(rows, wait);
      case PIPELINED -> Math.max(stream + Math.max(0, wait), rows);
    };
  }

  @Override
  public TileActivity activity(long m, long n, long k, ElementTiming element, long group) {
    long steps = Reduction.allSteps(k, element, group);
    long words = k * element.passes();
    long folds = folds(n, k, element, group);
    long columnTiles = Reduction.ceilDivide(n, geometry.columns());
    long results = Math.multiplyExact(m * n, rowTiles(k, element, group));
    long activationFolds = keepsTables(m, k, element, group) ? 1 : columnTiles;
    long tables = element.hasTables() ? m * steps : 0;
    return new TileActivity(
        geometry.elements(),
        element,
        cycles(m, n, k, element, group),
        Math.multiplyExact(m * n, k),
        folds,
        /* streamCycles= */ Math.multiplyExact(folds, m * element.interval()),
        Math.multiplyExact(m * n, steps),
        /* occupiedElements= */ n * steps,
        Math.multiplyExact(m * words, activationFolds),
        n * words,
        m * n,
        results - m * n,
        results - m * n,
        Math.multiplyExact(m * words, across.hopsOfFolds(n)),
        Math.multiplyExact(n, loadHopsPerColumn(k, element, group)),
        Math.multiplyExact(results, down.hops(rows)),
        Math.multiplyExact(m * n, Reduction.groups(k, group)),
        Math.multiplyExact(tables, activationFolds),
        Math.multiplyExact(tables, columnTiles - activationFolds));
  }

  private long folds(long n, long k, ElementTiming element, long group) {
    return Reduction.ceilDivide(n, geometry.columns()) * rowTiles(k, element, group);
  }

  /** Folds of the whole reduction, none of which spans two groups. */
  private long rowTiles(long k, ElementTiming element, long group) {
    return (Reduction.groups(k, group) - 1)
            * Reduction.ceilDivide(Reduction.wholeSteps(k, element, group), rows)
        + Reduction.ceilDivide(Reduction.lastSteps(k, element, group), rows);
  }

  /** Whether the tables of all activations are kept from one set of features to the next. */
  private static boolean keepsTables(long m, long k, ElementTiming element, long group) {
    return element.hasTables()
        && Reduction.allSteps(k, element, group) * m <= element.tableMemory();
  }

  /** Hops that bring one feature's weights into place: as many as there are registers above. */
  private long loadHopsPerColumn(long k, ElementTiming element, long group) {
    return (Reduction.groups(k, group) - 1) * loadHops(Math.min(k, group), element)
        + loadHops(Reduction.lastLength(k, group), element);
  }

  /** Those of a group; its last step, or last ones in several passes, may have idle lanes. */
  private long loadHops(long length, ElementTiming element) {
    long steps = Reduction.ceilDivide(length, element.lanes()) * element.passes();
    long all = down.delays(steps);
    long last = all - down.delays(steps - element.passes());
    long idleLanes = Math.floorMod(-length, (long) element.lanes());
    return all * element.lanes() - last * idleLanes;
  }
}
