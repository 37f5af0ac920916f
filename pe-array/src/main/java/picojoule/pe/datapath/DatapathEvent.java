package picojoule.pe.datapath;

import java.util.Locale;

/** What operands make a datapath do, counted over all M·N·K products of a GEMM. */
public enum DatapathEvent {
  /** Products. */
  MACS("products"),
  /** Cycles that one PE takes for all outputs, one after the other. */
  CYCLES("cycles of one PE"),
  ZERO_ACTIVATIONS("products whose activation is zero"),
  ZERO_WEIGHTS("products whose weight is zero"),
  ZERO_PRODUCTS("products either of whose operands is zero, which could be skipped"),
  WEIGHT_ONE_BITS("set bits of the weights' patterns"),
  /** Shifted, negated or looked-up addends that reach an adder. */
  TERMS("addends that reach an adder"),
  NONZERO_TERMS("addends that are not zero"),
  TABLES("tables computed"),
  TABLE_ENTRIES("entries computed"),
  TABLE_READS("entries selected"),
  BLOCKS_ACTIVE("multiplier blocks that work"),
  BLOCKS_GATED("multiplier blocks gated, for the mode or for a zero slice"),
  /** Bits that change in the register of the activation, which is clear before an output. */
  ACTIVATION_TOGGLES("bits that change in the activation register"),
  /** Bits that change in the register of the weight, which is clear before an output. */
  WEIGHT_TOGGLES("bits that change in the weight register"),
  /** Bits that change in the accumulator, which is clear before a group. */
  RESULT_TOGGLES("bits that change in the accumulator"),
  OVERFLOWS("sums too wide for the accumulator"),
  PARTIAL_SUM_BITS("bits of partial sums stored between tiles"),
  PARTIAL_SUMS_CLIPPED("partial sums clipped when they were stored"),
  NOT_FINITE("outputs that are infinite or no number");

  private final String description;

  DatapathEvent(String description) {
    this.description = description;
  }

  /** What is counted, in a few words. */
  public String description() {
    return description;
  }

  /** The name in lower case, as reports use it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
