package picojoule.pe.array;

/**
 * An array as a grid of equal tiles of PEs. Operands enter at the edge of the grid and pass through
 * a tile to the next; an operand that is broadcast within tiles has one register per tile on its
 * way. BitMoD's 4×4 systolic tiles of 8×8 PEs, for instance, broadcast within and are skewed
 * between.
 *
 * @param tile PEs of a tile
 * @param delivery within a tile
 * @param grid tiles, 1×1 for a plain array
 * @param gridDelivery from tile to tile
 */
public record ArrayGeometry(
    ArrayShape tile, Delivery delivery, ArrayShape grid, Delivery gridDelivery) {

  private static final ArrayShape ONE = new ArrayShape(1, 1);

  public ArrayGeometry {
    if ((long) tile.rows() * grid.rows() > ArrayShape.MAX_SIDE
        || (long) tile.columns() * grid.columns() > ArrayShape.MAX_SIDE) {
      throw new IllegalArgumentException(
          "a grid has at most %d rows and columns of PEs, not %d tiles of %d by %d tiles of %d"
              .formatted(
                  ArrayShape.MAX_SIDE, grid.rows(), tile.rows(), grid.columns(), tile.columns()));
    }
  }

  /** A plain systolic array. */
  public static ArrayGeometry systolic(ArrayShape shape) {
    return new ArrayGeometry(shape, Delivery.SKEWED, ONE, Delivery.SKEWED);
  }

  /** Rows of PEs over all tiles. */
  public int rows() {
    return tile.rows() * grid.rows();
  }

  /** Columns of PEs over all tiles. */
  public int columns() {
    return tile.columns() * grid.columns();
  }

  /** How many PEs there are. */
  public long elements() {
    return tile.elements() * grid.elements();
  }

  /** The way down the rows of a column. */
  Path down() {
    return new Path(tile.rows(), delivery, grid.rows(), gridDelivery);
  }

  /** The way along the columns of a row. */
  Path across() {
    return new Path(tile.columns(), delivery, grid.columns(), gridDelivery);
  }
}
