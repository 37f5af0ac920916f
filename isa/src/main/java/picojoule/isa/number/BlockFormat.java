package picojoule.isa.number;

import java.math.BigDecimal;

/**
 * Numbers that share a scale: every {@link #size} consecutive elements are a block with one scale,
 * and what else the block stores (a zero point, or a selector of the elements' format). A tensor
 * may have a scale over all of its blocks. A zero point or selector is called the block's offset
 * where it is not said which.
 */
public sealed interface BlockFormat
    permits MicroscalingFormat, ScaledBlockFormat, AffineBlockFormat, AdaptiveBlockFormat {

  /** The name that configs use, for instance {@code mxfp4}. */
  String name();

  /** The format of an element of a block with a selector of zero. */
  NumberFormat element();

  /** The format of a block's scale. */
  NumberFormat scale();

  /** Elements of a block. */
  int size();

  /** Bits that a block stores beside elements and scale. */
  int offsetBits();

  /** Whether a tensor has a scale of its own, in FP32. */
  boolean hasTensorScale();

  /**
   * What a tensor's values are multiplied with before they are encoded.
   *
   * @param greatestMagnitude of the tensor
   */
  float tensorScale(float greatestMagnitude);

  /**
   * The blocks of a tensor's values.
   *
   * @param tensorScale as {@link #tensorScale} has it
   * @param rounding of the elements; scales have their own
   * @throws IllegalArgumentException where the values do not fill whole blocks, or hold infinity or
   *     NaN and the format can not say so
   */
  EncodedBlocks encode(float[] values, float tensorScale, Rounding rounding);

  /** An element's value before the tensor's scale: its own times that of the block, exactly. */
  BigDecimal decode(int scale, int offset, int code);

  /** An element's value before any scale. */
  BigDecimal decodeUnscaled(int offset, int code);

  /** The blocks of a tensor's values, scaled for the greatest of them. */
  default EncodedBlocks encode(float[] values, Rounding rounding) {
    return encode(values, tensorScale(greatestMagnitude(values)), rounding);
  }

  /** Bits of a scale as stored, in whole bytes: UE4M3 is stored as E4M3 without its sign. */
  default int storedScaleBits() {
    return (scale().bits() + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
  }

  /** Bits that a block takes, its scale and offset included; a tensor's scale is not. */
  default int storedBitsPerBlock() {
    return size() * element().bits() + storedScaleBits() + offsetBits();
  }

  /** {@link #storedBitsPerBlock} for one element. */
  default double storedBitsPerElement() {
    return (double) storedBitsPerBlock() / size();
  }

  /** How many whole blocks some values are. */
  default int blocks(int values) {
    if (values % size() != 0) {
      throw new IllegalArgumentException(
          "%d values are not whole blocks: %s has blocks of %d".formatted(values, name(), size()));
    }
    return values / size();
  }

  /** The greatest magnitude of finite values. */
  static float greatestMagnitude(float[] values) {
    float greatest = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        greatest = Math.max(greatest, Math.abs(value));
      }
    }
    return greatest;
  }
}
