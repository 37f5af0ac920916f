package picojoule.explore.chart;

import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** The axes of a picture whose horizontal one is time from zero on; what it shows is drawn over. */
final class TimePlot {

  // Room for half of the last number of the time axis.
  private static final double OVERHANG = 8;

  private final NumberAxis time;
  private final NumberAxis value;
  private final XYPlot plot;
  private final Unit unit;
  private Rectangle2D data = new Rectangle2D.Double();

  /**
   * Axes.
   *
   * @param nanoseconds where time ends
   * @param label of the vertical axis
   * @param most where that one ends
   */
  TimePlot(Page page, Rectangle2D within, double nanoseconds, String label, double most) {
    unit = Unit.ofTime(nanoseconds);
    time = axis(page, "time (" + unit.name() + ")", within.getWidth());
    time.setRange(0, nanoseconds / unit.size());
    value = axis(page, label, within.getHeight());
    value.setRange(0, most);
    plot = new XYPlot(null, time, value, null);
    AxisStyle.style(page, plot);
  }

  private static NumberAxis axis(Page page, String label, double extent) {
    NumberAxis axis = new NumberAxis(label);
    AxisStyle.style(page, axis, extent);
    // The machine's locale would write the numbers its own way.
    axis.setNumberFormatOverride(
        new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)));
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
    Rectangle2D less =
        new Rectangle2D.Double(
            within.getX(),
            within.getY(),
            within.getWidth() - page.points(OVERHANG),
            within.getHeight());
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(page.graphics(), less, info);
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
