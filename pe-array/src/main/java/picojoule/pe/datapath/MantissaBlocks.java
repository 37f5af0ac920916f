package picojoule.pe.datapath;

import picojoule.isa.number.NumberFormat;

/**
 * The shared mantissa multiplier of {@link SimdPositMode}: an array of 7×7 blocks that multiply two
 * bits by two, as wide as posit(16,1)'s significand of 13 bits. A lane of posit(8,0), 6 bits, takes
 * 3×3 of them, a lane of 4-bit numbers one. A block is gated where the mode does not use it, and
 * where either of its slices of significand is zero.
 */
public final class MantissaBlocks {

  /** Blocks of the array. */
  public static final int COUNT = 49;

  private static final int SLICE_BITS = 2;

  private MantissaBlocks() {}

  /** Slices of a significand, its highest bit at the top, that are not zero. */
  static int activeSlices(NumberFormat format, long pattern) {
    if (!format.classify(pattern).isFinite()) {
      return 0;
    }
    int active = 0;
    for (long rest = aligned(format, pattern); rest != 0; rest >>>= SLICE_BITS) {
      active += (rest & ((1 << SLICE_BITS) - 1)) == 0 ? 0 : 1;
    }
    return active;
  }

  /** The significand with its leading one at the top of the lane's multiplier. */
  static long aligned(NumberFormat format, long pattern) {
    long significand = format.significand(pattern);
    if (significand == 0) {
      return 0;
    }
    int width = significandBits(format.bits());
    return significand << (Long.numberOfLeadingZeros(significand) - (Long.SIZE - width));
  }

  /** Blocks that a lane of a format's width takes. */
  public static int ofLane(int formatBits) {
    int slices = significandBits(formatBits) / SLICE_BITS;
    return slices * slices;
  }

  /** Bits that a lane's multiplier takes. */
  static int significandBits(int formatBits) {
    return switch (formatBits) {
      case 4 -> 2;
      case 8 -> 6;
      default -> 14;
    };
  }
}
