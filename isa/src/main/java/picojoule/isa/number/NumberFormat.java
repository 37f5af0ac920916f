package picojoule.isa.number;

import java.math.BigDecimal;

/**
 * A set of values and the bit patterns that stand for them. Minifloats, posits, blocks and
 * codebooks will stand beside {@link IntegerFormat}; nobody outside this package asks which one it
 * is.
 */
public sealed interface NumberFormat permits IntegerFormat {

  /** The name that configs and instructions use, for instance {@code int4}. */
  String name();

  /** Width of one element in bits. */
  int bits();

  /**
   * The exact value of a pattern.
   *
   * @param pattern in the low {@link #bits} bits; higher ones are ignored
   */
  BigDecimal decode(long pattern);

  /**
   * The pattern nearest to a value: ties go to the even pattern, what lies beyond the range
   * saturates.
   *
   * @return the pattern in the low {@link #bits} bits, the rest zero
   */
  long encode(BigDecimal value);

  /** The least value. */
  BigDecimal least();

  /** The greatest value. */
  BigDecimal greatest();
}
