package picojoule.explore.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Rectangle2D;

/**
 * The surface of a picture. Lengths are given in points of the print: the picture set as wide as
 * one column of a two-column paper, or across both, so that its text can be read there.
 */
final class Page {

  /** A column of an IEEE paper is 3.3 inches wide; a point is 1/72 inch. */
  private static final double COLUMN_POINTS = 3.3 * 72;

  /** A picture wider than 16:9 is measured by its height. */
  private static final double LEAST_HEIGHT_POINTS = COLUMN_POINTS * 9 / 16;

  /** Both columns of an IEEE paper are 7 inches wide. */
  private static final double BOTH_COLUMNS = 7 / 3.3;

  private static final double TEXT_POINTS = 6;

  private final Graphics2D graphics;
  private final Rectangle2D area;
  private final double point;

  /**
   * A white page, as wide as one column.
   *
   * @param width pixels
   * @param height pixels
   */
  Page(Graphics2D graphics, int width, int height) {
    this(
        graphics,
        new Rectangle2D.Double(0, 0, width, height),
        Math.min(width / COLUMN_POINTS, height / LEAST_HEIGHT_POINTS));
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    // Pixel-snapped outlines would make markers of equal area differ.
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    fill(area, Color.WHITE);
  }

  private Page(Graphics2D graphics, Rectangle2D area, double point) {
    this.graphics = graphics;
    this.area = area;
    this.point = point;
  }

  /** The same page set across both columns: more points for a chart that one cannot hold. */
  Page acrossBothColumns() {
    return new Page(graphics, area, point / BOTH_COLUMNS);
  }

  Graphics2D graphics() {
    return graphics;
  }

  /** The whole page in pixels, less a margin. */
  Rectangle2D area() {
    double margin = points(2);
    return new Rectangle2D.Double(
        margin, margin, area.getWidth() - 2 * margin, area.getHeight() - 2 * margin);
  }

  /** A length in points as pixels. */
  double points(double length) {
    return length * point;
  }

  /** A line of a width in points. */
  BasicStroke stroke(double width) {
    return new BasicStroke((float) points(width), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
  }

  /** The size that all text has unless it must be smaller. */
  Font font() {
    return font(Font.PLAIN, TEXT_POINTS);
  }

  Font boldFont() {
    return font(Font.BOLD, TEXT_POINTS);
  }

  /** A text's width in pixels. */
  double width(String text, Font font) {
    return graphics.getFontMetrics(font).stringWidth(text);
  }

  /** The height in pixels of a line of text with what hangs below it. */
  double lineHeight(Font font) {
    FontMetrics metrics = graphics.getFontMetrics(font);
    return metrics.getAscent() + metrics.getDescent();
  }

  /** The largest font, at most the usual, in which a text is no wider than some pixels. */
  Font fitting(String text, Font font, double width) {
    double needed = width(text, font);
    return needed <= width ? font : font.deriveFont((float) (font.getSize2D() * width / needed));
  }

  /**
   * Draws a line of text.
   *
   * @param x its left edge
   * @param middle the middle of its height
   */
  void text(String text, Font font, double x, double middle) {
    text(text, font, Palette.INK, x, middle);
  }

  /** Draws a line of text in a colour. */
  void text(String text, Font font, Color color, double x, double middle) {
    FontMetrics metrics = graphics.getFontMetrics(font);
    graphics.setFont(font);
    graphics.setPaint(color);
    double baseline = middle + (metrics.getAscent() - metrics.getDescent()) / 2.0;
    graphics.drawString(text, (float) x, (float) baseline);
  }

  void fill(Shape shape, Color color) {
    graphics.setPaint(color);
    graphics.fill(shape);
  }

  void outline(Shape shape, Stroke stroke) {
    outline(shape, stroke, Palette.INK);
  }

  void outline(Shape shape, Stroke stroke, Color color) {
    graphics.setPaint(color);
    graphics.setStroke(stroke);
    graphics.draw(shape);
  }

  /**
   * Draws a title across the top of an area, smaller where it would not fit.
   *
   * @return what remains of the area
   */
  Rectangle2D title(String title, Font font, Rectangle2D within) {
    double height = lineHeight(font);
    center(title, font, within, within.getY() + height / 2);
    return new Rectangle2D.Double(
        within.getX(), within.getY() + height, within.getWidth(), within.getHeight() - height);
  }

  /** Draws a line of text in the middle of an area's width, smaller where it would not fit. */
  void center(String text, Font font, Rectangle2D within, double middle) {
    Font fitting = fitting(text, font, within.getWidth());
    text(text, fitting, within.getCenterX() - width(text, fitting) / 2, middle);
  }

  private Font font(int style, double size) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) points(size));
  }
}
