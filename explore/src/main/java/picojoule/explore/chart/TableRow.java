package picojoule.explore.chart;

import java.math.BigDecimal;
import java.util.Map;
import picojoule.config.BadInputException;

/** One point of a sweep: a row of its CSV. */
public final class TableRow {

  /**
   * What a figure may be, in any of the table's units: a picture of less or more would be of
   * nothing that can be built, and its axes would have no end.
   */
  private static final double LEAST = 1e-12;

  private static final double MOST = 1e24;

  private final String file;
  private final long line;
  private final Map<String, String> cells;

  TableRow(String file, long line, Map<String, String> cells) {
    this.file = file;
    this.line = line;
    this.cells = cells;
  }

  /**
   * A cell's text.
   *
   * @throws BadInputException when the table has no such column or the cell is blank
   */
  public String text(String column) {
    String text = cells.get(column);
    if (text == null) {
      throw new BadInputException(file, "has no column '" + column + "'");
    }
    if (text.isEmpty()) {
      throw bad(column, "is blank");
    }
    return text;
  }

  /**
   * A cell's number, at or above zero.
   *
   * @throws BadInputException when there is no column, or the cell is blank, no number, negative or
   *     beyond what can be drawn
   */
  public double number(String column) {
    double number = parse(column);
    if (number < 0) {
      throw bad(column, text(column) + " is negative");
    }
    if (number > MOST) {
      throw beyond(column);
    }
    return number;
  }

  /**
   * A cell's number, above zero.
   *
   * @throws BadInputException when there is no column, or the cell is blank, no number, not above
   *     zero or beyond what can be drawn
   */
  public double positive(String column) {
    double number = parse(column);
    if (number <= 0) {
      throw bad(column, text(column) + " is not above zero");
    }
    if (number < LEAST || number > MOST) {
      throw beyond(column);
    }
    return number;
  }

  /** Whether the column is missing or the cell is blank. */
  boolean isBlank(String column) {
    return cells.getOrDefault(column, "").isEmpty();
  }

  /** An error at one of the row's cells. */
  BadInputException bad(String column, String what) {
    return new BadInputException(file + ", line " + line + ", column " + column, what);
  }

  private BadInputException beyond(String column) {
    return bad(
        column,
        text(column)
            + " is beyond what can be drawn; give a number from %.0e to %.0e"
                .formatted(LEAST, MOST));
  }

  private double parse(String column) {
    String text = text(column);
    try {
      // Unlike Double.parseDouble, this refuses NaN, Infinity and hexadecimal.
      double number = new BigDecimal(text).doubleValue();
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad(column, "'" + text + "' is no number");
    }
    throw beyond(column);
  }
}
