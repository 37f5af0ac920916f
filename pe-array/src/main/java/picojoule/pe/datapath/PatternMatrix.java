package picojoule.pe.datapath;

import java.math.BigDecimal;
import picojoule.isa.number.NumberFormat;

/** Bit patterns of a format: M tokens or N features by K operands, or M by N results. */
public final class PatternMatrix implements ExactMatrix {

  private final NumberFormat format;
  private final int rows;
  private final int columns;
  private final int[] patterns;

  /**
   * A matrix.
   *
   * @param patterns row by row, each in the low bits of its word; copied
   * @throws IllegalArgumentException where there are more or fewer, or one is wider than the format
   */
  public PatternMatrix(NumberFormat format, int rows, int columns, int[] patterns) {
    if (rows < 1 || columns < 1 || patterns.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "a matrix of "
              + rows
              + "x"
              + columns
              + " does not have "
              + patterns.length
              + " patterns");
    }
    for (int i = 0; i < patterns.length; i++) {
      if (format.bits() < Integer.SIZE && patterns[i] >>> format.bits() != 0) {
        throw new IllegalArgumentException(
            "the pattern 0x%x does not fit %s (row %d, column %d)"
                .formatted(patterns[i], format.name(), i / columns, i % columns));
      }
    }
    this.format = format;
    this.rows = rows;
    this.columns = columns;
    this.patterns = patterns.clone();
  }

  public NumberFormat format() {
    return format;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** One pattern, in the low bits. */
  public long pattern(int row, int column) {
    return Integer.toUnsignedLong(patterns[row * columns + column]);
  }

  /** Columns from one to before another, as a matrix of its own. */
  public PatternMatrix columns(int from, int to) {
    int[] part = new int[Math.multiplyExact(rows, to - from)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(patterns, row * columns + from, part, row * (to - from), to - from);
    }
    return new PatternMatrix(format, rows, to - from, part);
  }

  @Override
  public boolean isFinite(int row, int column) {
    return format.classify(pattern(row, column)).isFinite();
  }

  @Override
  public BigDecimal value(int row, int column) {
    return format.decode(pattern(row, column));
  }

  int[] patterns() {
    return patterns;
  }
}
