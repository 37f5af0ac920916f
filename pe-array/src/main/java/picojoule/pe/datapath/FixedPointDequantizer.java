package picojoule.pe.datapath;

/**
 * The dequantizer behind a group's integer sum: it takes the zero point's share of the activations'
 * sum away, scales what is left and adds it to the output, exactly.
 */
final class FixedPointDequantizer {

  private final GroupScales scales;

  FixedPointDequantizer(GroupScales scales) {
    this.scales = scales;
  }

  /**
   * An output with a group added.
   *
   * @throws ArithmeticException where it leaves 64 bits
   */
  long add(long output, int feature, int group, long sum, long activationSum) {
    long shifted = Math.multiplyExact(scales.offset(feature, group), activationSum);
    long centred = Math.subtractExact(sum, shifted);
    return Math.addExact(output, Math.multiplyExact(scales.fixedPoint(feature, group), centred));
  }
}
