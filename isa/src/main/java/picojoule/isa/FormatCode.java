package picojoule.isa;

import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/**
 * Sixteen bits that name a number format in an instruction: the family above, its parameters below.
 * Unsigned integers are family 0, signed ones family 1, both with their width in the low byte.
 */
public final class FormatCode {

  /** Width of a code. */
  public static final int BITS = 16;

  private static final int UNSIGNED = 0;
  private static final int SIGNED = 1;

  private FormatCode() {}

  public static int of(NumberFormat format) {
    if (format instanceof IntegerFormat integer) {
      return (integer.signed() ? SIGNED : UNSIGNED) << 8 | integer.bits();
    }
    throw new IllegalArgumentException("the format " + format.name() + " has no code");
  }

  /**
   * The format of a code.
   *
   * @throws IllegalArgumentException where no format has it
   */
  public static NumberFormat format(int code) {
    int family = code >>> 8;
    if (family > SIGNED) {
      throw new IllegalArgumentException("no number format has the code " + code);
    }
    return new IntegerFormat(code & 0xff, family == SIGNED);
  }
}
