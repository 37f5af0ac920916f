package picojoule.isa;

/** What a transfer moves: the classes by which traffic is reported. */
public enum Operand {
  /** Weights with their scales and zero points, and the gains of norms. */
  WEIGHTS,
  /** Activations between operators. */
  ACTIVATIONS,
  /** Keys and values with their scales. */
  KV_CACHE,
  /** Partial sums that left the chip. */
  PARTIAL_SUMS,
  /** Look-up tables: rows of the embedding. */
  TABLES
}
