package picojoule.pe.vector.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import picojoule.pe.datapath.NormalTail;

/**
 * A function of one number that a lane evaluates, with the range over which a table of it is
 * fitted. Where the range does not hold every input, the operation brings inputs into it: by powers
 * of two, by the quarter of a turn, or by the greatest of a row.
 */
public enum ScalarFunction {
  /** e^x of what is not above zero: below the range it counts as at its end. */
  EXP("exp", StrictMath::exp, new Range(-128, 0, 4), false),
  /** 1/x of a mantissa. */
  RECIPROCAL("reciprocal", x -> 1 / x, new Range(64, 127, 6), false),
  /** 1/√x of a mantissa with an even exponent. */
  RSQRT("rsqrt", x -> 1 / Math.sqrt(x), new Range(32, 127, 5), false),
  /** sin(πx/2): x is in quarters of a turn. */
  SINE("sine", x -> StrictMath.sin(Math.PI / 2 * x), new Range(0, 64, 6), false),
  /** x·Φ(x). */
  GELU("gelu", ScalarFunction::gelu, new Range(-256, 256, 6), true),
  /** x / (1 + e^−x). */
  SILU("silu", x -> x / (1 + StrictMath.exp(-x)), new Range(-512, 512, 6), true),
  /** x·min(max(x + 3, 0), 6) / 6. */
  HSWISH("hswish", x -> x * Math.min(Math.max(x + 3, 0), 6) / 6, new Range(-256, 256, 6), true);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a function keeps no state
  private final DoubleUnaryOperator function;

  @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
  private final Range range;

  private final boolean isRectifier;

  /**
   * The points that a table is fitted at: whole multiples of a power of two.
   *
   * @param least multiple
   * @param greatest multiple
   * @param fractionBits the power of two is 2^-this
   */
  public record Range(int least, int greatest, int fractionBits) {

    /** How many points there are. */
    public int points() {
      return greatest - least + 1;
    }

    /** A point's place on the axis. */
    public double at(int point) {
      return Math.scalb((double) (least + point), -fractionBits);
    }
  }

  ScalarFunction(String label, DoubleUnaryOperator function, Range range, boolean isRectifier) {
    this.label = label;
    this.function = function;
    this.range = range;
    this.isRectifier = isRectifier;
  }

  /** The function of a name; null where there is none. */
  public static ScalarFunction named(String name) {
    return Arrays.stream(values()).filter(f -> f.label.equals(name)).findFirst().orElse(null);
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(ScalarFunction::label).toList();
  }

  /** The name as users write it. */
  public String label() {
    return label;
  }

  /** The value in FP64, at most a few units in the last place off. */
  public double value(double x) {
    return function.applyAsDouble(x);
  }

  /** Where a table of it is fitted. */
  public Range range() {
    return range;
  }

  /** Whether it is nearly zero below its range and nearly its input above. */
  public boolean isRectifier() {
    return isRectifier;
  }

  private static double gelu(double x) {
    double tail = NormalTail.both(Math.abs(x)) / 2;
    return x * (x < 0 ? tail : 1 - tail);
  }
}
