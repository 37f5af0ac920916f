package picojoule.isa.number;

import java.math.BigDecimal;

/**
 * Unsigned integers q with a scale and a zero point z per block, {@code value = scale × (q - z)}.
 * The range from the least to the greatest value, zero included, is spread over all patterns:
 * {@code scale = (max - min) / (2^bits - 1)}, {@code z = round(-min / scale)}, {@code q =
 * round(value / scale) + z}, all from exact quotients (of values times the tensor scale, where
 * there is one); the zero point is stored as wide as an element.
 *
 * @param element an unsigned integer format
 */
public record AffineBlockFormat(
    String name, IntegerFormat element, NumberFormat scale, int size, boolean hasTensorScale)
    implements BlockFormat {

  /**
   * Quotients of doubles below this, and farther from a tie than the doubt, round as exact ones.
   */
  private static final double CERTAIN = 0x1p20;

  private static final double DOUBT = 0x1p-28;

  private static final IntegerFormat WIDE = new IntegerFormat(IntegerFormat.MAX_BITS, true);

  public AffineBlockFormat {
    ScaledBlockFormat.checkSize(name, size);
    if (element.signed() || element.bits() == IntegerFormat.MAX_BITS) {
      throw new IllegalArgumentException(
          "'%s' is impossible: a zero point belongs to uint1 … uint31".formatted(name));
    }
  }

  @Override
  public int offsetBits() {
    return element.bits();
  }

  /** Such that a block from -greatestMagnitude to greatestMagnitude has the greatest scale. */
  @Override
  public float tensorScale(float greatestMagnitude) {
    return hasTensorScale
        ? ScaledBlockFormat.tensorScale(
            scale, element.greatest().floatValue() / 2, greatestMagnitude)
        : 1;
  }

  @Override
  public EncodedBlocks encode(float[] values, float tensorScale, Rounding rounding) {
    int[] scales = new int[blocks(values.length)];
    int[] zeroPoints = new int[scales.length];
    int[] codes = new int[values.length];
    for (int block = 0; block < scales.length; block++) {
      int first = block * size;
      float least = 0;
      float greatest = 0;
      for (int i = first; i < first + size; i++) {
        if (!Float.isFinite(values[i])) {
          throw new IllegalArgumentException(
              "a block of %s holds infinity or NaN, which its elements can not say"
                  .formatted(name));
        }
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
      scales[block] = scale(least, greatest, tensorScale);
      if (scale.classify(scales[block]) != ValueClass.ZERO) {
        double perStep = tensorScale / scale.decodeDouble(scales[block]);
        zeroPoints[block] =
            (int)
                element.saturate(
                    -steps(least, tensorScale, scales[block], perStep, Rounding.NEAREST_EVEN));
        for (int i = first; i < first + size; i++) {
          codes[i] =
              (int)
                  element.saturate(
                      steps(values[i], tensorScale, scales[block], perStep, rounding)
                          + zeroPoints[block]);
        }
      }
    }
    return new EncodedBlocks(this, tensorScale, scales, zeroPoints, codes);
  }

  private int scale(float least, float greatest, float tensorScale) {
    BigDecimal range = new BigDecimal(greatest).subtract(new BigDecimal(least));
    if (range.signum() == 0) {
      return (int) scale.zero(false);
    }
    BigDecimal scaled = range.multiply(new BigDecimal(tensorScale));
    LeadingBits bits = LeadingBits.ofQuotient(scaled, element.greatest());
    return (int)
        scale.round(
            false, bits.scale(), bits.significand(), bits.isInexact(), Rounding.NEAREST_EVEN);
  }

  /** A value in units of the scale, a whole number. */
  private long steps(
      float value, float tensorScale, int scalePattern, double perStep, Rounding rounding) {
    double quotient = value * perStep;
    double nearest = Math.rint(quotient);
    double fromTie = Math.abs(Math.abs(quotient - nearest) - 0.5);
    if (rounding.isNearest() && Math.abs(quotient) < CERTAIN && fromTie > DOUBT) {
      return (long) nearest;
    }
    if (value == 0) {
      return 0;
    }
    return WIDE.value(
        ScaledQuotient.round(
            WIDE,
            value < 0,
            ScaledQuotient.significand(value) * ScaledQuotient.significand(tensorScale),
            scale.significand(scalePattern),
            ScaledQuotient.exponent(value)
                + ScaledQuotient.exponent(tensorScale)
                - scale.exponent(scalePattern),
            rounding));
  }

  @Override
  public BigDecimal decode(int scale, int offset, int code) {
    return decodeUnscaled(offset, code).multiply(this.scale.decode(scale));
  }

  @Override
  public BigDecimal decodeUnscaled(int offset, int code) {
    return BigDecimal.valueOf(element.value(code) - offset);
  }
}
