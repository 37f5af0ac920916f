package picojoule.explore.chart;

import picojoule.memory.kv.cache.PageTable;
import picojoule.memory.kv.study.PlaceListener;

/**
 * Where the pages of a layer were, seen at some steps, in rows of neighbouring pages: of each row
 * how many were there and how many of them in HBM.
 */
final class PlaceHistory implements PlaceListener {

  private static final int MOST_COLUMNS = 320;
  private static final int MOST_ROWS = 160;

  private final int steps;
  private final int pages;
  private final int columns;
  private final int rows;
  private final int[][] written;
  private final int[][] inHbm;
  private int next;

  PlaceHistory(int steps, int pages) {
    this.steps = steps;
    this.pages = pages;
    columns = Math.min(steps, MOST_COLUMNS);
    rows = Math.min(pages, MOST_ROWS);
    written = new int[columns][rows];
    inHbm = new int[columns][rows];
  }

  @Override
  public void step(int step, PageTable table) {
    if (next == columns || step < (long) next * steps / columns) {
      return;
    }
    for (int page = 0; page < table.pages(); page++) {
      int row = (int) ((long) page * rows / pages);
      written[next][row]++;
      inHbm[next][row] += table.inHbm(page) ? 1 : 0;
    }
    next++;
  }

  int steps() {
    return steps;
  }

  int pages() {
    return pages;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** Whether any page of a row was there. */
  boolean isWritten(int column, int row) {
    return written[column][row] > 0;
  }

  /** Of a row's pages that were there, the share in HBM. */
  double shareInHbm(int column, int row) {
    return (double) inHbm[column][row] / written[column][row];
  }
}
