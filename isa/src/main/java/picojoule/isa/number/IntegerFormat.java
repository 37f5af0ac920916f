package picojoule.isa.number;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Two's complement or unsigned integers.
 *
 * @param bits width, 1 to 32
 * @param signed whether the top bit is a sign; {@code int1} then holds -1 and 0
 */
public record IntegerFormat(int bits, boolean signed) implements NumberFormat {

  /** The widest integer. */
  public static final int MAX_BITS = 32;

  public IntegerFormat {
    if (bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException("an integer has 1 to " + MAX_BITS + " bits, not " + bits);
    }
  }

  @Override
  public String name() {
    return (signed ? "int" : "uint") + bits;
  }

  /** The value of a pattern as a machine integer: {@link #decode} without the object. */
  public long value(long pattern) {
    int unused = Long.SIZE - bits;
    return signed ? pattern << unused >> unused : pattern << unused >>> unused;
  }

  /** The pattern of a value that the format holds; what it does not hold wraps. */
  public long pattern(long value) {
    return value & (-1L >>> (Long.SIZE - bits));
  }

  /** The nearest value that the format holds. */
  public long saturate(long value) {
    return Math.max(leastValue(), Math.min(greatestValue(), value));
  }

  /** Whether the format holds a value. */
  public boolean holds(long value) {
    return value >= leastValue() && value <= greatestValue();
  }

  public long leastValue() {
    return signed ? -1L << (bits - 1) : 0;
  }

  public long greatestValue() {
    return signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
  }

  @Override
  public BigDecimal decode(long pattern) {
    return BigDecimal.valueOf(value(pattern));
  }

  @Override
  public long encode(BigDecimal value) {
    BigDecimal clamped = value.max(least()).min(greatest());
    return pattern(clamped.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  @Override
  public BigDecimal least() {
    return BigDecimal.valueOf(leastValue());
  }

  @Override
  public BigDecimal greatest() {
    return BigDecimal.valueOf(greatestValue());
  }
}
