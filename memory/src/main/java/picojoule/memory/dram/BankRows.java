package picojoule.memory.dram;

import java.util.Arrays;

/** Which row of each bank of a pseudo channel is open. */
final class BankRows {

  private static final long CLOSED = -1;

  private final long rowMask;
  private final long[] rows;
  private long open;

  /**
   * All closed.
   *
   * @param rowMask the bits of a burst's number that tell its row
   */
  BankRows(int banks, long rowMask) {
    this.rowMask = rowMask;
    rows = new long[banks];
    Arrays.fill(rows, CLOSED);
  }

  /** The open banks. */
  long open() {
    return open;
  }

  boolean isOpen(int bank) {
    return rows[bank] != CLOSED;
  }

  /** Whether the row of a burst of a bank is open. */
  boolean isHit(int bank, long burst) {
    return (burst & rowMask) == rows[bank];
  }

  /** Opens the row of a burst. */
  void open(int bank, long burst) {
    rows[bank] = burst & rowMask;
    open |= 1L << bank;
  }

  void close(int bank) {
    rows[bank] = CLOSED;
    open &= ~(1L << bank);
  }
}
