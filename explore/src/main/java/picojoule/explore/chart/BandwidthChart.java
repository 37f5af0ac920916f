package picojoule.explore.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.function.IntToDoubleFunction;
import picojoule.memory.dram.device.TraceDevice;

/** What a channel read and wrote over time, one above the other, below what its buses can carry. */
final class BandwidthChart {

  private static final double HEADROOM = 1.08;
  private static final double LEGEND_SQUARE = 5;
  private static final double LINE_WIDTH = 0.6;
  private static final double DASH = 3;

  private final Page page;
  private final TraceDevice memory;
  private final BandwidthHistory history;
  private final double windowNanoseconds;

  BandwidthChart(Page page, TraceDevice memory, BandwidthHistory history) {
    this.page = page;
    this.memory = memory;
    this.history = history;
    windowNanoseconds = memory.nanoseconds((double) history.windowTicks());
  }

  void draw() {
    double peak = memory.peakBytesPerSecond() / 1e9;
    Rectangle2D body =
        page.title(
            memory.standard()
                + ", one channel: bandwidth in windows of "
                + TimePlot.text(windowNanoseconds),
            page.boldFont(),
            page.area());
    body = legend().draw(body);
    double end = windowNanoseconds * Math.max(1, history.windows());
    TimePlot plot = new TimePlot(page, body, end, "bandwidth (GB/s)", peak * HEADROOM);
    Rectangle2D data = plot.draw(page, body);
    page.fill(between(plot, none -> 0, this::read), Palette.READ);
    page.fill(between(plot, this::read, this::all), Palette.WRITE);
    double y = plot.y(peak);
    page.outline(new Line2D.Double(data.getX(), y, data.getMaxX(), y), dashed());
  }

  /** Gigabytes per second read in a window. */
  private double read(int window) {
    return history.reads(window) * memory.organisation().burstBytes() / windowNanoseconds;
  }

  private double all(int window) {
    return read(window)
        + history.writes(window) * memory.organisation().burstBytes() / windowNanoseconds;
  }

  /** The area between two step functions of the windows. */
  private Path2D between(TimePlot plot, IntToDoubleFunction lower, IntToDoubleFunction upper) {
    Path2D path = new Path2D.Double();
    path.moveTo(plot.x(0), plot.y(0));
    int windows = history.windows();
    for (int i = 0; i < windows; i++) {
      path.lineTo(plot.x(i * windowNanoseconds), plot.y(upper.applyAsDouble(i)));
      path.lineTo(plot.x((i + 1) * windowNanoseconds), plot.y(upper.applyAsDouble(i)));
    }
    for (int i = windows - 1; i >= 0; i--) {
      path.lineTo(plot.x((i + 1) * windowNanoseconds), plot.y(lower.applyAsDouble(i)));
      path.lineTo(plot.x(i * windowNanoseconds), plot.y(lower.applyAsDouble(i)));
    }
    path.closePath();
    return path;
  }

  private Legend legend() {
    Legend legend = new Legend(page);
    square(legend, "reads", Palette.READ);
    square(legend, "writes", Palette.WRITE);
    double width = page.points(3 * DASH);
    legend.add(
        width,
        0,
        "peak of the data buses",
        (x, middle) -> page.outline(new Line2D.Double(x, middle, x + width, middle), dashed()));
    return legend;
  }

  private void square(Legend legend, String text, Color color) {
    double side = page.points(LEGEND_SQUARE);
    legend.add(
        side,
        side,
        text,
        (x, middle) -> page.fill(new Rectangle2D.Double(x, middle - side / 2, side, side), color));
  }

  private BasicStroke dashed() {
    float dash = (float) page.points(DASH);
    BasicStroke line = page.stroke(LINE_WIDTH);
    return new BasicStroke(
        line.getLineWidth(),
        line.getEndCap(),
        line.getLineJoin(),
        line.getMiterLimit(),
        new float[] {dash, dash / 2},
        0);
  }
}
