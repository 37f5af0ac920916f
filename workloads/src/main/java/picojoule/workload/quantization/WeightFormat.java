package picojoule.workload.quantization;

import picojoule.isa.number.NumberFormat;

/**
 * How weights are stored: codes, and for each group of consecutive weights along K a scale and
 * perhaps a zero point.
 *
 * @param codes format of a code
 * @param group weights that share a scale; 0 for one group per output feature
 * @param scaleBits of a scale; 0 where there is none
 * @param zeroPointBits of a zero point; 0 where the codes are symmetric
 */
public record WeightFormat(NumberFormat codes, int group, int scaleBits, int zeroPointBits) {

  /** The group in a reduction of length k. */
  public long group(long k) {
    return group == 0 ? k : group;
  }
}
