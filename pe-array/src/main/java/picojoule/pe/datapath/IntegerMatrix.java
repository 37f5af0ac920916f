package picojoule.pe.datapath;

import picojoule.isa.number.IntegerFormat;

/**
 * Integers of a format: the codes of M tokens by K activations or of N features by K weights.
 * Activations have a scale of their own, common to a token, which the vector unit applies.
 */
public final class IntegerMatrix {

  private final IntegerFormat format;
  private final int rows;
  private final int columns;
  private final int[] codes;

  /**
   * A matrix.
   *
   * @param codes integers that the format holds, row by row; copied
   * @throws IllegalArgumentException where there are more or fewer, or one that the format does not
   *     hold
   */
  public IntegerMatrix(IntegerFormat format, int rows, int columns, int[] codes) {
    if (rows < 1 || columns < 1 || codes.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + "x" + columns + " does not have " + codes.length + " codes");
    }
    for (int i = 0; i < codes.length; i++) {
      if (!format.holds(codes[i])) {
        throw new IllegalArgumentException(
            "%s does not hold %d (row %d, column %d)"
                .formatted(format.name(), codes[i], i / columns, i % columns));
      }
    }
    this.format = format;
    this.rows = rows;
    this.columns = columns;
    this.codes = codes.clone();
  }

  public IntegerFormat format() {
    return format;
  }

  /** Tokens or features. */
  public int rows() {
    return rows;
  }

  /** K. */
  public int columns() {
    return columns;
  }

  /** One integer. */
  public int code(int row, int column) {
    return codes[row * columns + column];
  }

  int[] codes() {
    return codes;
  }
}
