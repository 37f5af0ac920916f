package picojoule.explore.chart;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jfree.chart.text.TextUtils;
import picojoule.config.BadInputException;

/** Draws pictures into files. */
public final class Charts {

  /** The width of a picture nobody gave a size, in pixels. */
  public static final int WIDTH = 1600;

  /** The height of a picture nobody gave a size, in pixels. */
  public static final int HEIGHT = 900;

  private static final int LEAST = 240;
  private static final int MOST = 16_384;

  private Charts() {}

  /**
   * Makes sure, before a sweep whose table will be drawn, that charts can be.
   *
   * @throws BadInputException where Java finds no font
   */
  public static void requireFonts() {
    System.setProperty("java.awt.headless", "true");
    ChartFile.requireFonts();
  }

  /**
   * Draws a sweep's CSV into a file. Equal input gives equal bytes on one machine; text is set in
   * the fonts of the machine that draws.
   *
   * @param csv the sweep's table, see {@link SweepTable}
   * @param kind what to draw
   * @param out the picture; its ending, .png or .svg, is its format; replaced when it exists
   * @param width pixels
   * @param height pixels
   * @throws BadInputException when the table cannot be drawn or the picture cannot be written
   */
  public static void draw(Path csv, ChartKind kind, Path out, int width, int height) {
    ChartFile file = checked(out, width, height);
    SweepTable table = SweepTable.read(csv);
    file.write(width, height, page -> kind.draw(table, page));
  }

  /** Writes what draws itself on a page, under the same conditions. */
  static void write(Path out, int width, int height, Consumer<Page> picture) {
    checked(out, width, height).write(width, height, picture);
  }

  private static ChartFile checked(Path out, int width, int height) {
    // A chart needs no screen; without this line AWT looks for the one that DISPLAY names.
    System.setProperty("java.awt.headless", "true");
    // JFreeChart would draw upright text as outlines, which no reader of an SVG can search.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
    if (Math.min(width, height) < LEAST || Math.max(width, height) > MOST) {
      throw new BadInputException(
          out.toString(),
          "a picture of %d x %d pixels; give both from %d to %d"
              .formatted(width, height, LEAST, MOST));
    }
    return ChartFile.of(out);
  }
}
