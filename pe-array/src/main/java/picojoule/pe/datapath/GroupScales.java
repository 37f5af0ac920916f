package picojoule.pe.datapath;

import java.util.Arrays;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/**
 * What consecutive weights along K share: a scale, a pattern of a format, and an offset, which is
 * the zero point of integers or the selector of BitMoD's tables. The value of a scale is its
 * pattern's times 2^−shift.
 */
public final class GroupScales {

  /** The greatest shift. */
  public static final int MAX_SHIFT = 62;

  private static final int MAX_FIXED_POINT_BITS = 62;

  private final int features;
  private final int groups;
  private final int group;
  private final NumberFormat format;
  private final int shift;
  private final int[] scales;
  private final int[] offsets;

  /**
   * The scales of a weight matrix.
   *
   * @param features N
   * @param groups ⌈K / group⌉
   * @param group weights that share a scale; the last group may have fewer
   * @param format of the scales
   * @param shift right shift common to all scales, 0 to {@link #MAX_SHIFT}
   * @param scales patterns by feature, then by group; copied
   * @param offsets by feature, then by group; copied
   */
  public GroupScales(
      int features,
      int groups,
      int group,
      NumberFormat format,
      int shift,
      int[] scales,
      int[] offsets) {
    if (features < 1 || groups < 1 || group < 1) {
      throw new IllegalArgumentException(
          "features, groups and group are at least 1, not %d, %d and %d"
              .formatted(features, groups, group));
    }
    if (shift < 0 || shift > MAX_SHIFT) {
      throw new IllegalArgumentException("a shift is 0 to " + MAX_SHIFT + ", not " + shift);
    }
    long count = (long) features * groups;
    if (scales.length != count || offsets.length != count) {
      throw new IllegalArgumentException(
          "%d features of %d groups do not have %d scales and %d offsets"
              .formatted(features, groups, scales.length, offsets.length));
    }
    for (int scale : scales) {
      if (!format.classify(Integer.toUnsignedLong(scale)).isFinite()) {
        throw new IllegalArgumentException(
            "the scale 0x%x of %s has no value".formatted(scale, format.name()));
      }
    }
    this.features = features;
    this.groups = groups;
    this.group = group;
    this.format = format;
    this.shift = shift;
    this.scales = scales.clone();
    this.offsets = offsets.clone();
  }

  /** Weights that are what their patterns stand for: one group, scale 1, offset 0. */
  public static GroupScales unscaled(int features, int k) {
    int[] ones = new int[features];
    Arrays.fill(ones, 1);
    return new GroupScales(features, 1, k, new IntegerFormat(2, true), 0, ones, new int[features]);
  }

  public int groups() {
    return groups;
  }

  public int group() {
    return group;
  }

  public NumberFormat format() {
    return format;
  }

  public int shift() {
    return shift;
  }

  /** The pattern of a scale. */
  public long scale(int feature, int groupIndex) {
    return Integer.toUnsignedLong(scales[feature * groups + groupIndex]);
  }

  /** The zero point or selector of a group. */
  public int offset(int feature, int groupIndex) {
    return offsets[feature * groups + groupIndex];
  }

  /** Whether a feature's weights are what their patterns stand for, in one group. */
  boolean isUnscaled() {
    if (groups != 1 || shift != 0) {
      return false;
    }
    for (int feature = 0; feature < features; feature++) {
      long pattern = scale(feature, 0);
      boolean isOne =
          !format.isNegative(pattern)
              && Long.bitCount(format.significand(pattern)) == 1
              && Long.numberOfTrailingZeros(format.significand(pattern))
                  == -format.exponent(pattern);
      if (!isOne || offset(feature, 0) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Fraction bits of {@link #fixedPoint}. */
  int fractionBits() {
    return shift - Math.min(0, format.leastExponent());
  }

  /**
   * A scale as a whole number times 2^−{@link #fractionBits}.
   *
   * @throws IllegalArgumentException where the format's range is too wide for a fixed-point
   *     dequantizer
   */
  long fixedPoint(int feature, int groupIndex) {
    int lowest = Math.min(0, format.leastExponent());
    if (format.greatestScale() - lowest >= MAX_FIXED_POINT_BITS) {
      throw new IllegalArgumentException(
          "scales of "
              + format.name()
              + " are too wide for a fixed-point dequantizer; it takes int1 … int32, uint1 …"
              + " uint32, fp16, fp8-e4m3fn, fp8-e5m2, ue4m3");
    }
    long pattern = scale(feature, groupIndex);
    long magnitude = format.significand(pattern) << (format.exponent(pattern) - lowest);
    return format.isNegative(pattern) ? -magnitude : magnitude;
  }

  void check(int n, int k) {
    long covered = (long) groups * group;
    if (features != n || covered < k || covered - group >= k) {
      throw new IllegalArgumentException(
          "weights of %dx%d are not %d features of %d groups of %d"
              .formatted(n, k, features, groups, group));
    }
  }
}
