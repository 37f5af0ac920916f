package picojoule.memory.dram.dramsim3;

/**
 * Which banks can issue a command first, and when: the minimum over what the banks want and the
 * ticks from which they may.
 */
final class ReadyBanks {

  static final long NEVER = Long.MAX_VALUE;

  private final BankQueues queues;
  private final BankTimes times;
  private long tick = NEVER;
  private long banks;

  ReadyBanks(BankQueues queues, BankTimes times) {
    this.queues = queues;
    this.times = times;
  }

  /** The first tick, as of the last look, in which a bank can issue a command. */
  long tick() {
    return tick;
  }

  /** The banks, as bits, that can then. */
  long banks() {
    return banks;
  }

  /** Looks at what is possible from a tick on. */
  void lookFrom(long from) {
    tick = NEVER;
    banks = 0;
    long floor = Math.max(from, times.anyRead());
    for (long left = queues.wantRead(); left != 0 && floor <= tick; left &= left - 1) {
      int bank = Long.numberOfTrailingZeros(left);
      offer(bank, Math.max(floor, times.read(bank)));
    }
    floor = Math.max(from, times.anyWrite());
    for (long left = queues.wantWrite(); left != 0 && floor <= tick; left &= left - 1) {
      int bank = Long.numberOfTrailingZeros(left);
      offer(bank, Math.max(floor, times.write(bank)));
    }
    floor = Math.max(from, times.anyActivate());
    for (long left = queues.wantActivate(); left != 0 && floor <= tick; left &= left - 1) {
      int bank = Long.numberOfTrailingZeros(left);
      offer(bank, Math.max(floor, times.activate(bank)));
    }
    floor = Math.max(from, times.anyPrecharge());
    for (long left = queues.wantPrecharge(); left != 0 && floor <= tick; left &= left - 1) {
      int bank = Long.numberOfTrailingZeros(left);
      offer(bank, Math.max(floor, times.precharge(bank)));
    }
  }

  private void offer(int bank, long earliest) {
    if (earliest < tick) {
      tick = earliest;
      banks = 1L << bank;
    } else if (earliest == tick) {
      banks |= 1L << bank;
    }
  }
}
