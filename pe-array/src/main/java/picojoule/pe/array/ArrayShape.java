package picojoule.pe.array;

/**
 * The extent of an array of processing elements.
 *
 * @param rows PEs in a column
 * @param columns PEs in a row
 */
public record ArrayShape(int rows, int columns) {

  /** The longest side of an array. */
  public static final int MAX_SIDE = 1 << 16;

  public ArrayShape {
    if (rows < 1 || columns < 1 || rows > MAX_SIDE || columns > MAX_SIDE) {
      throw new IllegalArgumentException(
          "an array has 1 to " + MAX_SIDE + " rows and columns, not " + rows + "x" + columns);
    }
  }

  /** How many processing elements there are. */
  public long elements() {
    return (long) rows * columns;
  }
}
