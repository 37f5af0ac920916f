package picojoule.technology.sram;

/**
 * What a price of an SRAM is for.
 *
 * @see SramSurface
 */
public enum SramPrice {
  /** Of one read, in picojoules. */
  READ,
  /** Of one write, in picojoules. */
  WRITE,
  /** While it is on, in milliwatts. */
  LEAKAGE,
  /** In square micrometres. */
  AREA,
  /** From address to data, in nanoseconds. */
  ACCESS,
  /** From one access to the next, in nanoseconds. */
  CYCLE
}
