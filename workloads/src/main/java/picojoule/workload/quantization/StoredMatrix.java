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
    return tileBytes(n, 0, k);
  }

  /**
   * Bytes of a part: its codes, then the scales of the groups that begin in it, then their zero
   * points.
   *
   * @param tileN output features of the part
   * @param firstK where along K the part begins
   * @param tileK reduction length of the part
   */
  public long tileBytes(long tileN, long firstK, long tileK) {
    long group = format.group(k);
    long groups = tileN * (groupsBefore(firstK + tileK, group) - groupsBefore(firstK, group));
    return bytesOf(tileN * tileK * format.codes().bits())
        + bytesOf(groups * format.scaleBits())
        + bytesOf(groups * format.zeroPointBits());
  }

  /**
   * Bytes of all parts when the matrix is cut into equal ones; each begins at a byte, so that they
   * may be more than those of the whole.
   */
  public long tiledBytes(long tileN, long tileK) {
    return n / tileN * columnBytes(tileN, tileK)
        + (n % tileN == 0 ? 0 : columnBytes(n % tileN, tileK));
  }

  private long columnBytes(long features, long tileK) {
    long bytes = 0;
    for (long first = 0; first < k; first += tileK) {
      bytes += tileBytes(features, first, Math.min(tileK, k - first));
    }
    return bytes;
  }

  private static long groupsBefore(long end, long group) {
    return (end + group - 1) / group;
  }

  /** Elements stored. */
  public long elements() {
    return n * k;
  }

  static long bytesOf(long bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }
}
