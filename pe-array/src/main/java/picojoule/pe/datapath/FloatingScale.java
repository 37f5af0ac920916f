package picojoule.pe.datapath;

import picojoule.isa.number.NumberFormat;

/** Scales as floating-point operands. */
final class FloatingScale {

  private FloatingScale() {}

  /**
   * A group's scale as an FP32 operand.
   *
   * @throws IllegalArgumentException where FP32 does not hold it
   */
  static long of(GroupScales scales, int feature, int group) {
    return of(scales, feature, group, 0);
  }

  /** A group's scale times 2^power. */
  static long of(GroupScales scales, int feature, int group, int power) {
    NumberFormat format = scales.format();
    long pattern = scales.scale(feature, group);
    long magnitude = format.significand(pattern);
    if (magnitude == 0) {
      return FloatingPoint.OPERAND.zero(format.isNegative(pattern));
    }
    int zeros = Long.numberOfLeadingZeros(magnitude);
    int exponent = format.exponent(pattern) - scales.shift() + power;
    long scale =
        FloatingPoint.OPERAND.round(
            format.isNegative(pattern),
            exponent + Long.SIZE - 1 - zeros,
            magnitude << zeros,
            false,
            FloatingPoint.ROUNDING);
    boolean isExact =
        FloatingPoint.OPERAND.classify(scale).isFinite()
            && FloatingPoint.OPERAND.significand(scale) != 0
            && sameValue(
                FloatingPoint.OPERAND.significand(scale),
                FloatingPoint.OPERAND.exponent(scale),
                magnitude,
                exponent);
    if (!isExact) {
      throw new IllegalArgumentException(
          "the scale 0x%x of %s is no FP32 number, as floating-point datapaths need it"
              .formatted(pattern, format.name()));
    }
    return scale;
  }

  private static boolean sameValue(long a, int exponentA, long b, int exponentB) {
    int zerosA = Long.numberOfTrailingZeros(a);
    int zerosB = Long.numberOfTrailingZeros(b);
    return a >>> zerosA == b >>> zerosB && exponentA + zerosA == exponentB + zerosB;
  }
}
