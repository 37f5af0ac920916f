package picojoule.explore.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;

/**
 * Where the pages of a layer were: steps to the right, pages upwards, the darker the more in HBM.
 */
final class PlacesChart {

  private static final double SQUARE = 5;

  private final Page page;
  private final String policy;
  private final PlaceHistory history;

  PlacesChart(Page page, String policy, PlaceHistory history) {
    this.page = page;
    this.policy = policy;
    this.history = history;
  }

  void draw() {
    Rectangle2D body =
        page.title(
            "policy " + policy + ", first layer: where its pages were",
            page.boldFont(),
            page.area());
    body = legend().draw(body);
    NumberPlot plot =
        new NumberPlot(page, body, "decoded tokens", history.steps(), "page", history.pages());
    plot.draw(page, body);
    for (int column = 0; column < history.columns(); column++) {
      for (int row = 0; row < history.rows(); row++) {
        if (history.isWritten(column, row)) {
          page.fill(cell(plot, column, row), color(history.shareInHbm(column, row)));
        }
      }
    }
  }

  private Rectangle2D cell(NumberPlot plot, int column, int row) {
    double left = plot.x((double) column * history.steps() / history.columns());
    double right = plot.x((column + 1.0) * history.steps() / history.columns());
    double bottom = plot.y((double) row * history.pages() / history.rows());
    double top = plot.y((row + 1.0) * history.pages() / history.rows());
    // Cells overlap by a hair, or the grid behind them would shine through.
    return new Rectangle2D.Double(left, top, right - left + 0.5, bottom - top + 0.5);
  }

  private static Color color(double shareInHbm) {
    return new Color(
        mixed(Palette.WRITE.getRed(), Palette.READ.getRed(), shareInHbm),
        mixed(Palette.WRITE.getGreen(), Palette.READ.getGreen(), shareInHbm),
        mixed(Palette.WRITE.getBlue(), Palette.READ.getBlue(), shareInHbm));
  }

  private static int mixed(int none, int all, double share) {
    return (int) Math.round(none + (all - none) * share);
  }

  private Legend legend() {
    Legend legend = new Legend(page);
    square(legend, "HBM", color(1));
    square(legend, "half and half", color(0.5));
    square(legend, "external memory", color(0));
    return legend;
  }

  private void square(Legend legend, String text, Color color) {
    double side = page.points(SQUARE);
    legend.add(
        side,
        side,
        text,
        (x, middle) -> page.fill(new Rectangle2D.Double(x, middle - side / 2, side, side), color));
  }
}
