package picojoule.explore.chart;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How large the marker of a chip is: its area is proportional to the chip's. Chips too small to see
 * get the smallest marker that can be seen, and the legend says so.
 */
final class AreaScale {

  private static final double SQUARE_MICROMETRES_PER_SQUARE_MILLIMETRE = 1e6;

  private final double smallest;
  private final double largest;
  private final double leastMarker;
  private final double scale;

  /**
   * A scale for some chips.
   *
   * @param chips their areas in square micrometres
   * @param leastMarker the smallest marker's area in square pixels
   * @param mostMarker the largest chip's marker's area in square pixels
   */
  AreaScale(Collection<Double> chips, double leastMarker, double mostMarker) {
    this.smallest = Collections.min(chips);
    this.largest = Collections.max(chips);
    this.leastMarker = leastMarker;
    this.scale = mostMarker / largest;
  }

  /**
   * One marker of the legend.
   *
   * @param text the chip's area in square millimetres
   * @param marker its area in square pixels
   */
  record Sample(String text, double marker) {}

  /** A marker's area in square pixels for a chip's in square micrometres. */
  double marker(double chip) {
    return Math.max(leastMarker, chip * scale);
  }

  /** Up to three round areas from the smallest chip to the largest, as the legend shows them. */
  List<Sample> samples() {
    double visible = Math.max(smallest, leastMarker / scale);
    NavigableSet<BigDecimal> round = new TreeSet<>();
    double unit = SQUARE_MICROMETRES_PER_SQUARE_MILLIMETRE;
    round.add(nearestRound(largest / unit));
    round.add(nearestRound(Math.sqrt(visible * largest) / unit));
    round.add(nearestRound(visible / unit));
    boolean hidden = visible > smallest;
    return round.stream()
        .map(
            area -> {
              String bound = hidden && area.compareTo(round.first()) == 0 ? "≤ " : "";
              String text = bound + area.stripTrailingZeros().toPlainString();
              return new Sample(text, marker(area.doubleValue() * unit));
            })
        .toList();
  }

  /** Of 1, 2 and 5 times the powers of ten, the one nearest by ratio. */
  private static BigDecimal nearestRound(double value) {
    int decade = (int) Math.floor(Math.log10(value));
    double mantissa = value / Math.pow(10, decade);
    int digit =
        mantissa < Math.sqrt(2)
            ? 1
            : mantissa < Math.sqrt(10) ? 2 : mantissa < Math.sqrt(50) ? 5 : 10;
    return BigDecimal.valueOf(digit).scaleByPowerOfTen(decade).stripTrailingZeros();
  }
}
