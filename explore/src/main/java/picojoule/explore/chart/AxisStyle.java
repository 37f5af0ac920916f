package picojoule.explore.chart;

import java.awt.Color;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** How axes and grids look in print. */
final class AxisStyle {

  private static final double LINE_WIDTH = 0.4;
  private static final double GRID_WIDTH = 0.3;
  private static final double TICK = 2.2;
  private static final double MINOR_TICK = 1.2;
  private static final double GAP = 1;

  private AxisStyle() {}

  /**
   * Sets an axis' fonts, lines and gaps.
   *
   * @param extent the axis' length in pixels, nearly; its label, if any, is no longer
   */
  static void style(Page page, ValueAxis axis, double extent) {
    axis.setTickLabelFont(page.font());
    axis.setLabelFont(
        axis.getLabel() == null ? page.font() : page.fitting(axis.getLabel(), page.font(), extent));
    axis.setTickLabelPaint(Palette.INK);
    axis.setLabelPaint(Palette.INK);
    axis.setTickMarkPaint(Palette.INK);
    axis.setTickMarkStroke(page.stroke(LINE_WIDTH));
    axis.setAxisLinePaint(Palette.INK);
    axis.setAxisLineStroke(page.stroke(LINE_WIDTH));
    axis.setTickMarkOutsideLength((float) page.points(TICK));
    axis.setMinorTickMarksVisible(true);
    axis.setMinorTickMarkOutsideLength((float) page.points(MINOR_TICK));
    // JFreeChart's gaps are pixels; these grow with the page.
    double gap = page.points(GAP);
    double clear = page.points(TICK + GAP);
    axis.setTickLabelInsets(new RectangleInsets(clear, clear, gap, clear));
    axis.setLabelInsets(new RectangleInsets(0, gap, 0, gap));
  }

  static void style(Page page, XYPlot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlinePaint(Palette.INK);
    plot.setOutlineStroke(page.stroke(LINE_WIDTH));
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setDomainGridlineStroke(page.stroke(GRID_WIDTH));
    plot.setRangeGridlineStroke(page.stroke(GRID_WIDTH));
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
  }

  static void style(CategoryPlot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
  }
}
