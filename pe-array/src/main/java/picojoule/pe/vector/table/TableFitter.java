package picojoule.pe.vector.table;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.math.BigDecimal;

/**
 * Makes the table of least mean squared error over the points of a function's range, with
 * breakpoints at points and INT8 coefficients: dynamic programming over the last point of each
 * entry (Bellman and Roth, JASA 1969) in place of GQA-LUT's genetic search, which it bounds from
 * below on these points. The outer entries of a rectifier are its asymptotes, so that the table
 * holds for every input.
 */
public final class TableFitter {

  private final ScalarFunction function;
  private final int fractionBits;
  private final Line[][] inner;

  /**
   * A fitter.
   *
   * @param fractionBits of slopes and intercepts
   */
  public TableFitter(ScalarFunction function, int fractionBits) {
    this.function = function;
    this.fractionBits = fractionBits;
    int points = function.range().points();
    LineFit fit = new LineFit(function, fractionBits);
    inner = new Line[points][points + 1];
    for (int from = 0; from < points; from++) {
      for (int to = from + 1; to <= points; to++) {
        boolean isOuter = fit.hasAsymptotes() && (from == 0 || to == points);
        inner[from][to] = isOuter ? fit.asymptote(to == points, from, to) : fit.best(from, to);
      }
    }
  }

  /**
   * The best table.
   *
   * @throws IllegalArgumentException where there are fewer than two entries or more than points
   */
  public PiecewiseTable fit(int entries) {
    int points = function.range().points();
    if (entries < 2 || entries > Math.min(points, PiecewiseTable.MAX_ENTRIES)) {
      throw new IllegalArgumentException(
          "a table of %s has 2 to %d entries, not %d"
              .formatted(function.label(), Math.min(points, PiecewiseTable.MAX_ENTRIES), entries));
    }
    double[][] error = new double[entries + 1][points + 1];
    int[][] begin = new int[entries + 1][points + 1];
    for (int to = 1; to <= points; to++) {
      error[1][to] = inner[0][to].squaredError();
    }
    for (int entry = 2; entry <= entries; entry++) {
      for (int to = entry; to <= points; to++) {
        error[entry][to] = Double.POSITIVE_INFINITY;
        for (int from = entry - 1; from < to; from++) {
          double total = error[entry - 1][from] + inner[from][to].squaredError();
          if (total < error[entry][to]) {
            error[entry][to] = total;
            begin[entry][to] = from;
          }
        }
      }
    }
    return table(entries, begin);
  }

  private PiecewiseTable table(int entries, int[][] begin) {
    BigDecimal[] breakpoints = new BigDecimal[entries - 1];
    int[] slopes = new int[entries];
    int[] intercepts = new int[entries];
    int to = function.range().points();
    for (int entry = entries; entry > 0; entry--) {
      int from = begin[entry][to];
      slopes[entry - 1] = inner[from][to].slope();
      intercepts[entry - 1] = inner[from][to].intercept();
      if (entry > 1) {
        breakpoints[entry - 2] = new BigDecimal(function.range().at(from - 1));
      }
      to = from;
    }
    return new PiecewiseTable(
        fractionBits,
        ImmutableList.copyOf(breakpoints),
        ImmutableIntArray.copyOf(slopes),
        ImmutableIntArray.copyOf(intercepts));
  }
}
