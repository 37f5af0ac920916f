package picojoule.isa.number;

/** The error of a value that a format has no pattern for. */
final class NoSuchValue {

  private NoSuchValue() {}

  static IllegalArgumentException notANumber(NumberFormat format) {
    return new IllegalArgumentException(
        format.name()
            + " has no NaN; it holds numbers from "
            + format.least().stripTrailingZeros().toPlainString()
            + " to "
            + format.greatest().stripTrailingZeros().toPlainString());
  }
}
