package picojoule.isa.number;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * A number format written down from its definition, slow and exact: all values in order with the
 * boundary between every two neighbours. What lies on a boundary goes to the even pattern.
 */
final class ReferenceFormat {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final String name;
  private final List<BigDecimal> values;
  private final List<Long> patterns;

  /** Between value i and value i + 1. */
  private final List<BigDecimal> boundaries;

  private final boolean tiesUp;

  /** Beyond which magnitude, and at it for an odd last pattern, a value overflows. */
  private final Optional<BigDecimal> overflow;

  private ReferenceFormat(
      String name,
      Map<BigDecimal, Long> values,
      LongFunction<BigDecimal> boundaryAbove,
      boolean tiesUp,
      Optional<BigDecimal> overflow) {
    this.name = name;
    this.values = List.copyOf(values.keySet());
    this.patterns = List.copyOf(values.values());
    this.boundaries = new ArrayList<>();
    for (int i = 0; i + 1 < this.values.size(); i++) {
      boundaries.add(boundaryAbove.apply(i));
    }
    this.tiesUp = tiesUp;
    this.overflow = overflow;
  }

  /** Two's complement or unsigned. */
  static ReferenceFormat integer(int bits, boolean signed) {
    Map<BigDecimal, Long> values = new TreeMap<>();
    for (long pattern = 0; pattern < 1L << bits; pattern++) {
      boolean negative = signed && pattern >= 1L << (bits - 1);
      values.put(BigDecimal.valueOf(negative ? pattern - (1L << bits) : pattern), pattern);
    }
    return new ReferenceFormat(
        (signed ? "int" : "uint") + bits, values, middles(values), false, Optional.empty());
  }

  /**
   * Floating point.
   *
   * @param specials how many of the last magnitudes are no numbers
   */
  static ReferenceFormat minifloat(
      String name, int exponentBits, int mantissaBits, boolean signed, int specials) {
    Map<BigDecimal, Long> values = new TreeMap<>();
    long magnitudes = 1L << (exponentBits + mantissaBits);
    long last = magnitudes - 1 - specials;
    for (long pattern = 0; pattern <= last; pattern++) {
      BigDecimal value = floatValue(pattern, exponentBits, mantissaBits);
      if (signed && pattern > 0) {
        values.put(value.negate(), pattern | magnitudes);
      }
      values.put(value, pattern);
    }
    BigDecimal beyond = floatValue(last + 1, exponentBits, mantissaBits);
    BigDecimal limit = floatValue(last, exponentBits, mantissaBits).add(beyond).divide(TWO);
    return new ReferenceFormat(
        name,
        values,
        middles(values),
        false,
        specials == 0 ? Optional.empty() : Optional.of(limit));
  }

  /** (-1)^s × 1.m × 2^(e - bias), or 0.m × 2^(1 - bias) where the exponent field is zero. */
  private static BigDecimal floatValue(long magnitude, int exponentBits, int mantissaBits) {
    long field = magnitude >> mantissaBits;
    long mantissa = magnitude & ((1L << mantissaBits) - 1);
    int bias = (1 << (exponentBits - 1)) - 1;
    BigDecimal fraction = new BigDecimal(mantissa).multiply(powerOfTwo(-mantissaBits));
    return field == 0
        ? fraction.multiply(powerOfTwo(1 - bias))
        : fraction.add(BigDecimal.ONE).multiply(powerOfTwo((int) field - bias));
  }

  /** Powers of two from 2^-bias, ties up. */
  static ReferenceFormat exponent(int bits) {
    Map<BigDecimal, Long> values = new TreeMap<>();
    int bias = (1 << (bits - 1)) - 1;
    for (long pattern = 0; pattern < (1L << bits) - 1; pattern++) {
      values.put(powerOfTwo((int) pattern - bias), pattern);
    }
    BigDecimal limit = powerOfTwo((1 << bits) - 2 - bias).multiply(new BigDecimal("1.5"));
    return new ReferenceFormat(
        "e" + bits + "m0", values, middles(values), true, Optional.of(limit));
  }

  /** A posit; zero is left out, for nothing else is rounded to it. */
  static ReferenceFormat posit(int bits, int exponentSize) {
    Map<BigDecimal, Long> values = new TreeMap<>();
    long notReal = 1L << (bits - 1);
    for (long pattern = 1; pattern < 1L << bits; pattern++) {
      if (pattern != notReal) {
        values.put(positValue(pattern, bits, exponentSize), pattern);
      }
    }
    List<Long> patterns = List.copyOf(values.values());
    LongFunction<BigDecimal> boundary =
        i -> {
          long below = patterns.get((int) i);
          // From the least magnitude below zero to the one above.
          return below == (1L << bits) - 1
              ? BigDecimal.ZERO
              : positValue(2 * below + 1, bits + 1, exponentSize);
        };
    return new ReferenceFormat(
        "posit(" + bits + "," + exponentSize + ")", values, boundary, false, Optional.empty());
  }

  /** The standard's definition, digit for digit on the text of the bits. */
  static BigDecimal positValue(long pattern, int bits, int exponentSize) {
    boolean negative = (pattern >> (bits - 1) & 1) != 0;
    long magnitude = negative ? (1L << bits) - pattern : pattern;
    String text = Long.toBinaryString(1L << bits | magnitude).substring(2);
    char first = text.charAt(0);
    int run = 0;
    while (run < text.length() && text.charAt(run) == first) {
      run++;
    }
    int regime = first == '1' ? run - 1 : -run;
    String rest = text.substring(Math.min(run + 1, text.length()));
    // Bits that are cut off are zeros.
    String padded = rest + "0".repeat(exponentSize);
    int exponent = exponentSize == 0 ? 0 : Integer.parseInt(padded.substring(0, exponentSize), 2);
    String fraction = rest.length() > exponentSize ? rest.substring(exponentSize) : "";
    BigDecimal value = BigDecimal.ONE;
    for (int i = 0; i < fraction.length(); i++) {
      if (fraction.charAt(i) == '1') {
        value = value.add(powerOfTwo(-i - 1));
      }
    }
    value = value.multiply(powerOfTwo(regime * (1 << exponentSize) + exponent));
    return negative ? value.negate() : value;
  }

  private static LongFunction<BigDecimal> middles(Map<BigDecimal, Long> values) {
    List<BigDecimal> ordered = List.copyOf(values.keySet());
    return i -> ordered.get((int) i).add(ordered.get((int) i + 1)).divide(TWO);
  }

  static BigDecimal powerOfTwo(int exponent) {
    BigDecimal power = TWO.pow(Math.abs(exponent));
    return exponent >= 0 ? power : BigDecimal.ONE.divide(power);
  }

  String name() {
    return name;
  }

  List<BigDecimal> values() {
    return values;
  }

  long pattern(int index) {
    return patterns.get(index);
  }

  List<BigDecimal> boundaries() {
    return boundaries;
  }

  Optional<BigDecimal> overflow() {
    return overflow;
  }

  /** Whether a value is so great that it has no nearest pattern. */
  boolean overflows(BigDecimal value) {
    if (overflow.isEmpty() || (value.signum() < 0 && values.get(0).signum() >= 0)) {
      return false;
    }
    int order = value.abs().compareTo(overflow.get());
    boolean isLastOdd = (patterns.get(patterns.size() - 1) & 1) != 0;
    return order > 0 || (order == 0 && (isLastOdd || tiesUp));
  }

  /** The pattern nearest to a value other than zero, the last one beyond the range. */
  long round(BigDecimal value) {
    int low = 0;
    int high = boundaries.size();
    // The first boundary at or above the value.
    while (low < high) {
      int middle = (low + high) / 2;
      if (boundaries.get(middle).compareTo(value) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean isTie = low < boundaries.size() && boundaries.get(low).compareTo(value) == 0;
    boolean isBelowEven = (patterns.get(low) & 1) == 0;
    return patterns.get(isTie && (tiesUp || !isBelowEven) ? low + 1 : low);
  }
}
