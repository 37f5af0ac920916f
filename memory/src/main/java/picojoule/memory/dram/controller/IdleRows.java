package picojoule.memory.dram.controller;

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

  /** Takes over the state of another one. */
  void become(IdleRows other) {
    System.arraycopy(other.lastColumn, 0, lastColumn, 0, lastColumn.length);
  }
}
