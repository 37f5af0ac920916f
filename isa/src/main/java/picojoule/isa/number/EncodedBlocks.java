package picojoule.isa.number;

import java.math.BigDecimal;
import java.math.MathContext;

/** A tensor's values in a block format: patterns of elements, scales and offsets. */
public final class EncodedBlocks {

  private final BlockFormat format;
  private final float tensorScale;
  private final int[] scales;
  private final int[] offsets;
  private final int[] codes;

  /**
   * Blocks of given patterns, which are copied.
   *
   * @param scales one for each block
   * @param offsets one for each block
   */
  public EncodedBlocks(
      BlockFormat format, float tensorScale, int[] scales, int[] offsets, int[] codes) {
    int blocks = format.blocks(codes.length);
    if (scales.length != blocks || offsets.length != blocks) {
      throw new IllegalArgumentException(
          "%d blocks have %d scales and %d offsets"
              .formatted(blocks, scales.length, offsets.length));
    }
    this.format = format;
    this.tensorScale = tensorScale;
    this.scales = scales.clone();
    this.offsets = offsets.clone();
    this.codes = codes.clone();
  }

  public BlockFormat format() {
    return format;
  }

  /** What the values were multiplied with; 1 where the format has no tensor scale. */
  public float tensorScale() {
    return tensorScale;
  }

  public int blocks() {
    return scales.length;
  }

  /** How many elements there are. */
  public int length() {
    return codes.length;
  }

  public int scale(int block) {
    return scales[block];
  }

  /** A block's zero point or selector; 0 where it has neither. */
  public int offset(int block) {
    return offsets[block];
  }

  public int code(int element) {
    return codes[element];
  }

  /** An element's exact value before the tensor's scale. */
  public BigDecimal scaledValue(int element) {
    int block = element / format.size();
    return format.decode(scales[block], offsets[block], codes[element]);
  }

  /** An element's value, the tensor's scale divided out, as the nearest {@code double}. */
  public double value(int element) {
    if (!isFinite(element)) {
      return Double.NaN;
    }
    BigDecimal scaled = scaledValue(element);
    return tensorScale == 1
        ? scaled.doubleValue()
        : scaled.divide(new BigDecimal(tensorScale), MathContext.DECIMAL128).doubleValue();
  }

  /** Whether an element and its block's scale have values. */
  public boolean isFinite(int element) {
    int block = element / format.size();
    return format.scale().classify(scales[block]).isFinite()
        && format.element().classify(codes[element]).isFinite();
  }
}
