package picojoule.workload.quantization;

/**
 * Parameters as they lie in memory.
 *
 * @param n output features, or rows of a table
 * @param k reduction length, or width of a table
 * @param format of the weights
 */
public record StoredMatrix(long n, long k, WeightFormat format) {

  /** Bytes of codes, scales and zero points. */
  public long bytes() {
    return tileBytes(n, k);
  }

  /**
   * Bytes of a part: its codes, then the scales of its groups, then their zero points.
   *
   * @param tileN output features of the part
   * @param tileK reduction length of the part, whole groups unless it is the last
   */
  public long tileBytes(long tileN, long tileK) {
    long group = format.group(k);
    long groups = tileN * ((tileK + group - 1) / group);
    return bytesOf(tileN * tileK * format.codes().bits())
        + bytesOf(groups * format.scaleBits())
        + bytesOf(groups * format.zeroPointBits());
  }

  /** Elements stored. */
  public long elements() {
    return n * k;
  }

  static long bytesOf(long bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }
}
