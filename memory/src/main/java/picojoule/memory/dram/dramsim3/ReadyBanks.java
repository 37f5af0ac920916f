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
    // The minimum is kept in locals, and only what can still reach it is looked at: half of a
    // replay's time is spent here.
    long best = NEVER;
    long bestBanks = 0;
    long floor = Math.max(from, times.anyRead());
    for (long left = queues.wantRead(); left != 0; left &= left - 1) {
      long earliest = Math.max(floor, times.readOfGroup(Long.numberOfTrailingZeros(left)));
      if (earliest < best) {
        best = earliest;
        bestBanks = Long.lowestOneBit(left);
      } else if (earliest == best) {
        bestBanks |= Long.lowestOneBit(left);
      }
    }
    floor = Math.max(from, times.anyWrite());
    for (long left = floor <= best ? queues.wantWrite() : 0; left != 0; left &= left - 1) {
      long earliest = Math.max(floor, times.writeOfGroup(Long.numberOfTrailingZeros(left)));
      if (earliest < best) {
        best = earliest;
        bestBanks = Long.lowestOneBit(left);
      } else if (earliest == best) {
        bestBanks |= Long.lowestOneBit(left);
      }
    }
    floor = Math.max(from, times.anyPrecharge());
    for (long left = floor <= best ? queues.wantPrecharge() : 0; left != 0; left &= left - 1) {
      long earliest = Math.max(floor, times.prechargeOfBank(Long.numberOfTrailingZeros(left)));
      if (earliest < best) {
        best = earliest;
        bestBanks = Long.lowestOneBit(left);
      } else if (earliest == best) {
        bestBanks |= Long.lowestOneBit(left);
      }
    }
    floor = Math.max(from, times.anyActivate());
    for (long left = floor <= best ? queues.wantActivate() : 0; left != 0; left &= left - 1) {
      long earliest = Math.max(floor, times.activateOfGroup(Long.numberOfTrailingZeros(left)));
      if (earliest < best) {
        best = earliest;
        bestBanks = Long.lowestOneBit(left);
      } else if (earliest == best) {
        bestBanks |= Long.lowestOneBit(left);
      }
    }
    tick = best;
    banks = bestBanks;
  }

  /** The banks, as bits, that can be activated or precharged at a tick. */
  long rowBanks(long at) {
    long able = 0;
    if (times.anyActivate() <= at) {
      for (long left = queues.wantActivate(); left != 0; left &= left - 1) {
        if (times.activateOfGroup(Long.numberOfTrailingZeros(left)) <= at) {
          able |= Long.lowestOneBit(left);
        }
      }
    }
    if (times.anyPrecharge() <= at) {
      for (long left = queues.wantPrecharge(); left != 0; left &= left - 1) {
        if (times.prechargeOfBank(Long.numberOfTrailingZeros(left)) <= at) {
          able |= Long.lowestOneBit(left);
        }
      }
    }
    return able;
  }
}
