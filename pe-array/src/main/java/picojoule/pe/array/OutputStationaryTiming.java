package picojoule.pe.array;

/**
 * Output stationary: a fold computes one group's sums for as many tokens and features as there are
 * rows and columns; all groups' sums, where the PEs add them up. Activations enter at the left and
 * move right, weights enter at the top and move down; each result leaves over the bus of its column
 * in its tile, when the PEs above it in the tile have had their turn.
 */
final class OutputStationaryTiming implements DataflowTiming {

  private final ArrayGeometry geometry;
  private final FoldOverlap overlap;
  private final boolean sumsStay;
  private final Path down;
  private final Path across;
  private final long latency;

  OutputStationaryTiming(
      ArrayGeometry geometry, FoldOverlap overlap, PartialSumStore.Place partialSums) {
    sumsStay = partialSums == PartialSumStore.Place.ELEMENT;
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
   * before, the very first after table and stream, and D after the last the array is empty. Where
   * sums stay, the scaler alone holds up the groups of a fold, and the bus the folds.
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
      long folds = sumsStay ? 1 : Reduction.groups(k, group);
      return Math.addExact(
          Math.multiplyExact(computing, stream(k, element, group, slow) + folds * (lead + drain)),
          Math.multiplyExact(
              tiles - computing, stream(k, element, group, element.interval()) + folds * drain));
    }
    long unhindered =
        sumsStay
            ? tileCycles(k, element, group, slow) - stream(k, element, group, slow)
            : waitOf(Reduction.wholeSteps(k, element, group) * slow, element);
    return Math.addExact(
            Math.multiplyExact(computing, tileCycles(k, element, group, slow)),
            Math.multiplyExact(
                tiles - computing, tileCycles(k, element, group, element.interval())))
        - unhindered
        + lead
        + drain;
  }

  /** By how much the bus or the scaler of the fold before holds up one with so many cycles. */
  private long waitOf(long foldCycles, ElementTiming element) {
    return Math.max(0, Math.max(geometry.tile().rows(), element.scaleCycles()) - foldCycles);
  }

  /** Last step to last step of an output tile, behind another one. */
  private long tileCycles(long k, ElementTiming element, long group, int interval) {
    long rows = geometry.tile().rows();
    long spacing = sumsStay ? element.scaleCycles() : Math.max(rows, element.scaleCycles());
    long whole = Reduction.wholeSteps(k, element, group) * interval;
    long last = Reduction.lastSteps(k, element, group) * interval;
    long cycles =
        (Reduction.groups(k, group) - 1) * Math.max(whole, spacing) + Math.max(last, spacing);
    return Math.max(cycles, rows);
  }

  /** The steps of an output tile in an empty array; where sums stay, one scaler takes them all. */
  private long stream(long k, ElementTiming element, long group, int interval) {
    long steps = Reduction.allSteps(k, element, group) * interval;
    long groups = Reduction.groups(k, group);
    if (!sumsStay || groups == 1) {
      return steps;
    }
    long scaler = element.scaleCycles();
    long whole = Reduction.wholeSteps(k, element, group) * interval;
    long last = Reduction.lastSteps(k, element, group) * interval;
    return steps + (groups - 2) * Math.max(0, scaler - whole) + Math.max(0, scaler - last);
  }

  @Override
  public TileActivity activity(long m, long n, long k, ElementTiming element, long group) {
    long steps = Reduction.allSteps(k, element, group);
    long words = k * element.passes();
    long rowTiles = Reduction.ceilDivide(m, geometry.rows());
    long columnTiles = Reduction.ceilDivide(n, geometry.columns());
    long groupResults = Math.multiplyExact(m * n, Reduction.groups(k, group));
    long results = sumsStay ? m * n : groupResults;
    long accumulated = results - m * n;
    long folds = Math.multiplyExact(tiles(m, n), sumsStay ? 1 : Reduction.groups(k, group));
    long activationFolds = keepsTables(k, element, group) ? 1 : columnTiles;
    long tables = element.hasTables() ? m * steps : 0;
    return new TileActivity(
        geometry.elements(),
        element,
        cycles(m, n, k, element, group),
        Math.multiplyExact(m * n, k),
        folds,
        /* streamCycles= */ Math.multiplyExact(tiles(m, n), steps * element.interval()),
        Math.multiplyExact(m * n, steps),
        /* occupiedElements= */ results,
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
