package picojoule.pe.vector.operation;

import java.util.Arrays;

/** A row of fixed-point numbers: whole multiples of a power of two. */
public final class FixedPointRow {

  /** The most fraction bits of INT8 operands, with their sign. */
  public static final int MAX_INPUT_FRACTION_BITS = 7;

  private final long[] codes;
  private final int fractionBits;

  /**
   * A row.
   *
   * @param codes the multiples
   * @param fractionBits the power of two is 2^-this
   */
  public FixedPointRow(long[] codes, int fractionBits) {
    this.codes = codes.clone();
    this.fractionBits = fractionBits;
  }

  /** How many numbers there are. */
  public int length() {
    return codes.length;
  }

  /** A number as the multiple. */
  public long code(int index) {
    return codes[index];
  }

  /** All multiples. */
  public long[] codes() {
    return codes.clone();
  }

  /** A multiple is of 2^-this. */
  public int fractionBits() {
    return fractionBits;
  }

  /** The numbers. */
  public double[] values() {
    return Arrays.stream(codes)
        .mapToDouble(code -> Math.scalb((double) code, -fractionBits))
        .toArray();
  }
}
