package picojoule.pe.array;

/**
 * Output stationary: a fold computes one group's sums for as many tokens and features as there are
 * rows and columns. Activations enter at the left and move right, weights enter at the top and move
 * down; each result leaves over the bus of its column in its tile, when the PEs above it in the
 * tile have had their turn.
 */
final class OutputStationaryTiming implements DataflowTiming {

  private final ArrayGeometry geometry;
  private final FoldOverlap overlap;
  private final Path down;
  private final Path across;
  private final long latency;

  OutputStationaryTiming(ArrayGeometry geometry, FoldOverlap overlap) {
    this.geometry = geometry;
    this.overlap = overlap;
    down = geometry.down();
    across = geometry.across();
    latency = down.drainDelay() + across.lastDelay();
  }

  /**
   * Let a fold's stream be its steps times their interval, at which tables count where the fold
   * computes them; D the latency of the array (R + C − 2 in a systolic one), of the PE's pipeline
   * and of its scaler. Without overlap a fold takes the first step's table, its stream and D. With
   * it, the last step of a fold ends max(stream, tile rows, scaler) cycles after that of the fold
   * before, the very first after table and stream, and D after the last the array is empty.
   */
  @Override
  public long cycles(long m, long n, long k, ElementTiming element, long group) {
    long tiles = tiles(m, n);
    long computing = tiles - tilesWithKeptTables(m, n, k, element, group);
    int slow = element.intervalWithTable();
    // The first table takes its cycles, the other ones the difference to a step's.
    long lead = Math.min(element.tableCycles(), element.interval());
    long drain = latency + element.depth() - 1 + element.scaleCycles();
    if (overlap == FoldOverlap.NONE || overlap == FoldOverlap.DOUBLE_BUFFERED) {
      long steps = Reduction.allSteps(k, element, group);
      long groups = Reduction.groups(k, group);
      return Math.addExact(
          Math.multiplyExact(computing, steps * slow + groups * (lead + drain)),
          Math.multiplyExact(tiles - computing, steps * element.interval() + groups * drain));
    }
    long spacing = Math.max(geometry.tile().rows(), element.scaleCycles());
    long first = Reduction.wholeSteps(k, element, group) * slow;
    long unhindered = Math.max(first, spacing) - first;
    return Math.addExact(
            Math.multiplyExact(computing, tileCycles(k, element, group, slow, spacing)),
            Math.multiplyExact(
                tiles - computing, tileCycles(k, element, group, element.interval(), spacing)))
        - unhindered
        + lead
        + drain;
  }

  /** Last step to last step of an output tile. */
  private static long tileCycles(
      long k, ElementTiming element, long group, int interval, long spacing) {
    long whole = Reduction.wholeSteps(k, element, group) * interval;
    long last = Reduction.lastSteps(k, element, group) * interval;
    return (Reduction.groups(k, group) - 1) * Math.max(whole, spacing) + Math.max(last, spacing);
  }

  @Override
  public TileActivity activity(long m, long n, long k, ElementTiming element, long group) {
    long steps = Reduction.allSteps(k, element, group);
    long words = k * element.passes();
    long rowTiles = Reduction.ceilDivide(m, geometry.rows());
    long columnTiles = Reduction.ceilDivide(n, geometry.columns());
    long groupResults = Math.multiplyExact(m * n, Reduction.groups(k, group));
    long accumulated = groupResults - m * n;
    long activationFolds = keepsTables(k, element, group) ? 1 : columnTiles;
    long tables = element.hasTables() ? m * steps : 0;
    return new TileActivity(
        geometry.elements(),
        element,
        cycles(m, n, k, element, group),
        Math.multiplyExact(m * n, k),
        /* folds= */ Math.multiplyExact(tiles(m, n), Reduction.groups(k, group)),
        /* streamCycles= */ Math.multiplyExact(tiles(m, n), steps * element.interval()),
        Math.multiplyExact(m * n, steps),
        /* occupiedElements= */ groupResults,
        Math.multiplyExact(m * words, activationFolds),
        Math.multiplyExact(n * words, rowTiles),
        m * n,
        accumulated,
        accumulated,
        Math.multiplyExact(m * words, across.hopsOfFolds(n)),
        Math.multiplyExact(n * words, down.hopsOfFolds(m)),
        /* partialSumHops= */ 0,
        groupResults,
        Math.multiplyExact(tables, activationFolds),
        Math.multiplyExact(tables, columnTiles - activationFolds));
  }

  private long tiles(long m, long n) {
    return Reduction.ceilDivide(m, geometry.rows()) * Reduction.ceilDivide(n, geometry.columns());
  }

  private long tilesWithKeptTables(long m, long n, long k, ElementTiming element, long group) {
    return keepsTables(k, element, group)
        ? Reduction.ceilDivide(m, geometry.rows())
            * (Reduction.ceilDivide(n, geometry.columns()) - 1)
        : 0;
  }

  /** Whether the tables of as many tokens as there are rows are kept from one fold to the next. */
  private boolean keepsTables(long k, ElementTiming element, long group) {
    return element.hasTables()
        && Reduction.allSteps(k, element, group) * geometry.rows() <= element.tableMemory();
  }
}
