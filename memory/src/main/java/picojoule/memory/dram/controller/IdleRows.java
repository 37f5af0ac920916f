package picojoule.memory.dram.controller;

import java.util.Arrays;

/** When rows that no request wants are to be closed. */
final class IdleRows {

  private final RowPolicy policy;
  private final long[] lastColumn;

  IdleRows(RowPolicy policy, int banks) {
    this.policy = policy;
    lastColumn = new long[banks];
  }

  boolean isUsed() {
    return policy.closesIdleRows();
  }

  /** A bank was read or written. */
  void column(int bank, long now) {
    lastColumn[bank] = now;
  }

  /** From when on a bank may be closed. */
  long closeTick(int bank) {
    return lastColumn[bank] + policy.idleCycles();
  }

  /** Whether rows are closed at the same ticks from now on. */
  boolean isLike(IdleRows other) {
    return !isUsed() || Arrays.equals(lastColumn, other.lastColumn);
  }

  /** Takes over the state of another one. */
  void become(IdleRows other) {
    System.arraycopy(other.lastColumn, 0, lastColumn, 0, lastColumn.length);
  }
}
