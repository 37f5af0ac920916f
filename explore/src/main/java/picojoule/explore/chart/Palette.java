package picojoule.explore.chart;

import java.awt.Color;
import java.util.List;

/**
 * The colours that Okabe and Ito chose to be told apart by everyone ("Color Universal Design",
 * 2008).
 */
final class Palette {

  /** Text, outlines and the front. */
  static final Color INK = Color.BLACK;

  /** What stands behind the data. */
  static final Color GRID = new Color(0xDDDDDD);

  /** The least of a stack, or what is left over. */
  static final Color REST = new Color(0x999999);

  private static final Color BLUE = new Color(0x0072B2);
  private static final Color VERMILLION = new Color(0xD55E00);
  private static final Color BLUISH_GREEN = new Color(0x009E73);
  private static final Color REDDISH_PURPLE = new Color(0xCC79A7);
  private static final Color ORANGE = new Color(0xE69F00);
  private static final Color SKY_BLUE = new Color(0x56B4E9);
  private static final Color YELLOW = new Color(0xF0E442);

  /** The colours of markers on white: the palest last, black left to text and lines. */
  static final List<Color> MARKERS =
      List.of(BLUE, VERMILLION, BLUISH_GREEN, REDDISH_PURPLE, ORANGE, SKY_BLUE, YELLOW);

  /** The colours of a stack's parts, neighbours far apart. */
  static final List<Color> PARTS =
      List.of(BLUE, ORANGE, BLUISH_GREEN, VERMILLION, SKY_BLUE, REDDISH_PURPLE, YELLOW, INK, REST);

  /** A DRAM's column commands. */
  static final Color READ = BLUE;

  static final Color WRITE = ORANGE;

  /** What opens a DRAM's row, and what lies open. */
  static final Color ACTIVATE = BLUISH_GREEN;

  static final Color OPEN = GRID;

  /** A DRAM's refreshes. */
  static final Color REFRESH = REDDISH_PURPLE;

  private static final double LEAST_CONTRAST = 4.5;

  private Palette() {}

  /**
   * A colour as dark as its text on white must be to be read: a contrast ratio of 4.5 to 1 (W3C,
   * Web Content Accessibility Guidelines 2.1, success criterion 1.4.3).
   */
  static Color ofText(Color color) {
    Color text = color;
    while (1.05 / (luminance(text) + 0.05) < LEAST_CONTRAST) {
      text = text.darker();
    }
    return text;
  }

  /** The relative luminance of the same guidelines, 0 for black to 1 for white. */
  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int component) {
    double share = component / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
