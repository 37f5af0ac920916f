package picojoule.isa.number;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Floating point as in IEEE 754: sign, biased exponent, mantissa with a hidden one, subnormals. The
 * bias is {@code 2^(exponentBits-1) - 1}. Sources: IEEE 754-2019 for {@code fp16} and {@code fp32};
 * Micikevicius et al., "FP8 Formats for Deep Learning" (2022), for FP8; the Open Compute Project's
 * "Microscaling Formats (MX) Specification" 1.0 for FP6 and FP4.
 *
 * @param exponentBits 1 to 11
 * @param mantissaBits without the hidden one, 0 to 23
 * @param signed whether there is a sign bit; without one, what is below zero becomes zero
 * @param specials which patterns are no numbers
 */
public record Minifloat(int exponentBits, int mantissaBits, boolean signed, Specials specials)
    implements NumberFormat {

  private static final int MAX_EXPONENT_BITS = 11;
  private static final int MAX_MANTISSA_BITS = 23;

  /** Narrower formats use every pattern for a number unless their names say otherwise. */
  private static final int LEAST_BITS_WITH_SPECIALS = 8;

  private static final Map<String, String> USUAL_NAMES =
      Map.of("fp16-e5m10", "fp16", "fp16-e8m7", "bf16", "fp19-e8m10", "tf32", "fp32-e8m23", "fp32");

  /** Which patterns are no numbers. */
  public enum Specials {
    /** The highest exponent holds infinity and NaN. */
    IEEE,
    /** Only the pattern of all ones (without the sign) is NaN, there is no infinity. */
    NAN_ONLY,
    /** Every pattern is a number. */
    NONE
  }

  public Minifloat {
    if (exponentBits < 1 || exponentBits > MAX_EXPONENT_BITS) {
      throw new IllegalArgumentException(
          "a float has 1 to " + MAX_EXPONENT_BITS + " exponent bits, not " + exponentBits);
    }
    if (mantissaBits < 0 || mantissaBits > MAX_MANTISSA_BITS) {
      throw new IllegalArgumentException(
          "a float has 0 to " + MAX_MANTISSA_BITS + " mantissa bits, not " + mantissaBits);
    }
    if (specials == Specials.IEEE && (exponentBits == 1 || mantissaBits == 0)) {
      throw new IllegalArgumentException(
          "infinity and NaN need at least 2 exponent bits and 1 mantissa bit");
    }
  }

  /** The specials of a format whose name does not say. */
  public static Specials usualSpecials(int bits) {
    return bits < LEAST_BITS_WITH_SPECIALS ? Specials.NONE : Specials.IEEE;
  }

  @Override
  public String name() {
    String split = "e" + exponentBits + "m" + mantissaBits;
    if (!signed) {
      return "u" + split;
    }
    String described = "fp" + bits() + "-" + split + suffix();
    return USUAL_NAMES.getOrDefault(described, described);
  }

  private String suffix() {
    return switch (specials) {
      case NAN_ONLY -> "fn";
      case IEEE -> usualSpecials(bits()) == Specials.IEEE ? "" : "-ieee";
      case NONE -> usualSpecials(bits()) == Specials.NONE ? "" : "-finite";
    };
  }

  @Override
  public int bits() {
    return (signed ? 1 : 0) + exponentBits + mantissaBits;
  }

  /** What is taken from the exponent field. */
  public int bias() {
    return (1 << (exponentBits - 1)) - 1;
  }

  @Override
  public ValueClass classify(long pattern) {
    long magnitude = magnitude(pattern);
    if (magnitude > greatestMagnitude()) {
      return specials == Specials.IEEE && magnitude == greatestMagnitude() + 1
          ? ValueClass.INFINITY
          : ValueClass.NAN;
    }
    if (magnitude >>> mantissaBits != 0) {
      return ValueClass.NORMAL;
    }
    return magnitude == 0 ? ValueClass.ZERO : ValueClass.SUBNORMAL;
  }

  @Override
  public boolean isNegative(long pattern) {
    return signed && (pattern >>> (exponentBits + mantissaBits) & 1) != 0;
  }

  @Override
  public long significand(long pattern) {
    long magnitude = magnitude(pattern);
    long mantissa = magnitude & ((1L << mantissaBits) - 1);
    return magnitude >>> mantissaBits == 0 ? mantissa : mantissa | 1L << mantissaBits;
  }

  @Override
  public int exponent(long pattern) {
    int field = (int) (magnitude(pattern) >>> mantissaBits);
    return Math.max(field, 1) - bias() - mantissaBits;
  }

  @Override
  public long round(
      boolean negative, int scale, long significand, boolean inexact, Rounding rounding) {
    if (negative && !signed) {
      return 0;
    }
    // Patterns grow with magnitudes, so that a carry out of the mantissa raises the exponent, out
    // of the subnormals makes the first normal, and out of the range meets infinity or NaN.
    int beyondSubnormal = scale + bias() - 1;
    int discarded = Long.SIZE - 1 - mantissaBits - Math.min(beyondSubnormal, 0);
    long base = (long) Math.max(beyondSubnormal, 0) << mantissaBits;
    long magnitude = rounding.shifted(base, significand, discarded, inexact);
    if (magnitude > greatestMagnitude()) {
      magnitude = rounding.saturates() ? greatestMagnitude() : overflow();
    }
    return sign(negative) | magnitude;
  }

  @Override
  public long zero(boolean negative) {
    return sign(negative);
  }

  @Override
  public long infinity(boolean negative) {
    return negative && !signed ? 0 : sign(negative) | overflow();
  }

  @Override
  public boolean hasNotANumber() {
    return specials != Specials.NONE;
  }

  /** The quiet NaN: the mantissa's first bit alone, or all ones where there is but one NaN. */
  @Override
  public long notANumber() {
    return switch (specials) {
      case IEEE -> (greatestMagnitude() + 1) | 1L << (mantissaBits - 1);
      case NAN_ONLY -> greatestMagnitude() + 1;
      case NONE -> throw NoSuchValue.notANumber(this);
    };
  }

  @Override
  public int leastExponent() {
    return 1 - bias() - mantissaBits;
  }

  @Override
  public int greatestScale() {
    long significand = significand(greatestMagnitude());
    return exponent(greatestMagnitude()) + Long.SIZE - 1 - Long.numberOfLeadingZeros(significand);
  }

  @Override
  public BigDecimal least() {
    return signed ? greatest().negate() : BigDecimal.ZERO;
  }

  @Override
  public BigDecimal greatest() {
    return decode(greatestMagnitude());
  }

  private long magnitude(long pattern) {
    return pattern & ((1L << (exponentBits + mantissaBits)) - 1);
  }

  private long sign(boolean negative) {
    return negative && signed ? 1L << (exponentBits + mantissaBits) : 0;
  }

  /** The pattern, without sign, of the greatest finite value. */
  private long greatestMagnitude() {
    return switch (specials) {
      case IEEE -> (((1L << exponentBits) - 1) << mantissaBits) - 1;
      case NAN_ONLY -> (1L << (exponentBits + mantissaBits)) - 2;
      case NONE -> (1L << (exponentBits + mantissaBits)) - 1;
    };
  }

  private long overflow() {
    return specials == Specials.NONE ? greatestMagnitude() : greatestMagnitude() + 1;
  }
}
