package picojoule.workload.compiler;

/**
 * The shape of a transfer.
 *
 * @param count of rows
 * @param bytes of each
 * @param pitch from the start of one to the next
 */
record Rows(long count, long bytes, long pitch) {

  static Rows contiguous(long bytes) {
    return new Rows(1, bytes, bytes);
  }

  /** Rows that lie one behind the other become one. */
  static Rows of(long count, long bytes, long pitch) {
    return bytes == pitch ? contiguous(count * bytes) : new Rows(count, bytes, pitch);
  }
}
