package picojoule.memory.dram;

/** What a controller says to a DRAM. */
public enum Command {
  /** Opens a row of a bank. */
  ACT(true, false),
  /** Closes a bank. */
  PRE(true, false),
  /** Closes all banks of a pseudo channel. */
  PREA(true, true),
  /** Reads a burst of an open row. */
  RD(false, false),
  /** Writes a burst of an open row. */
  WR(false, false),
  /** Refreshes all banks of a pseudo channel, which are closed. */
  REF(true, true);

  /** How many commands there are. */
  static final int COUNT = 6;

  private final boolean row;
  private final boolean allBanks;

  Command(boolean row, boolean allBanks) {
    this.row = row;
    this.allBanks = allBanks;
  }

  /** Whether it travels on the row command bus, not on the column command bus. */
  public boolean isRow() {
    return row;
  }

  /** Whether it means all banks of a pseudo channel. */
  public boolean isAllBanks() {
    return allBanks;
  }
}
