package picojoule.explore.chart;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picojoule.explore.report.AtomicFile;

/**
 * By how many percent figures of ours differ from their references: a lane for each system, a dot
 * for each figure. The axis is linear up to a tenth of a percent and logarithmic beyond, so that
 * exact ones stand on the middle line and no difference is off the picture.
 */
public final class DifferenceChart {

  private static final double LINEAR_PERCENT = 0.1;
  private static final double[] TICKS = {-100, -10, -1, -0.1, 0, 0.1, 1, 10, 100};
  private static final double MOST = 1000;
  private static final double DOT = 3;
  private static final double LINE_WIDTH = 0.4;
  private static final double GAP = 4;

  private final Page page;
  private final Map<String, List<Double>> differences;

  private DifferenceChart(Page page, Map<String, List<Double>> differences) {
    this.page = page;
    this.differences = differences;
  }

  /**
   * Draws a picture.
   *
   * @param out the picture; its ending, .png or .svg, is its format
   * @param differences in percent, by system
   * @throws picojoule.config.BadInputException where it cannot be written
   */
  public static void write(Path out, Map<String, List<Double>> differences) {
    Charts.write(
        out, Charts.WIDTH, Charts.HEIGHT, page -> new DifferenceChart(page, differences).draw());
  }

  /**
   * Makes sure, before the work that it shows, that a picture can be written.
   *
   * @throws picojoule.config.BadInputException where it cannot
   */
  public static void requireDrawable(Path out) {
    ChartFile.of(out);
    AtomicFile.requireWritable(out);
  }

  private void draw() {
    Rectangle2D body =
        page.title("ours beside published figures, difference (%)", page.boldFont(), page.area());
    double left = 0;
    for (Map.Entry<String, List<Double>> system : differences.entrySet()) {
      left = Math.max(left, page.width(label(system), page.font()));
    }
    double line = page.lineHeight(page.font());
    Rectangle2D data =
        new Rectangle2D.Double(
            body.getX() + left + page.points(GAP),
            body.getY(),
            body.getWidth() - left - 3 * page.points(GAP),
            body.getHeight() - line);
    for (double tick : TICKS) {
      double x = x(tick, data);
      page.outline(
          new Line2D.Double(x, data.getY(), x, data.getMaxY()),
          page.stroke(LINE_WIDTH),
          Palette.GRID);
      String text = tick == Math.rint(tick) ? "%.0f".formatted(tick) : "%.1f".formatted(tick);
      page.text(
          text, page.font(), x - page.width(text, page.font()) / 2, data.getMaxY() + line / 2);
    }
    double lane = data.getHeight() / Math.max(1, differences.size());
    double middle = data.getY() + lane / 2;
    for (Map.Entry<String, List<Double>> system : differences.entrySet()) {
      page.text(label(system), page.font(), body.getX(), middle);
      for (double difference : system.getValue()) {
        double size = page.points(DOT);
        page.fill(
            new Ellipse2D.Double(x(difference, data) - size / 2, middle - size / 2, size, size),
            Palette.READ);
      }
      middle += lane;
    }
  }

  private static String label(Map.Entry<String, List<Double>> system) {
    return system.getKey() + " (" + system.getValue().size() + ")";
  }

  private static double x(double percent, Rectangle2D within) {
    double share = scaled(Math.max(-MOST, Math.min(MOST, percent))) / scaled(MOST);
    return within.getCenterX() + share * within.getWidth() / 2;
  }

  private static double scaled(double percent) {
    double size = Math.abs(percent) / LINEAR_PERCENT;
    return Math.signum(percent) * (size <= 1 ? size : 1 + Math.log10(size));
  }
}
