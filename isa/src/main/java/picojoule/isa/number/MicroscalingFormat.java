package picojoule.isa.number;

import java.math.BigDecimal;

/**
 * Blocks of 32 with a power of two as scale (Open Compute Project, "Microscaling Formats (MX)
 * Specification" 1.0): the scale is {@code 2^(floor(log2 amax) - emax)} with emax the exponent of
 * the element's greatest value, at least 2^-127; elements saturate. A block of zeros is scaled as
 * if amax were 2^-126 (so does the microxcaling library), one that holds infinity or NaN a scale of
 * NaN and elements of zero.
 *
 * @param elementExponent what an element's value is multiplied with, as a power of two: MXINT8 has
 *     integers in units of 2^-6
 */
public record MicroscalingFormat(String name, NumberFormat element, int elementExponent)
    implements BlockFormat {

  private static final int SIZE = 32;
  private static final ExponentFormat SCALE = new ExponentFormat(8);

  /** Integers that are symmetric: the specification lets -2^(bits-1) go unused. */
  private static boolean isMostNegative(NumberFormat element, long code) {
    return element instanceof IntegerFormat && code == 1L << (element.bits() - 1);
  }

  @Override
  public NumberFormat scale() {
    return SCALE;
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int offsetBits() {
    return 0;
  }

  @Override
  public boolean hasTensorScale() {
    return false;
  }

  @Override
  public float tensorScale(float greatestMagnitude) {
    return 1;
  }

  @Override
  public EncodedBlocks encode(float[] values, float tensorScale, Rounding rounding) {
    Rounding saturating = rounding.with(Rounding.Overflow.SATURATE);
    int[] scales = new int[blocks(values.length)];
    int[] codes = new int[values.length];
    for (int block = 0; block < scales.length; block++) {
      scales[block] = scale(values, block * SIZE);
      if (scales[block] != SCALE.notANumber()) {
        encode(values, block * SIZE, scales[block], codes, saturating);
      }
    }
    return new EncodedBlocks(this, 1, scales, new int[scales.length], codes);
  }

  private int scale(float[] values, int first) {
    int greatest = 0;
    for (int i = first; i < first + SIZE; i++) {
      greatest = Math.max(greatest, Float.floatToRawIntBits(values[i]) & Integer.MAX_VALUE);
    }
    if (greatest >= Float.floatToRawIntBits(Float.POSITIVE_INFINITY)) {
      return (int) SCALE.notANumber();
    }
    int exponent;
    if (greatest == 0) {
      exponent = Float.MIN_EXPONENT;
    } else if (greatest >>> 23 == 0) {
      exponent = -149 + 31 - Integer.numberOfLeadingZeros(greatest);
    } else {
      exponent = (greatest >>> 23) - 127;
    }
    return Math.max(exponent - greatestElementExponent() + SCALE.bias(), 0);
  }

  private int greatestElementExponent() {
    // An integer's greatest magnitude in use is one less than the power of two.
    return elementExponent
        + (element instanceof IntegerFormat ? element.bits() - 2 : element.greatestScale());
  }

  private void encode(float[] values, int first, int scale, int[] codes, Rounding rounding) {
    int power = -SCALE.exponent(scale) - elementExponent;
    for (int i = first; i < first + SIZE; i++) {
      long code = element.encode(values[i], power, rounding);
      codes[i] = (int) (isMostNegative(element, code) ? code + 1 : code);
    }
  }

  @Override
  public BigDecimal decode(int scale, int offset, int code) {
    return decodeUnscaled(offset, code).multiply(SCALE.decode(scale));
  }

  @Override
  public BigDecimal decodeUnscaled(int offset, int code) {
    return element.decode(code).multiply(ExactPower.scaled(1, elementExponent));
  }
}
