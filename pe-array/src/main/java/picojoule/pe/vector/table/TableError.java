package picojoule.pe.vector.table;

/**
 * How far a table is from its function at the points of the function's range.
 *
 * @param meanSquare mean of the squared differences
 * @param greatest magnitude of a difference
 */
public record TableError(double meanSquare, double greatest) {

  /** The error of a table. */
  public static TableError of(PiecewiseTable table, ScalarFunction function) {
    double squares = 0;
    double greatest = 0;
    int points = function.range().points();
    for (int i = 0; i < points; i++) {
      double x = function.range().at(i);
      double difference = table.value(x) - function.value(x);
      squares += difference * difference;
      greatest = Math.max(greatest, Math.abs(difference));
    }
    return new TableError(squares / points, greatest);
  }
}
