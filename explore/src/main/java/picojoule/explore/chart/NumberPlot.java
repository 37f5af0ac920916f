package picojoule.explore.chart;

import java.awt.geom.Rectangle2D;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** Two axes of numbers from zero on; what the picture shows is drawn over them. */
final class NumberPlot {

  private static final double OVERHANG = 8;

  private final NumberAxis across;
  private final NumberAxis up;
  private final XYPlot plot;
  private Rectangle2D data = new Rectangle2D.Double();

  NumberPlot(
      Page page, Rectangle2D within, String acrossLabel, double right, String upLabel, double top) {
    across = axis(page, acrossLabel, right, within.getWidth());
    up = axis(page, upLabel, top, within.getHeight());
    plot = new XYPlot(null, across, up, null);
    AxisStyle.style(page, plot);
    plot.setInsets(new RectangleInsets(0, 0, 0, page.points(OVERHANG)));
  }

  private static NumberAxis axis(Page page, String label, double most, double extent) {
    NumberAxis axis = new NumberAxis(label);
    AxisStyle.style(page, axis, extent);
    axis.setRange(0, most);
    axis.setMinorTickMarksVisible(false);
    return axis;
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

  double x(double number) {
    return across.valueToJava2D(number, data, plot.getDomainAxisEdge());
  }

  double y(double number) {
    return up.valueToJava2D(number, data, plot.getRangeAxisEdge());
  }
}
