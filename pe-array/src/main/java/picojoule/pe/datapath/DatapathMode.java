package picojoule.pe.datapath;

import picojoule.isa.number.NumberFormat;

/** A datapath set to the formats that it multiplies and to an accumulator. Immutable. */
public interface DatapathMode {

  /** The datapath's name. */
  String name();

  NumberFormat activation();

  NumberFormat weight();

  /** Products that enter the accumulator together: consecutive ones along K. */
  int lanes();

  /** Cycles that the products of all lanes take. */
  int passes();

  /** How partial sums are held. */
  Accumulation accumulation();

  /** Width of the selector that a group of weights has in place of a zero point; 0 where it has. */
  default int selectorBits() {
    return 0;
  }

  /** Products that are summed up before they enter a second accumulator; 0 for one. */
  int chunk();

  /** Width of an output of weights without scales. */
  int resultBits();

  /** Width of an output of weights with scales; that of one without where it is rounded. */
  default int scaledResultBits() {
    return resultBits();
  }

  /**
   * Multiplies as the hardware does, along K group by group, and counts what the operands make it
   * do.
   *
   * @param activations M×K
   * @param weights N×K
   * @throws IllegalArgumentException where the extents, formats or scales do not fit
   * @throws ArithmeticException where an accumulator that detects it overflows, or a fixed-point
   *     result leaves 64 bits
   */
  GemmOutput gemm(PatternMatrix activations, GroupedWeights weights);
}
