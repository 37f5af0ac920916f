package picojoule.pe.datapath;

import java.math.BigDecimal;

/** A matrix of exact decimals; null where there is no value. */
final class DecimalMatrix implements ExactMatrix {

  private final int rows;
  private final int columns;
  private final BigDecimal[] values;

  DecimalMatrix(int rows, int columns, BigDecimal[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public boolean isFinite(int row, int column) {
    return values[row * columns + column] != null;
  }

  @Override
  public BigDecimal value(int row, int column) {
    if (!isFinite(row, column)) {
      throw new ArithmeticException("row %d, column %d has no value".formatted(row, column));
    }
    return values[row * columns + column];
  }
}
