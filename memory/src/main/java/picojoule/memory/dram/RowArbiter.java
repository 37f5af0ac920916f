package picojoule.memory.dram;

/**
 * Chooses the next {@code ACT} or {@code PRE} of a pseudo channel: of the banks whose oldest
 * request needs another row, the one with the oldest request of those that are ready first. It
 * looks at the banks only when the buses are free, and until then knows a cycle before which
 * nothing can go.
 */
final class RowArbiter {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int ACT = Command.ACT.ordinal();
  private static final int PRE = Command.PRE.ordinal();

  private final CommandTimes times;
  private final BankRows openRows;
  private final int pseudoChannel;
  private final int firstBank;

  private long cycle = NEVER;
  private boolean chosen;
  private int bank;

  /** The banks that the cycle takes into account. */
  private long seenBanks;

  RowArbiter(CommandTimes times, BankRows openRows, int pseudoChannel, int banks) {
    this.times = times;
    this.openRows = openRows;
    this.pseudoChannel = pseudoChannel;
    firstBank = pseudoChannel * banks;
  }

  /** The cycle of the next row command, or one before it; {@link Long#MAX_VALUE} for none. */
  long cycle() {
    return cycle;
  }

  /** The bank of the choice, once there is one. */
  int bank() {
    return bank;
  }

  /** Whether the choice is to close an open row, not to open one. */
  boolean closes() {
    return (openRows.open() >>> bank & 1) != 0;
  }

  /** There is nothing to choose from. */
  void clear() {
    cycle = NEVER;
    chosen = false;
  }

  /** What was chosen is no longer valid: {@link #update} has to follow. */
  void forget() {
    chosen = false;
  }

  /** Adapts to a change of the queue that made no row of a bank in it change. */
  void update(RequestQueue queue, long now) {
    long banks = queue.rowBanks();
    if (banks == 0) {
      clear();
    } else if (!chosen || (banks >>> bank & 1) == 0) {
      chosen = false;
      cycle = floor(banks, now);
    } else {
      for (long added = banks & ~seenBanks; added != 0; added &= added - 1) {
        addCandidate(Long.numberOfTrailingZeros(added), now);
      }
    }
    seenBanks = banks;
  }

  private void addCandidate(int added, long now) {
    int command = (openRows.open() >>> added & 1) != 0 ? PRE : ACT;
    long ready =
        Math.max(
            Math.max(now, times.shared(command, pseudoChannel)),
            times.own(command, firstBank + added));
    if (ready <= cycle) {
      cycle = ready;
      chosen = false;
    }
  }

  /** The first cycle in which the buses are free for what some of the banks need. */
  private long floor(long banks, long now) {
    long open = openRows.open();
    long floor = NEVER;
    if ((banks & ~open) != 0) {
      floor = times.shared(ACT, pseudoChannel);
    }
    if ((banks & open) != 0) {
      floor = Math.min(floor, times.shared(PRE, pseudoChannel));
    }
    return Math.max(now, floor);
  }

  /** Whether the choice can be issued in a cycle that has come. */
  boolean isReady(RequestQueue queue, long now) {
    if (!chosen || times.bus(closes() ? PRE : ACT) > now) {
      choose(queue, now);
    }
    return chosen && cycle <= now;
  }

  private void choose(RequestQueue queue, long now) {
    long banks = queue.rowBanks();
    seenBanks = banks;
    long floor = floor(banks, now);
    chosen = floor <= now;
    if (!chosen) {
      cycle = floor;
      return;
    }
    long open = openRows.open();
    long first =
        Math.min(first(queue, ACT, banks & ~open, now), first(queue, PRE, banks & open, now));
    cycle = now + OldestReady.delay(first);
    bank = OldestReady.bank(first);
  }

  private long first(RequestQueue queue, int command, long banks, long now) {
    long first = OldestReady.NONE;
    long floor = Math.max(now, times.shared(command, pseudoChannel));
    for (long left = banks; left != 0; left &= left - 1) {
      int candidate = Long.numberOfTrailingZeros(left);
      long delay = Math.max(floor, times.own(command, firstBank + candidate)) - now;
      first =
          Math.min(first, OldestReady.candidate(delay, queue.oldestOrder(candidate), candidate));
    }
    return first;
  }
}
