package picojoule.isa.number;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table: pattern p stands for entry p. Entries are FP32 numbers. Rounding to nearest takes a tie
 * to the even pattern, where both neighbours are even or odd to the smaller magnitude, and between
 * a number and its negative to the positive one. Where two patterns have one value, it is encoded
 * as the lower of them.
 */
public final class Codebook implements NumberFormat {

  private static final int MAX_BITS = 8;

  private final String name;
  private final int bits;
  private final float[] values;

  private final NearestEntry entries;

  /**
   * A table.
   *
   * @param values one for each pattern: 2, 4, 8 … 256 finite numbers
   */
  public Codebook(String name, List<Float> values) {
    if (Integer.bitCount(values.size()) != 1
        || values.size() < 2
        || values.size() > 1 << MAX_BITS) {
      throw new IllegalArgumentException(
          "a codebook has 2, 4, 8 … %d values, one for each pattern, not %d"
              .formatted(1 << MAX_BITS, values.size()));
    }
    this.name = name;
    this.bits = Integer.numberOfTrailingZeros(values.size());
    this.values = new float[values.size()];
    for (int i = 0; i < this.values.length; i++) {
      if (!Float.isFinite(values.get(i))) {
        throw new IllegalArgumentException("a codebook holds numbers, not " + values.get(i));
      }
      // A negative zero plus zero is zero: the table has one zero.
      this.values[i] = values.get(i) + 0.0f;
    }
    entries = new NearestEntry(this.values);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int bits() {
    return bits;
  }

  /** The value of a pattern, which is always an FP32 number. */
  public float value(long pattern) {
    return values[(int) pattern & (values.length - 1)];
  }

  @Override
  public ValueClass classify(long pattern) {
    return value(pattern) == 0 ? ValueClass.ZERO : ValueClass.NORMAL;
  }

  @Override
  public boolean isNegative(long pattern) {
    return value(pattern) < 0;
  }

  @Override
  public long significand(long pattern) {
    int mantissa = Float.floatToRawIntBits(value(pattern)) & 0x7fffff;
    return Math.abs(value(pattern)) < Float.MIN_NORMAL ? mantissa : mantissa | 1 << 23;
  }

  @Override
  public int exponent(long pattern) {
    return Math.max(Math.getExponent(value(pattern)), Float.MIN_EXPONENT) - 23;
  }

  @Override
  public long round(
      boolean negative, int scale, long significand, boolean inexact, Rounding rounding) {
    BigDecimal magnitude = new LeadingBits(scale, significand, inexact).truncated();
    return entries.pattern(negative ? magnitude.negate() : magnitude, inexact, rounding);
  }

  @Override
  public long encode(float value, Rounding rounding) {
    if (!Float.isFinite(value)) {
      return Float.isNaN(value) ? notANumber() : infinity(value < 0);
    }
    return entries.pattern(value, rounding);
  }

  /** The pattern of a number of which a double is known, or -1 where the double does not tell. */
  int approximate(double value, Rounding rounding) {
    return entries.pattern(value, rounding);
  }

  @Override
  public long zero(boolean negative) {
    return entries.pattern(BigDecimal.ZERO, false, Rounding.NEAREST_EVEN);
  }

  @Override
  public long infinity(boolean negative) {
    return encode(negative ? least() : greatest());
  }

  @Override
  public boolean hasNotANumber() {
    return false;
  }

  @Override
  public long notANumber() {
    throw NoSuchValue.notANumber(this);
  }

  @Override
  public int leastExponent() {
    return IntStream.range(0, values.length).map(this::exponent).min().orElseThrow();
  }

  @Override
  public int greatestScale() {
    return Math.getExponent(least().abs().max(greatest()).doubleValue());
  }

  @Override
  public BigDecimal leastPositive() {
    return IntStream.range(0, values.length)
        .filter(pattern -> values[pattern] > 0)
        .mapToObj(this::decode)
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new ArithmeticException(name + " holds no value above zero"));
  }

  @Override
  public BigDecimal least() {
    return entries.least();
  }

  @Override
  public BigDecimal greatest() {
    return entries.greatest();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Codebook codebook
        && name.equals(codebook.name)
        && Arrays.equals(values, codebook.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Codebook[" + name + "]";
  }
}
