package picojoule.isa.number;

/**
 * Counts the numbers of an ascending list that are no greater than another. The range is cut into
 * equal cells; each knows where its search begins, which nearly always is where it ends, so that a
 * processor has nothing to guess.
 */
final class AscendingSearch {

  private static final int CELLS = 1 << 10;

  /** As a share of a number, more than a quotient of doubles can be wrong. */
  private static final double DOUBT = 0x1p-48;

  private final double[] ascending;
  private final double first;
  private final double cellsPerUnit;

  /** Counts that are no greater than those of the cells' numbers. */
  private final int[] begin = new int[CELLS];

  /**
   * A search.
   *
   * @param ascending finite
   */
  AscendingSearch(double[] ascending) {
    this.ascending = ascending.clone();
    first = ascending.length == 0 ? 0 : ascending[0];
    double range = ascending.length == 0 ? 0 : ascending[ascending.length - 1] - first;
    cellsPerUnit = range > 0 ? CELLS / range : 0;
    int count = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      while (count < ascending.length && cell(ascending[count]) < cell) {
        count++;
      }
      begin[cell] = count;
    }
  }

  /** How many are no greater than a number. */
  int atMost(double value) {
    int count = begin[cell(value)];
    while (count < ascending.length && ascending[count] <= value) {
      count++;
    }
    return count;
  }

  /**
   * Whether an exact number may have another count than the double that stands for it.
   *
   * @param count of the double
   */
  boolean isDoubtful(int count, double value) {
    double doubt = DOUBT * Math.abs(value);
    return (count > 0 && value - ascending[count - 1] <= doubt)
        || (count < ascending.length && ascending[count] - value <= doubt);
  }

  /** Grows with the number: what lies in a lower cell is less. */
  private int cell(double value) {
    return (int) Math.max(0, Math.min((value - first) * cellsPerUnit, CELLS - 1));
  }
}
