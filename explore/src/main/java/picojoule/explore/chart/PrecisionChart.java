package picojoule.explore.chart;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The precision of number formats over the range of their values. */
public final class PrecisionChart {

  /** As many colours can be told apart. */
  public static final int MOST_CURVES = Palette.MARKERS.size();

  private static final double LINE_WIDTH = 0.7;
  private static final double DOT = 1.6;
  private static final double SIGN = 8;
  private static final double DATA_SHARE = 0.8;

  /** Beyond so many values dots would run together. */
  private static final int MOST_DOTS = 48;

  private final Page page;
  private final List<PrecisionCurve> curves;

  private PrecisionChart(Page page, List<PrecisionCurve> curves) {
    this.page = page;
    this.curves = curves;
  }

  /**
   * Draws curves into a file.
   *
   * @param curves up to {@link #MOST_CURVES}
   * @param out the picture; its ending, .png or .svg, is its format
   * @param width pixels
   * @param height pixels
   */
  public static void draw(List<PrecisionCurve> curves, Path out, int width, int height) {
    Charts.write(out, width, height, page -> new PrecisionChart(page, curves).draw());
  }

  private void draw() {
    Rectangle2D body = page.title("Precision and dynamic range", page.boldFont(), page.area());
    body = legend().draw(body);
    XYPlot plot = plot(body);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    chart.draw(page.graphics(), body);
  }

  private XYPlot plot(Rectangle2D body) {
    NumberAxis value = new NumberAxis("log2 of the value");
    NumberAxis precision = new NumberAxis("precision at powers of two (bits)");
    value.setAutoRangeIncludesZero(false);
    AxisStyle.style(page, value, body.getWidth() * DATA_SHARE);
    AxisStyle.style(page, precision, body.getHeight() * DATA_SHARE);
    value.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    precision.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    // As one path, or every segment would begin its dashes anew.
    renderer.setDrawSeriesLineAsPath(true);
    double dot = page.points(DOT);
    for (int i = 0; i < curves.size(); i++) {
      XYSeries series = new XYSeries(i, false);
      curves.get(i).points().forEach(point -> series.add(point.magnitude(), point.bits()));
      data.addSeries(series);
      renderer.setSeriesPaint(i, Palette.MARKERS.get(i));
      renderer.setSeriesStroke(i, stroke(i));
      renderer.setSeriesShape(i, new Ellipse2D.Double(-dot / 2, -dot / 2, dot, dot));
      renderer.setSeriesShapesVisible(i, curves.get(i).points().size() <= MOST_DOTS);
    }
    XYPlot plot = new XYPlot(data, value, precision, renderer);
    AxisStyle.style(page, plot);
    return plot;
  }

  /** Every other curve is dashed, so that one on top of another shows both. */
  private BasicStroke stroke(int curve) {
    BasicStroke solid = page.stroke(LINE_WIDTH);
    float dash = (float) page.points(2.5);
    return curve % 2 == 0
        ? solid
        : new BasicStroke(
            solid.getLineWidth(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_MITER,
            solid.getMiterLimit(),
            new float[] {dash, dash / 2},
            0);
  }

  private Legend legend() {
    Legend legend = new Legend(page);
    for (int i = 0; i < curves.size(); i++) {
      int curve = i;
      double width = page.points(SIGN);
      legend.add(
          width,
          page.points(DOT),
          curves.get(i).name(),
          (x, middle) ->
              page.outline(
                  new Line2D.Double(x, middle, x + width, middle),
                  stroke(curve),
                  Palette.MARKERS.get(curve)));
    }
    return legend;
  }
}
