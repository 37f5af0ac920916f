package picojoule.explore.chart;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What the signs of a chart mean, in centred lines below the data. */
final class Legend {

  private static final double SIGN_GAP = 2;
  private static final double LINE_GAP = 1;
  private static final double ENTRY_GAP = 5;

  private final Page page;
  private final List<Entry> entries = new ArrayList<>();

  /** Draws a sign with a point as the middle of its left edge. */
  @FunctionalInterface
  interface Sign {
    void draw(double x, double middle);
  }

  /**
   * One sign and what it means.
   *
   * @param signWidth pixels
   * @param signHeight pixels
   */
  private record Entry(double signWidth, double signHeight, Sign sign, String text) {}

  Legend(Page page) {
    this.page = page;
  }

  /**
   * Adds an entry.
   *
   * @param signWidth the sign's width in pixels
   * @param signHeight the sign's height in pixels
   */
  void add(double signWidth, double signHeight, String text, Sign sign) {
    entries.add(new Entry(signWidth, signHeight, sign, text));
  }

  /**
   * Draws the legend at the bottom of an area.
   *
   * @return what remains of the area
   */
  Rectangle2D draw(Rectangle2D within) {
    Font font = page.font();
    List<List<Entry>> lines = lines(font, within.getWidth());
    double top = within.getMaxY() - lines.stream().mapToDouble(line -> height(line, font)).sum();
    double y = top;
    for (List<Entry> line : lines) {
      double middle = y + height(line, font) / 2;
      double x = within.getCenterX() - width(line, font) / 2;
      for (Entry entry : line) {
        entry.sign.draw(x, middle);
        double text = x + entry.signWidth + page.points(SIGN_GAP);
        page.text(entry.text, font, text, middle);
        x += width(entry, font) + page.points(ENTRY_GAP);
      }
      y += height(line, font);
    }
    double height = top - within.getY() - page.points(SIGN_GAP);
    return new Rectangle2D.Double(within.getX(), within.getY(), within.getWidth(), height);
  }

  private List<List<Entry>> lines(Font font, double most) {
    List<List<Entry>> lines = new ArrayList<>();
    List<Entry> line = new ArrayList<>();
    for (Entry entry : entries) {
      line.add(entry);
      if (line.size() > 1 && width(line, font) > most) {
        line.remove(line.size() - 1);
        lines.add(line);
        line = new ArrayList<>(List.of(entry));
      }
    }
    lines.add(line);
    return lines;
  }

  private double height(List<Entry> line, Font font) {
    double signs = line.stream().mapToDouble(Entry::signHeight).max().orElseThrow();
    return Math.max(page.lineHeight(font), signs + page.points(LINE_GAP));
  }

  private double width(List<Entry> line, Font font) {
    double gaps = (line.size() - 1) * page.points(ENTRY_GAP);
    return gaps + line.stream().mapToDouble(entry -> width(entry, font)).sum();
  }

  private double width(Entry entry, Font font) {
    return entry.signWidth + page.points(SIGN_GAP) + page.width(entry.text, font);
  }
}
