package picojoule.pe.element;

import picojoule.isa.number.NumberFormat;
import picojoule.pe.datapath.MantissaBlocks;

/** XR-NPE's element: one, two or four lanes on one mantissa multiplier, whose other blocks rest. */
final class PositElement extends ProcessingElement {

  PositElement(ElementType type, ElementSpec spec) {
    super(type, spec);
  }

  @Override
  public long gatedBlocks(NumberFormat activation, NumberFormat weight) {
    int lanes = timing(activation, weight).lanes();
    return MantissaBlocks.COUNT - (long) lanes * MantissaBlocks.ofLane(weight.bits());
  }

  /** As many bits of lanes as of the widest operand. */
  @Override
  public int weightBitsPerCycle() {
    return operand().bits();
  }
}
