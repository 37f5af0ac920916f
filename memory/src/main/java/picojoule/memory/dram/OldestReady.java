package picojoule.memory.dram;

/**
 * The order of candidates for a command: who is ready first goes first, and of those the oldest. A
 * candidate is one number, so that the first of several is a minimum.
 */
final class OldestReady {

  /** No candidate: behind all others. */
  static final long NONE = Long.MAX_VALUE;

  private static final int BANK_BITS = 6;
  private static final int ORDER_BITS = Integer.SIZE;
  private static final int DELAY_SHIFT = ORDER_BITS + BANK_BITS;

  private OldestReady() {}

  /**
   * A candidate.
   *
   * @param delay cycles until it is ready, below {@link DramSpec#LONGEST_LATENCY}
   * @param order smaller is older, below 2^32
   * @param bank in its pseudo channel, of which there are at most 64
   */
  static long candidate(long delay, long order, int bank) {
    return (delay << DELAY_SHIFT) | (order << BANK_BITS) | bank;
  }

  static long delay(long candidate) {
    return candidate >>> DELAY_SHIFT;
  }

  static int bank(long candidate) {
    return (int) candidate & ((1 << BANK_BITS) - 1);
  }
}
