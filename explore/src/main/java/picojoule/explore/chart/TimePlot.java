package picojoule.explore.chart;

import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** The axes of a picture whose horizontal one is time from zero on; what it shows is drawn over. */
final class TimePlot {

  // Room for half of the last number of the time axis.
  private static final double OVERHANG = 8;
  private static final double MOST_STEPS = 8;

  private final NumberAxis time;
  private final NumberAxis value;
  private final XYPlot plot;
  private final Unit unit;
  private Rectangle2D data = new Rectangle2D.Double();

  /**
   * Axes.
   *
   * @param nanoseconds where time ends
   * @param label of the vertical axis; null for none
   * @param most where that one ends
   */
  TimePlot(Page page, Rectangle2D within, double nanoseconds, String label, double most) {
    unit = Unit.ofTime(nanoseconds);
    time = axis(page, "time (" + unit.name() + ")", within.getWidth());
    time.setRange(0, nanoseconds / unit.size());
    time.setTickUnit(new NumberTickUnit(step(time.getUpperBound())));
    value = axis(page, label, within.getHeight());
    value.setRange(0, most);
    plot = new XYPlot(null, time, value, null);
    AxisStyle.style(page, plot);
    plot.setInsets(new RectangleInsets(0, 0, 0, page.points(OVERHANG)));
  }

  /** A time for people to read, such as {@code 80 ns}. */
  static String text(double nanoseconds) {
    Unit unit = Unit.ofTime(nanoseconds);
    return number().format(nanoseconds / unit.size()) + " " + unit.name();
  }

  /** The machine's locale would write numbers its own way. */
  private static DecimalFormat number() {
    return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /**
   * The smallest of 1, 2 and 5 times the powers of ten that divides a range into eight or fewer.
   */
  private static double step(double range) {
    double least = range / MOST_STEPS;
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    return decade * (least <= decade ? 1 : least <= 2 * decade ? 2 : least <= 5 * decade ? 5 : 10);
  }

  private static NumberAxis axis(Page page, String label, double extent) {
    NumberAxis axis = new NumberAxis(label);
    AxisStyle.style(page, axis, extent);
    axis.setNumberFormatOverride(number());
    axis.setMinorTickMarksVisible(false);
    return axis;
  }

  /** Leaves the vertical axis without numbers, its values from the top down. */
  void leaveNumbersOut(double pixels) {
    value.setInverted(true);
    value.setTickLabelsVisible(false);
    value.setTickMarksVisible(false);
    plot.setRangeGridlinesVisible(false);
    AxisSpace left = new AxisSpace();
    left.setLeft(pixels);
    plot.setFixedRangeAxisSpace(left);
  }

  /** Draws the axes and gives the area between them. */
  Rectangle2D draw(Page page, Rectangle2D within) {
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(page.graphics(), within, info);
    data = info.getPlotInfo().getDataArea();
    return data;
  }

  /** Where a time is, in pixels; never beyond the end of the axis. */
  double x(double nanoseconds) {
    double x = time.valueToJava2D(nanoseconds / unit.size(), data, plot.getDomainAxisEdge());
    return Math.min(x, data.getMaxX());
  }

  /** Where a value is, in pixels. */
  double y(double number) {
    return value.valueToJava2D(number, data, plot.getRangeAxisEdge());
  }
}
