package picojoule.memory.dram.dramsim3;

/**
 * The earliest tick of each command at each bank, kept at the level at which a rule holds: the
 * bank, its bank group, all banks.
 */
final class BankTimes {

  private static final int WINDOW_ACTIVATES = 4;

  private final Dramsim3Timing timing;
  private final int banksPerGroup;

  private final long[] bankRead;
  private final long[] bankWrite;
  private final long[] bankActivate;
  private final long[] bankPrecharge;
  private final long[] groupRead;
  private final long[] groupWrite;
  private final long[] groupActivate;
  private final long[] windowActivates = new long[WINDOW_ACTIVATES];
  private int windowNext;
  private long allRead;
  private long allWrite;
  private long allActivate;
  private long allPrecharge;
  private long allRefresh;

  BankTimes(Dramsim3Timing timing, int groups, int banksPerGroup) {
    this.timing = timing;
    this.banksPerGroup = Integer.numberOfTrailingZeros(banksPerGroup);
    int banks = groups * banksPerGroup;
    bankRead = new long[banks];
    bankWrite = new long[banks];
    bankActivate = new long[banks];
    bankPrecharge = new long[banks];
    groupRead = new long[groups];
    groupWrite = new long[groups];
    groupActivate = new long[groups];
  }

  /** A tick before which no bank can be read; likewise below. */
  long anyRead() {
    return allRead;
  }

  long anyWrite() {
    return allWrite;
  }

  long anyActivate() {
    return allActivate;
  }

  long anyPrecharge() {
    return allPrecharge;
  }

  /** A tick before which a bank and its group cannot be read; likewise below. */
  long readOfGroup(int bank) {
    return Math.max(groupRead[bank >> banksPerGroup], bankRead[bank]);
  }

  long writeOfGroup(int bank) {
    return Math.max(groupWrite[bank >> banksPerGroup], bankWrite[bank]);
  }

  long activateOfGroup(int bank) {
    return Math.max(groupActivate[bank >> banksPerGroup], bankActivate[bank]);
  }

  long prechargeOfBank(int bank) {
    return bankPrecharge[bank];
  }

  /** When a bank may be read. */
  long read(int bank) {
    return Math.max(allRead, readOfGroup(bank));
  }

  long write(int bank) {
    return Math.max(allWrite, writeOfGroup(bank));
  }

  long precharge(int bank) {
    return Math.max(allPrecharge, bankPrecharge[bank]);
  }

  /** Of all banks, when they are closed. */
  long refresh() {
    return allRefresh;
  }

  void activated(int bank, long tick) {
    bankRead[bank] = Math.max(bankRead[bank], tick + timing.activateToRead());
    bankWrite[bank] = Math.max(bankWrite[bank], tick + timing.activateToWrite());
    bankPrecharge[bank] = Math.max(bankPrecharge[bank], tick + timing.activateToPrecharge());
    bankActivate[bank] = Math.max(bankActivate[bank], tick + timing.rowCycle());
    int group = bank >> banksPerGroup;
    groupActivate[group] =
        Math.max(groupActivate[group], tick + timing.activateToActivateSameGroup());
    windowActivates[windowNext] = tick + timing.fourActivateWindow();
    windowNext = (windowNext + 1) % WINDOW_ACTIVATES;
    allActivate =
        Math.max(
            Math.max(allActivate, windowActivates[windowNext]),
            tick + timing.activateToActivateOtherGroup());
  }

  void read(int bank, long tick) {
    int group = bank >> banksPerGroup;
    groupRead[group] = Math.max(groupRead[group], tick + timing.columnSameGroup());
    allRead = Math.max(allRead, tick + timing.columnOtherGroup());
    allWrite = Math.max(allWrite, tick + timing.readToWrite());
    bankPrecharge[bank] = Math.max(bankPrecharge[bank], tick + timing.readToPrecharge());
  }

  void written(int bank, long tick) {
    int group = bank >> banksPerGroup;
    groupWrite[group] = Math.max(groupWrite[group], tick + timing.columnSameGroup());
    groupRead[group] = Math.max(groupRead[group], tick + timing.writeToReadSameGroup());
    allWrite = Math.max(allWrite, tick + timing.columnOtherGroup());
    allRead = Math.max(allRead, tick + timing.writeToReadOtherGroup());
    bankPrecharge[bank] = Math.max(bankPrecharge[bank], tick + timing.writeToPrecharge());
  }

  void precharged(int bank, long tick) {
    long closed = tick + timing.prechargeToActivate();
    bankActivate[bank] = Math.max(bankActivate[bank], closed);
    allRefresh = Math.max(allRefresh, closed);
    allPrecharge = Math.max(allPrecharge, tick + timing.prechargeToPrecharge());
  }

  void refreshed(long tick) {
    long done = tick + timing.refreshCycles();
    allActivate = Math.max(allActivate, done);
    allRefresh = Math.max(allRefresh, done);
  }
}
