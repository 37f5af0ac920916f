package picojoule.pe.element;

import picojoule.pe.array.ElementTiming;
import picojoule.pe.datapath.DatapathMode;

/**
 * BitMoD's element: the weights of four lanes are read once, and their terms follow one another for
 * as many cycles as the format has terms: four for INT8, three for INT6, two for FP4 and FP3.
 */
final class BitSerialElement extends ProcessingElement {

  private static final int LANES = 4;
  private static final int LEAST_TERMS = 2;
  private static final int BITS_PER_TERM = 2;

  BitSerialElement(ElementType type, ElementSpec spec) {
    super(type, spec);
  }

  @Override
  ElementTiming timing(DatapathMode mode) {
    return new ElementTiming(
        mode.lanes(), 1, mode.passes(), spec().pipelineDepth(), scaleCycles(), 0, 0);
  }

  /** Four activations for the two terms of the narrowest weights. */
  @Override
  public int activationBitsPerCycle() {
    return LANES * operand().bits() / LEAST_TERMS;
  }

  /** Four weights of two bits a term. */
  @Override
  public int weightBitsPerCycle() {
    return LANES * BITS_PER_TERM;
  }
}
