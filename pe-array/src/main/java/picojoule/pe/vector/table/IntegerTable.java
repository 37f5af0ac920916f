package picojoule.pe.vector.table;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A table as it stands in the hardware for one scale S = 2^-s of its INT8 input: breakpoints p/S
 * rounded and clipped, slopes as they are, intercepts shifted by s. Its answer is k·q + b·2^s, a
 * whole number of units 2^-(f+s) with the f fraction bits of slopes and intercepts (GQA-LUT,
 * equation 3).
 */
public final class IntegerTable {

  private static final int LEAST_INPUT = Byte.MIN_VALUE;
  private static final int GREATEST_INPUT = Byte.MAX_VALUE;

  private final int[] breakpoints;
  private final int[] slopes;
  private final int[] intercepts;
  private final int fractionBits;

  IntegerTable(PiecewiseTable table, int inputFractionBits) {
    if (inputFractionBits < 0 || inputFractionBits > table.fractionBits()) {
      throw new IllegalArgumentException(
          "inputs of a table have 0 to "
              + table.fractionBits()
              + " fraction bits, not "
              + inputFractionBits);
    }
    breakpoints =
        table.breakpoints().stream()
            .mapToInt(breakpoint -> rounded(breakpoint, inputFractionBits))
            .toArray();
    slopes = table.slopes().toArray();
    intercepts = table.intercepts().stream().map(b -> b << inputFractionBits).toArray();
    fractionBits = table.fractionBits() + inputFractionBits;
  }

  private static int rounded(BigDecimal breakpoint, int inputFractionBits) {
    BigDecimal scaled =
        breakpoint
            .multiply(BigDecimal.valueOf(1L << inputFractionBits))
            .setScale(0, RoundingMode.HALF_EVEN);
    return scaled
        .max(BigDecimal.valueOf(LEAST_INPUT))
        .min(BigDecimal.valueOf(GREATEST_INPUT))
        .intValueExact();
  }

  /** The value at an input of -128 to 127. */
  public int value(int input) {
    int entry = entry(input);
    return slopes[entry] * input + intercepts[entry];
  }

  /** A breakpoint belongs to the entry on its left. */
  private int entry(int input) {
    int entry = 0;
    while (entry < breakpoints.length && input > breakpoints[entry]) {
      entry++;
    }
    return entry;
  }

  /** A value is a whole number of units of 2^-this. */
  public int fractionBits() {
    return fractionBits;
  }
}
