package picojoule.pe.vector.operation;

/**
 * What operations are set to; each uses what it needs.
 *
 * @param epsilon that norms add to the mean square
 * @param position of the token that is rotated
 * @param base of the rotation's angles: pair i of n elements turns by position · base^(−2i/n)
 * @param multiplier of requantization
 * @param shift of requantization, to the right
 * @param zeroPoint that requantization adds
 * @param rounding of every shift to the right
 * @param resultFractionBits an integer result is in units of 2^-this
 * @param resultBits of an integer result, which saturates
 */
public record RowSettings(
    double epsilon,
    long position,
    double base,
    int multiplier,
    int shift,
    int zeroPoint,
    ShiftRounding rounding,
    int resultFractionBits,
    int resultBits) {

  private static final int MAX_RESULT_BITS = 32;
  private static final int MAX_SHIFT = 62;

  /** Positions up to here have angles whose error does not matter. */
  public static final long MAX_POSITION = 1 << 24;

  public RowSettings {
    require(epsilon >= 0 && epsilon <= 1, "epsilon is 0 to 1, not " + epsilon);
    require(
        position >= 0 && position <= MAX_POSITION,
        "a position is 0 to " + MAX_POSITION + ", not " + position);
    require(base > 1 && base <= 1e12, "the base of angles is above 1 and up to 1e12, not " + base);
    require(multiplier > 0, "a multiplier is above zero, not " + multiplier);
    require(shift >= 0 && shift <= MAX_SHIFT, "a shift is 0 to 62, not " + shift);
    require(
        resultFractionBits >= 0 && resultFractionBits < MAX_RESULT_BITS,
        "a result has 0 to 31 fraction bits, not " + resultFractionBits);
    require(
        resultBits >= 2 && resultBits <= MAX_RESULT_BITS,
        "a result has 2 to 32 bits, not " + resultBits);
    long most = (1L << (resultBits - 1)) - 1;
    require(
        zeroPoint >= -most - 1 && zeroPoint <= most,
        "a zero point of " + zeroPoint + " is no value of " + resultBits + " bits");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** A number shifted to the right with the rounding, which then saturates. */
  long result(long value, int bits) {
    return saturated(rounding.shift(value, bits));
  }

  /** The nearest number that the result's bits hold. */
  long saturated(long value) {
    long most = (1L << (resultBits - 1)) - 1;
    return Math.max(-most - 1, Math.min(most, value));
  }
}
