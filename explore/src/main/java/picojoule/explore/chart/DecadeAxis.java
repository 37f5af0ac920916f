package picojoule.explore.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A logarithmic axis that labels round numbers, as many as there is room for, within a decade too,
 * and marks every other multiple of a power of ten with a minor tick.
 */
final class DecadeAxis extends LogAxis {

  private static final long serialVersionUID = 1L;
  private static final int[] EVERY = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  // From dense to sparse.
  private static final int[][] MULTIPLES = {EVERY, {1, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}};
  private static final int MOST_LABELS = 6;
  private static final int MOST_DECADES_APART = 64;

  DecadeAxis(String label) {
    super(label);
  }

  @Override
  public List<ValueTick> refreshTicks(
      Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    FontMetrics metrics = g2.getFontMetrics(getTickLabelFont());
    NavigableSet<BigDecimal> labelled = labelled(metrics, dataArea, edge);
    boolean below = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = below ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    List<ValueTick> ticks = new ArrayList<>();
    for (BigDecimal value : labelled) {
      String text = text(value);
      ticks.add(
          new NumberTick(TickType.MAJOR, value.doubleValue(), text, anchor, TextAnchor.CENTER, 0));
    }
    for (BigDecimal value : multiples(EVERY, 1)) {
      if (!labelled.contains(value)) {
        ticks.add(
            new NumberTick(TickType.MINOR, value.doubleValue(), "", anchor, TextAnchor.CENTER, 0));
      }
    }
    return ticks;
  }

  /** The densest numbers whose labels stand apart. */
  private NavigableSet<BigDecimal> labelled(
      FontMetrics metrics, Rectangle2D dataArea, RectangleEdge edge) {
    List<NavigableSet<BigDecimal>> choices = new ArrayList<>();
    for (int[] multiples : MULTIPLES) {
      choices.add(multiples(multiples, 1));
    }
    for (int apart = 2; apart <= MOST_DECADES_APART; apart *= 2) {
      choices.add(multiples(new int[] {1}, apart));
    }
    // Where the range lies between two such numbers: even steps.
    for (int steps = MOST_LABELS; steps >= 1; steps--) {
      choices.add(evenSteps(steps));
    }
    for (NavigableSet<BigDecimal> choice : choices) {
      choice.removeIf(value -> isBeyondEnd(value, metrics, dataArea, edge));
      if (choice.size() >= 2 && standApart(choice, metrics, dataArea, edge)) {
        return choice;
      }
    }
    // There is room for one label at most.
    NavigableSet<BigDecimal> last = choices.get(choices.size() - 1);
    return last.isEmpty() ? last : last.headSet(last.first(), true);
  }

  /** Whether a label would stand out of the picture at the axis' upper end. */
  private boolean isBeyondEnd(
      BigDecimal value, FontMetrics metrics, Rectangle2D dataArea, RectangleEdge edge) {
    double along = valueToJava2D(value.doubleValue(), dataArea, edge);
    return RectangleEdge.isTopOrBottom(edge)
        ? along + metrics.stringWidth(text(value)) / 2.0 > dataArea.getMaxX()
        : along - metrics.getAscent() / 2.0 < dataArea.getMinY();
  }

  private boolean standApart(
      NavigableSet<BigDecimal> choice,
      FontMetrics metrics,
      Rectangle2D dataArea,
      RectangleEdge edge) {
    if (choice.size() > MOST_LABELS) {
      return false;
    }
    boolean below = RectangleEdge.isTopOrBottom(edge);
    double end = Double.NEGATIVE_INFINITY;
    for (BigDecimal value : choice) {
      double along = valueToJava2D(value.doubleValue(), dataArea, edge);
      double middle = below ? along : -along;
      double extent = below ? metrics.stringWidth(text(value)) : metrics.getAscent();
      if (middle - extent / 2 < end + metrics.getAscent() * 0.4) {
        return false;
      }
      end = middle + extent / 2;
    }
    return true;
  }

  /** The multiples of the powers of ten, of every so many powers, within the range. */
  private NavigableSet<BigDecimal> multiples(int[] multiples, int decadesApart) {
    NavigableSet<BigDecimal> values = new TreeSet<>();
    int first = (int) Math.floor(Math.log10(getLowerBound()));
    int last = (int) Math.floor(Math.log10(getUpperBound()));
    for (int decade = first; decade <= last; decade++) {
      if (Math.floorMod(decade, decadesApart) == 0) {
        for (int multiple : multiples) {
          add(values, BigDecimal.valueOf(multiple).scaleByPowerOfTen(decade));
        }
      }
    }
    return values;
  }

  /** The numbers in steps of 1, 2 or 5 times a power of ten, about so many steps in the range. */
  private NavigableSet<BigDecimal> evenSteps(int steps) {
    double step = (getUpperBound() - getLowerBound()) / steps;
    int decade = (int) Math.floor(Math.log10(step));
    double mantissa = step / Math.pow(10, decade);
    int round = mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10;
    BigDecimal stride = BigDecimal.valueOf(round).scaleByPowerOfTen(decade);
    BigDecimal value =
        new BigDecimal(getLowerBound()).divide(stride, 0, RoundingMode.CEILING).multiply(stride);
    NavigableSet<BigDecimal> values = new TreeSet<>();
    while (value.doubleValue() <= getUpperBound()) {
      add(values, value);
      value = value.add(stride);
    }
    return values;
  }

  private void add(NavigableSet<BigDecimal> values, BigDecimal value) {
    if (value.doubleValue() >= getLowerBound() && value.doubleValue() <= getUpperBound()) {
      values.add(value);
    }
  }

  private static String text(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
