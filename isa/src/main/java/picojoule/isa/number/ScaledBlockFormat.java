package picojoule.isa.number;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Blocks scaled by their greatest magnitude: {@code scale = amax / greatest element}, rounded to
 * nearest even, an element is the exact quotient, rounded once. With a tensor scale {@code t =
 * (greatest scale × greatest element) / tensor's amax}, rounded to FP32, values are multiplied with
 * it first: NVFP4 (NVIDIA, "Pretraining Large Language Models with NVFP4", 2025) and VS-Quant's
 * integer scales (Dai et al., 2021). A block whose scale becomes zero has elements of zero; one
 * that holds infinity or NaN has a scale of NaN.
 *
 * @param size elements of a block
 */
public record ScaledBlockFormat(
    String name, NumberFormat element, NumberFormat scale, int size, boolean hasTensorScale)
    implements BlockFormat {

  private static final int MAX_SIZE = 1 << 16;

  public ScaledBlockFormat {
    checkSize(name, size);
  }

  static void checkSize(String name, int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "'%s' is impossible: a block has 1 to %d elements, not %d"
              .formatted(name, MAX_SIZE, size));
    }
  }

  @Override
  public int offsetBits() {
    return 0;
  }

  @Override
  public float tensorScale(float greatestMagnitude) {
    return hasTensorScale ? tensorScale(scale, greatestElement(), greatestMagnitude) : 1;
  }

  /** The tensor scale that takes the greatest magnitude to the greatest product. */
  static float tensorScale(NumberFormat scale, float greatestElement, float greatestMagnitude) {
    if (greatestMagnitude == 0) {
      return 1;
    }
    float greatest = scale.greatest().floatValue() * greatestElement;
    return Math.min(greatest / greatestMagnitude, Float.MAX_VALUE);
  }

  /** The magnitude that a block's greatest becomes: an integer's is that of its positive side. */
  float greatestElement() {
    return (element instanceof IntegerFormat
            ? element.greatest()
            : element.greatest().max(element.least().abs()))
        .floatValue();
  }

  @Override
  public EncodedBlocks encode(float[] values, float tensorScale, Rounding rounding) {
    Rounding saturating = rounding.with(Rounding.Overflow.SATURATE);
    int[] scales = new int[blocks(values.length)];
    int[] codes = new int[values.length];
    for (int block = 0; block < scales.length; block++) {
      scales[block] = encodeBlock(values, block * size, tensorScale, codes, saturating);
    }
    return new EncodedBlocks(this, tensorScale, scales, new int[scales.length], codes);
  }

  /** Encodes the block that begins at some element and returns its scale. */
  int encodeBlock(float[] values, int first, float tensorScale, int[] codes, Rounding rounding) {
    float greatest = 0;
    for (int i = first; i < first + size; i++) {
      if (!Float.isFinite(values[i])) {
        return notANumber(first, codes);
      }
      greatest = Math.max(greatest, Math.abs(values[i]));
    }
    int pattern = greatest == 0 ? (int) scale.zero(false) : scale(greatest, tensorScale);
    boolean isZero = scale.classify(pattern) == ValueClass.ZERO;
    long divisor = scale.significand(pattern);
    int divisorExponent = scale.exponent(pattern);
    long factor = ScaledQuotient.significand(tensorScale);
    int exponent = ScaledQuotient.exponent(tensorScale) - divisorExponent;
    Codebook table = element instanceof Codebook codebook && !isZero ? codebook : null;
    double perStep = isZero ? 1 : tensorScale / scale.decodeDouble(pattern);
    for (int i = first; i < first + size; i++) {
      float value = values[i];
      int near = table == null ? -1 : table.approximate(value * perStep, rounding);
      if (near >= 0) {
        codes[i] = near;
        continue;
      }
      boolean negative = Float.floatToRawIntBits(value) < 0;
      codes[i] =
          (int)
              (isZero || value == 0
                  ? element.zero(negative)
                  : ScaledQuotient.round(
                      element,
                      negative,
                      ScaledQuotient.significand(value) * factor,
                      divisor,
                      ScaledQuotient.exponent(value) + exponent,
                      rounding));
    }
    return pattern;
  }

  private int notANumber(int first, int[] codes) {
    Arrays.fill(codes, first, first + size, (int) element.zero(false));
    if (!scale.hasNotANumber()) {
      throw new IllegalArgumentException(
          "a block of %s holds infinity or NaN, which its scale can not say".formatted(name));
    }
    return (int) scale.notANumber();
  }

  private int scale(float greatest, float tensorScale) {
    float element = greatestElement();
    return (int)
        ScaledQuotient.round(
            scale,
            false,
            ScaledQuotient.significand(greatest) * ScaledQuotient.significand(tensorScale),
            ScaledQuotient.significand(element),
            ScaledQuotient.exponent(greatest)
                + ScaledQuotient.exponent(tensorScale)
                - ScaledQuotient.exponent(element),
            Rounding.NEAREST_EVEN);
  }

  @Override
  public BigDecimal decode(int scale, int offset, int code) {
    return decodeUnscaled(offset, code).multiply(this.scale.decode(scale));
  }

  @Override
  public BigDecimal decodeUnscaled(int offset, int code) {
    return element.decode(code);
  }
}
