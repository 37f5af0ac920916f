package picojoule.pe.element;

import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.DatapathSettings;

/**
 * LUT Tensor Core's element: a table of 2^(K−1) signed sums of K activations serves all features,
 * and each bit of K weights selects an entry in a cycle of its own. The tables of a row of PEs are
 * computed at the array's edge; an M×N×K tile of the publication is an output-stationary tile of M
 * rows and N columns to which tables and weights are broadcast.
 */
final class TableElement extends ProcessingElement {

  private static final int QUANTIZED_BITS = 8;

  TableElement(ElementType type, ElementSpec spec) {
    super(type, spec);
  }

  @Override
  DatapathSettings settings(DatapathSettings formats, ElementSpec of) {
    return formats.withTables(of.tables().inputs(), of.tables().quantized());
  }

  @Override
  ElementTiming timing(DatapathMode mode) {
    ElementSpec.Tables tables = spec().tables();
    int entries = 1 << (tables.inputs() - 1);
    long tableBits = (long) entries * entryBits(mode.activation());
    return new ElementTiming(
        mode.lanes(),
        1,
        mode.passes(),
        spec().pipelineDepth(),
        scaleCycles(),
        (entries - 1) / tables.entriesPerCycle() + 1,
        tables.memoryBytes() * Byte.SIZE / tableBits);
  }

  /** A sum of integers needs as many more bits as there are doublings; one of floats is rounded. */
  private int entryBits(NumberFormat activation) {
    if (spec().tables().quantized()) {
      return QUANTIZED_BITS;
    }
    int doublings = Integer.SIZE - Integer.numberOfLeadingZeros(spec().tables().inputs() - 1);
    return activation.bits() + (activation instanceof IntegerFormat ? doublings : 0);
  }

  /** The activations of a table, for weights of one bit. */
  @Override
  public int activationBitsPerCycle() {
    return spec().tables().inputs() * operand().bits();
  }

  /** One bit of each weight. */
  @Override
  public int weightBitsPerCycle() {
    return spec().tables().inputs();
  }

  @Override
  public boolean hasTables() {
    return true;
  }
}
