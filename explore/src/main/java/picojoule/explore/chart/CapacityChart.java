package picojoule.explore.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import picojoule.memory.kv.KvReport;

/** Tokens per second over HBM capacity: a line each policy, below the bound and the oracle. */
final class CapacityChart {

  private static final double GIGA = 1e9;
  private static final double HEADROOM = 1.08;
  private static final double LINE_WIDTH = 0.8;
  private static final double DOT = 2.4;
  private static final double SIGN = 10;
  private static final float[] BOUND_DASHES = {3, 1.5f};
  private static final float[] ORACLE_DASHES = {1, 1};

  private final Page page;
  private final List<Point> points;

  /**
   * A study at one capacity.
   *
   * @param bytes of HBM for the cache
   */
  record Point(long bytes, KvReport report) {

    double gigabytes() {
      return bytes / GIGA;
    }

    double bound() {
      return report.tokensPerSecond(report.boundNanoseconds());
    }

    double oracle() {
      return report.tokensPerSecond(report.oracleNanoseconds());
    }

    double policy(int index) {
      return report.tokensPerSecond(report.policies().get(index).nanoseconds());
    }
  }

  CapacityChart(Page page, List<Point> points) {
    this.page = page;
    this.points = List.copyOf(points);
  }

  void draw() {
    Point last = points.get(points.size() - 1);
    Rectangle2D body =
        page.title(
            last.report().name() + ": decoding speed by HBM capacity for the KV cache",
            page.boldFont(),
            page.area());
    body = legend(last).draw(body);
    NumberPlot plot =
        new NumberPlot(
            page,
            body,
            "HBM for the KV cache (GB)",
            last.gigabytes(),
            "tokens per second",
            last.bound() * HEADROOM);
    plot.draw(page, body);
    line(plot, Point::bound, dashed(BOUND_DASHES), Palette.INK);
    line(plot, Point::oracle, dashed(ORACLE_DASHES), Palette.INK);
    for (int i = 0; i < last.report().policies().size(); i++) {
      int policy = i;
      line(plot, point -> point.policy(policy), page.stroke(LINE_WIDTH), color(i));
      for (Point point : points) {
        dot(plot.x(point.gigabytes()), plot.y(point.policy(i)), color(i));
      }
    }
  }

  /** A quantity of a point. */
  @FunctionalInterface
  private interface Quantity {
    double of(Point point);
  }

  private void line(NumberPlot plot, Quantity quantity, BasicStroke stroke, Color color) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < points.size(); i++) {
      double x = plot.x(points.get(i).gigabytes());
      double y = plot.y(quantity.of(points.get(i)));
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    page.outline(path, stroke, color);
  }

  private void dot(double x, double y, Color color) {
    double size = page.points(DOT);
    page.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size), color);
  }

  private Legend legend(Point any) {
    Legend legend = new Legend(page);
    entry(legend, "bound (no capacity)", dashed(BOUND_DASHES), Palette.INK);
    entry(legend, "oracle", dashed(ORACLE_DASHES), Palette.INK);
    for (int i = 0; i < any.report().policies().size(); i++) {
      entry(legend, any.report().policies().get(i).name(), page.stroke(LINE_WIDTH), color(i));
    }
    return legend;
  }

  private void entry(Legend legend, String text, BasicStroke stroke, Color color) {
    double width = page.points(SIGN);
    legend.add(
        width,
        0,
        text,
        (x, middle) ->
            page.outline(new Line2D.Double(x, middle, x + width, middle), stroke, color));
  }

  private static Color color(int index) {
    return Palette.MARKERS.get(index % Palette.MARKERS.size());
  }

  private BasicStroke dashed(float[] points) {
    BasicStroke line = page.stroke(LINE_WIDTH);
    float[] dashes = new float[points.length];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = (float) page.points(points[i]);
    }
    return new BasicStroke(
        line.getLineWidth(), line.getEndCap(), line.getLineJoin(), line.getMiterLimit(), dashes, 0);
  }
}
