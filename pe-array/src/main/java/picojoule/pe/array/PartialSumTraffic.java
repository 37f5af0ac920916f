package picojoule.pe.array;

/**
 * What partial sums of a GEMM move. An output comes together from several results of the array: one
 * a group in an output-stationary array, one for every fold along K in the others, and no fold
 * reaches over the end of a tile along K. Each result but the last is stored and read once, with
 * APSQ the whole group of them at its end.
 *
 * <p>What is under way together: the outputs of a fold in an output-stationary array; where weights
 * stay, all tokens' outputs of as many features as there are columns; where activations stay, all
 * features' outputs of as many tokens. The bank holds the first of them, the buffer the others.
 *
 * @param resultsPerOutput results of the array for an output
 * @param outputs complete results, M·N
 * @param bankReads partial sums read from the bank
 * @param bankWrites partial sums written into it
 * @param bufferReads partial sums read from the buffer
 * @param bufferWrites partial sums written into it
 * @param bits of one
 * @param live partial sums that are stored at the same time, at most
 */
public record PartialSumTraffic(
    long resultsPerOutput,
    long outputs,
    long bankReads,
    long bankWrites,
    long bufferReads,
    long bufferWrites,
    int bits,
    long live) {

  /**
   * Counts a GEMM's partial sums.
   *
   * @param array its shape and dataflow, and where its partial sums are
   * @param tile reduction length of a tile, as the operands' buffers hold it; K or more for one
   * @throws IllegalArgumentException where an argument is out of range
   * @throws ArithmeticException where a count leaves the range of {@code long}
   */
  public static PartialSumTraffic of(
      ArrayTiming array,
      long m,
      long n,
      long k,
      ElementTiming element,
      long group,
      long tile,
      PartialSumStore store) {
    if (tile < 1) {
      throw new IllegalArgumentException("a tile along K has at least 1 product, not " + tile);
    }
    boolean inElement = array.partialSums() == PartialSumStore.Place.ELEMENT;
    long results = resultsPerOutput(array, k, element, group, tile);
    long outputs = m * n;
    if (inElement || results == 1) {
      return new PartialSumTraffic(results, outputs, 0, 0, 0, 0, store.bits(), 0);
    }
    long each = Math.min(store.group(), results - 1);
    long capacity =
        array.partialSums() == PartialSumStore.Place.BANK
            ? store.bankBits() / (each * store.bits())
            : 0;
    Sets sets = Sets.of(array, m, n);
    long banked = Math.multiplyExact(sets.full(), Math.min(sets.outputs(), capacity));
    banked += sets.ragged(capacity);
    long bankMoves = Math.multiplyExact(banked, results - 1);
    long bufferMoves = Math.multiplyExact(outputs - banked, results - 1);
    return new PartialSumTraffic(
        results,
        outputs,
        bankMoves,
        bankMoves,
        bufferMoves,
        bufferMoves,
        store.bits(),
        Math.multiplyExact(sets.largest(), each));
  }

  /** Bits read from bank and buffer. */
  public long readBits() {
    return Math.multiplyExact(bankReads + bufferReads, bits);
  }

  /** Bits written into bank and buffer. */
  public long writtenBits() {
    return Math.multiplyExact(bankWrites + bufferWrites, bits);
  }

  private static long resultsPerOutput(
      ArrayTiming array, long k, ElementTiming element, long group, long tile) {
    long tiles = Reduction.ceilDivide(k, Math.min(tile, k));
    long last = k - (tiles - 1) * Math.min(tile, k);
    return (tiles - 1) * resultsOfTile(array, Math.min(tile, k), element, group)
        + resultsOfTile(array, last, element, group);
  }

  private static long resultsOfTile(
      ArrayTiming array, long length, ElementTiming element, long group) {
    return array.activity(1, 1, length, element, group).partialSumWrites() + 1;
  }

  /**
   * Sets of outputs that are under way together: tiles of M×N, which at the lower and the right
   * edge are smaller.
   *
   * @param rows of a set
   * @param columns of a set
   */
  private record Sets(long m, long n, long rows, long columns) {

    static Sets of(ArrayTiming array, long m, long n) {
      return switch (array.dataflow()) {
        case OUTPUT_STATIONARY ->
            new Sets(m, n, array.geometry().rows(), array.geometry().columns());
        case WEIGHT_STATIONARY -> new Sets(m, n, m, array.geometry().columns());
        case INPUT_STATIONARY -> new Sets(m, n, array.geometry().columns(), n);
      };
    }

    long outputs() {
      return rows * columns;
    }

    long full() {
      return (m / rows) * (n / columns);
    }

    long largest() {
      return Math.min(m, rows) * Math.min(n, columns);
    }

    /** Outputs of the sets at the edges that the bank holds. */
    long ragged(long capacity) {
      long lowerRows = m % rows;
      long rightColumns = n % columns;
      return (n / columns) * Math.min(lowerRows * columns, capacity)
          + (m / rows) * Math.min(rows * rightColumns, capacity)
          + Math.min(lowerRows * rightColumns, capacity);
    }
  }
}
