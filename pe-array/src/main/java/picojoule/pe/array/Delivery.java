package picojoule.pe.array;

/** How operands, and the partial sums that follow them, get from place to place. */
public enum Delivery {
  /** From register to register, one place a cycle: each place works one cycle behind the last. */
  SKEWED,

  /**
   * Over a wire that reaches all places in the same cycle. Partial sums that would have moved along
   * are added up by a tree.
   */
  BROADCAST
}
