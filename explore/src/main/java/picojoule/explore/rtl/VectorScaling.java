package picojoule.explore.rtl;

import java.util.Optional;
import java.util.Random;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.Rounding;
import picojoule.pe.datapath.GroupScales;

/**
 * What vectors have beside operands: random scales of groups of weights.
 *
 * @param format of the scales
 * @param group consecutive weights that share a scale
 * @param offset format of random zero points, or of selectors of a datapath's tables
 */
public record VectorScaling(NumberFormat format, int group, Optional<IntegerFormat> offset) {

  // From 2^-6 to 4: results of 64 bits have room for them.
  private static final int LEAST_EXPONENT = -6;
  private static final int EXPONENTS = 8;
  private static final int GREATEST_INTEGER = 127;

  /** How many scales so many products have. */
  public int groups(int length) {
    return (length - 1) / group + 1;
  }

  GroupScales random(Random random, int length) {
    int[] scales = new int[groups(length)];
    int[] offsets = new int[scales.length];
    for (int g = 0; g < scales.length; g++) {
      double value =
          format instanceof IntegerFormat
              ? 1 + random.nextInt(GREATEST_INTEGER)
              : Math.scalb(1 + random.nextDouble(), LEAST_EXPONENT + random.nextInt(EXPONENTS));
      scales[g] = (int) format.encode(value, Rounding.NEAREST_EVEN);
      if (offset.isPresent()) {
        int pattern = random.nextInt() >>> (Integer.SIZE - offset.get().bits());
        offsets[g] = (int) offset.get().value(pattern);
      }
    }
    return new GroupScales(1, scales.length, group, format, 0, scales, offsets);
  }
}
