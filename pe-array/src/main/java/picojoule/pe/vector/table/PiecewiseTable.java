package picojoule.pe.vector.table;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.math.BigDecimal;

/**
 * A piecewise-linear table, before it is made for a scale: entry i is the line slopes[i]·x +
 * intercepts[i] from above breakpoint i−1 up to breakpoint i.
 *
 * @param fractionBits of slopes and intercepts
 * @param breakpoints in ascending order, one less than entries
 * @param slopes INT8, in units of 2^-fractionBits
 * @param intercepts INT8, in units of 2^-fractionBits
 */
public record PiecewiseTable(
    int fractionBits,
    ImmutableList<BigDecimal> breakpoints,
    ImmutableIntArray slopes,
    ImmutableIntArray intercepts) {

  /** The most fraction bits of INT8 with its sign. */
  public static final int MAX_FRACTION_BITS = 7;

  /** The most entries that a lane's comparators tell apart. */
  public static final int MAX_ENTRIES = 256;

  public PiecewiseTable {
    if (fractionBits < 0 || fractionBits > MAX_FRACTION_BITS) {
      throw new IllegalArgumentException(
          "slopes and intercepts have 0 to 7 fraction bits, not " + fractionBits);
    }
    if (slopes.isEmpty() || slopes.length() > MAX_ENTRIES) {
      throw new IllegalArgumentException("a table has 1 to 256 entries, not " + slopes.length());
    }
    if (intercepts.length() != slopes.length() || breakpoints.size() != slopes.length() - 1) {
      throw new IllegalArgumentException(
          "%d slopes need as many intercepts and one breakpoint less, not %d and %d"
              .formatted(slopes.length(), intercepts.length(), breakpoints.size()));
    }
    for (int i = 1; i < breakpoints.size(); i++) {
      if (breakpoints.get(i).compareTo(breakpoints.get(i - 1)) < 0) {
        throw new IllegalArgumentException(
            "breakpoint %s stands behind %s; give them in ascending order"
                .formatted(breakpoints.get(i), breakpoints.get(i - 1)));
      }
    }
    requireInt8(slopes);
    requireInt8(intercepts);
  }

  private static void requireInt8(ImmutableIntArray codes) {
    for (int i = 0; i < codes.length(); i++) {
      if (codes.get(i) != (byte) codes.get(i)) {
        throw new IllegalArgumentException(codes.get(i) + " is no INT8 value");
      }
    }
  }

  /** How many lines there are. */
  public int entries() {
    return slopes.length();
  }

  /**
   * The table for inputs of a scale.
   *
   * @param inputFractionBits the scale is 2^-this
   * @throws IllegalArgumentException where these are not 0 to the fraction bits of the table
   */
  public IntegerTable at(int inputFractionBits) {
    return new IntegerTable(this, inputFractionBits);
  }

  /** The value in real numbers, neither breakpoints nor inputs rounded. */
  public double value(double x) {
    int entry = 0;
    while (entry < breakpoints.size() && x > breakpoints.get(entry).doubleValue()) {
      entry++;
    }
    return Math.scalb(slopes.get(entry) * x + intercepts.get(entry), -fractionBits);
  }
}
