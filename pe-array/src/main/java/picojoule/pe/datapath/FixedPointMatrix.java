package picojoule.pe.datapath;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact product, M tokens by N features: integers with a common number of fraction bits. */
public final class FixedPointMatrix implements ExactMatrix {

  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private final int rows;
  private final int columns;
  private final int fractionBits;
  private final long[] values;

  FixedPointMatrix(int rows, int columns, int fractionBits) {
    this.rows = rows;
    this.columns = columns;
    this.fractionBits = fractionBits;
    values = new long[Math.multiplyExact(rows, columns)];
  }

  /**
   * A matrix of known values.
   *
   * @param values before the final shift, row by row; copied
   */
  public static FixedPointMatrix of(int rows, int columns, int fractionBits, long[] values) {
    FixedPointMatrix matrix = new FixedPointMatrix(rows, columns, fractionBits);
    if (values.length != matrix.values.length) {
      throw new IllegalArgumentException(
          "a matrix of %dx%d does not have %d values".formatted(rows, columns, values.length));
    }
    System.arraycopy(values, 0, matrix.values, 0, values.length);
    return matrix;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The value of an element is {@link #exact} · 2^−fractionBits. */
  public int fractionBits() {
    return fractionBits;
  }

  /** An element before the final shift. */
  public long exact(int row, int column) {
    return values[row * columns + column];
  }

  @Override
  public boolean isFinite(int row, int column) {
    return true;
  }

  @Override
  public BigDecimal value(int row, int column) {
    // 2^-n is 5^n / 10^n.
    BigInteger digits = BigInteger.valueOf(exact(row, column)).multiply(FIVE.pow(fractionBits));
    return new BigDecimal(digits, fractionBits);
  }

  /** An element after the final shift, rounded to the nearest integer, ties to the even one. */
  public long rounded(int row, int column) {
    return shiftRounding(exact(row, column), fractionBits);
  }

  void set(int row, int column, long value) {
    values[row * columns + column] = value;
  }

  static long shiftRounding(long value, int shift) {
    if (shift == 0) {
      return value;
    }
    long floor = value >> shift;
    long rest = value - (floor << shift);
    long half = 1L << (shift - 1);
    boolean up = rest > half || (rest == half && (floor & 1) == 1);
    return up ? floor + 1 : floor;
  }
}
