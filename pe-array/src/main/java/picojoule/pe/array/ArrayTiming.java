package picojoule.pe.array;

/**
 * Cycles and activity of GEMM tiles on a PE array, in closed form: a query costs the same for every
 * size, and that of cycles allocates nothing. All forms are held to a register-transfer model that
 * moves every operand every cycle.
 *
 * <p>The reduction is seen in steps ({@link ElementTiming}): an eight-bit weight on a four-bit
 * shift-and-add PE takes two a MAC, a PE of four lanes takes one for four MACs. An
 * output-stationary PE takes the steps one after another; where an operand stays, each step has a
 * row of PEs of its own. Weights share scale and zero point in groups of {@code group} along K; the
 * sum of a group is complete before it is scaled, so no fold spans two groups, and the last group
 * may be shorter.
 */
public final class ArrayTiming {

  /** The greatest M, N and K: a product of two of them, or one of them and the passes, is safe. */
  public static final long MAX_EXTENT = 1L << 24;

  private final ArrayGeometry geometry;
  private final Dataflow dataflow;
  private final FoldOverlap overlap;
  private final PartialSumStore.Place partialSums;
  private final DataflowTiming timing;

  /**
   * The timing of an array.
   *
   * @param partialSums where the sums of groups are added up: in the PEs, so that outputs alone
   *     leave them, or outside, which bank or buffer
   * @throws IllegalArgumentException where partial sums of the dataflow cannot be there
   */
  public ArrayTiming(
      ArrayGeometry geometry,
      Dataflow dataflow,
      FoldOverlap overlap,
      PartialSumStore.Place partialSums) {
    if (partialSums == PartialSumStore.Place.ELEMENT && dataflow != Dataflow.OUTPUT_STATIONARY) {
      throw new IllegalArgumentException(
          "partial sums stay in the PE where outputs do; give os, or another place: bank, buffer");
    }
    this.geometry = geometry;
    this.dataflow = dataflow;
    this.overlap = overlap;
    this.partialSums = partialSums;
    timing = dataflow.timing(geometry, overlap, partialSums);
  }

  /** The timing of an array whose sums are added up outside. */
  public ArrayTiming(ArrayGeometry geometry, Dataflow dataflow, FoldOverlap overlap) {
    this(geometry, dataflow, overlap, PartialSumStore.Place.BANK);
  }

  /** The timing of a plain systolic array. */
  public ArrayTiming(ArrayShape shape, Dataflow dataflow, FoldOverlap overlap) {
    this(ArrayGeometry.systolic(shape), dataflow, overlap);
  }

  /**
   * Cycles that a tile takes.
   *
   * @param m tokens, 1 to {@link #MAX_EXTENT}
   * @param n output features, as well
   * @param k reduction length, as well
   * @param element how a PE takes its products
   * @param group consecutive weights along K of one scale; K or more means a single group
   * @throws IllegalArgumentException where an argument is out of range, or the dataflow has no
   *     place for the element's tables
   * @throws ArithmeticException where a count leaves the range of {@code long}
   */
  public long cycles(long m, long n, long k, ElementTiming element, long group) {
    check(m, n, k, group);
    return timing.cycles(m, n, k, element, Math.min(group, k));
  }

  /** What happens in those cycles; arguments and errors are those of {@link #cycles}. */
  public TileActivity activity(long m, long n, long k, ElementTiming element, long group) {
    check(m, n, k, group);
    return timing.activity(m, n, k, element, Math.min(group, k));
  }

  public ArrayGeometry geometry() {
    return geometry;
  }

  public Dataflow dataflow() {
    return dataflow;
  }

  public FoldOverlap overlap() {
    return overlap;
  }

  public PartialSumStore.Place partialSums() {
    return partialSums;
  }

  private static void check(long m, long n, long k, long group) {
    if (isOutside(m) || isOutside(n) || isOutside(k) || group < 1) {
      throw new IllegalArgumentException(
          "M, N, K and group are at least 1, M, N and K at most %d, not %d, %d, %d and %d"
              .formatted(MAX_EXTENT, m, n, k, group));
    }
  }

  private static boolean isOutside(long extent) {
    return extent < 1 || extent > MAX_EXTENT;
  }
}
