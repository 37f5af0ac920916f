package picojoule.pe.array;

/**
 * How partial sums wait for the rest of their reduction.
 *
 * @param bits of a stored partial sum, 1 to {@link #MAX_BITS}
 * @param group tiles of a group of APSQ (Tan et al., arXiv 2505.03748), whose quantized partial
 *     sums are all kept until the group is added up; 1 where each replaces the one before it
 * @param bankBits capacity of the bank; what does not fit is spilled to the buffer
 */
public record PartialSumStore(int bits, int group, long bankBits) {

  /** The widest partial sum: a quire of posit(16,1) has 128 bits. */
  public static final int MAX_BITS = 128;

  /** The most tiles of a group: the banks that the publication reconfigures. */
  public static final int MAX_GROUP = 4;

  /** Where partial sums are. */
  public enum Place {
    /** In the PE, which adds the sums of its groups up; output-stationary arrays alone can. */
    ELEMENT,
    /** In a bank of accumulators at the array's edge, as far as it reaches. */
    BANK,
    /** In a buffer. */
    BUFFER
  }

  public PartialSumStore {
    if (bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "a partial sum has 1 to " + MAX_BITS + " bits, not " + bits);
    }
    if (group < 1 || group > MAX_GROUP) {
      throw new IllegalArgumentException(
          "a group of partial sums has 1 to " + MAX_GROUP + " tiles, not " + group);
    }
    if (bankBits < 0) {
      throw new IllegalArgumentException("a bank has no " + bankBits + " bits");
    }
  }
}
