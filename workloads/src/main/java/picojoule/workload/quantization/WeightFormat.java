package picojoule.workload.quantization;

import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.NumberFormat;

/**
 * How weights are stored: codes, and for each group of consecutive weights along K a scale and
 * perhaps a zero point or a selector of the codes' table. A scale of the whole tensor is a constant
 * of the program, not stored here.
 *
 * @param codes format of a code
 * @param group weights that share a scale; 0 for one group per output feature
 * @param scaleBits of a scale; 0 where there is none
 * @param zeroPointBits of a zero point or selector; 0 where there is neither
 */
public record WeightFormat(NumberFormat codes, int group, int scaleBits, int zeroPointBits) {

  /** Weights in blocks. */
  public static WeightFormat of(BlockFormat blocks) {
    return new WeightFormat(
        blocks.element(), blocks.size(), blocks.storedScaleBits(), blocks.offsetBits());
  }

  /** The group in a reduction of length k. */
  public long group(long k) {
    return group == 0 ? k : group;
  }
}
