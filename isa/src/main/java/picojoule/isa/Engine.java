package picojoule.isa;

/** The four engines that take instructions in order, each from its own queue. */
public enum Engine {
  /** Moves bytes from DRAM into on-chip buffers. */
  LOAD,
  /** The PE array. */
  MATRIX,
  /** The vector unit. */
  VECTOR,
  /** Moves bytes from on-chip buffers to DRAM. */
  STORE
}
