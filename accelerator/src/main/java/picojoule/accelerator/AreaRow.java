package picojoule.accelerator;

/**
 * Area of one kind of part.
 *
 * @param component that it belongs to
 * @param count of parts
 * @param squareMicrometresEach of one
 * @param milliwattsEach that one leaks
 * @param basis how the figures were come by
 * @param source where they are from
 */
public record AreaRow(
    String component,
    long count,
    double squareMicrometresEach,
    double milliwattsEach,
    String basis,
    String source) {

  public double squareMicrometres() {
    return count * squareMicrometresEach;
  }

  public double milliwatts() {
    return count * milliwattsEach;
  }
}
