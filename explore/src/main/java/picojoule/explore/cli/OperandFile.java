package picojoule.explore.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import picojoule.config.BadInputException;
import picojoule.explore.cli.InputRows.Row;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.Rounding;
import picojoule.pe.datapath.PatternMatrix;

/**
 * A matrix from a CSV, a row a line: decimal numbers, which are rounded to the nearest that the
 * format holds, or bit patterns with {@code 0x}.
 */
final class OperandFile {

  private final String file;
  private final List<Row> rows;
  private int rounded;

  OperandFile(String file) {
    this.file = file;
    rows = InputRows.read(file);
    if (rows.isEmpty()) {
      throw new BadInputException(file, "holds no values");
    }
    for (Row row : rows) {
      if (row.cells().size() != columns()) {
        throw new BadInputException(
            row.where(),
            "has %d values where the first row has %d".formatted(row.cells().size(), columns()));
      }
    }
  }

  int rows() {
    return rows.size();
  }

  int columns() {
    return rows.get(0).cells().size();
  }

  /** Numbers so far that a format did not hold. */
  int rounded() {
    return rounded;
  }

  PatternMatrix matrix(NumberFormat format) {
    return new PatternMatrix(format, rows(), columns(), patterns(format));
  }

  int[] patterns(NumberFormat format) {
    InputNumbers numbers = new InputNumbers(null);
    int[] patterns = new int[rows() * columns()];
    int next = 0;
    for (Row row : rows) {
      for (String cell : row.cells()) {
        boolean isPattern = cell.startsWith("0x") || cell.startsWith("0X");
        long pattern =
            isPattern
                ? PatternText.parse(row.where(), cell, format.bits(), format.name())
                : numbers.encode(row.where(), cell, format, Rounding.NEAREST_EVEN);
        rounded += isPattern || holds(format, pattern, cell) ? 0 : 1;
        patterns[next++] = (int) pattern;
      }
    }
    return patterns;
  }

  private static boolean holds(NumberFormat format, long pattern, String cell) {
    if (!format.classify(pattern).isFinite()) {
      return true;
    }
    // An infinity becomes the last value where there is none.
    boolean isInfinity = cell.toLowerCase(Locale.ROOT).contains("inf");
    return !isInfinity && format.decode(pattern).compareTo(new BigDecimal(cell)) == 0;
  }

  /** Whole numbers: zero points or selectors. */
  int[] integers() {
    int[] integers = new int[rows() * columns()];
    int next = 0;
    for (Row row : rows) {
      for (String cell : row.cells()) {
        try {
          integers[next++] = Integer.parseInt(cell);
        } catch (NumberFormatException e) {
          throw new BadInputException(row.where(), "'" + cell + "' is no whole number");
        }
      }
    }
    return integers;
  }

  /** Refuses a file of other extents. */
  void requireExtents(int expectedRows, int expectedColumns, String why) {
    if (rows() != expectedRows || columns() != expectedColumns) {
      throw new BadInputException(
          file,
          "has %dx%d values where %s needs %dx%d"
              .formatted(rows(), columns(), why, expectedRows, expectedColumns));
    }
  }
}
