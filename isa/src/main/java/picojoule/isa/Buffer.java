package picojoule.isa;

/** The on-chip buffers that instructions name. */
public enum Buffer {
  /** Feeds the array's weights (and keys and values, which take their place). */
  WEIGHTS,
  /** Feeds the array's activations and the vector unit, and holds what they pass on. */
  ACTIVATIONS,
  /** Holds partial sums until their reduction is finished. */
  ACCUMULATORS
}
