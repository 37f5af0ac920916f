package picojoule.pe.element;

import picojoule.isa.number.NumberFormat;

/** A multiplier, whose weights are no wider than its operand. */
final class MultiplierElement extends ProcessingElement {

  MultiplierElement(ElementType type, ElementSpec spec) {
    super(type, spec);
  }

  @Override
  boolean takesWeight(NumberFormat weight) {
    return weight.bits() <= operand().bits();
  }

  @Override
  public int weightBitsPerCycle() {
    return operand().bits();
  }
}
