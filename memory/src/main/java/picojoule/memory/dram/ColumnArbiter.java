package picojoule.memory.dram;

/**
 * Chooses the next column command of a pseudo channel: of the row hits of a queue the oldest that
 * is ready first. It looks at the banks only when the buses are free, and until then knows a cycle
 * before which nothing can go.
 */
final class ColumnArbiter {

  private static final long NEVER = Long.MAX_VALUE;

  private final CommandTimes times;
  private final int pseudoChannel;
  private final int firstBank;

  private long cycle = NEVER;
  private boolean chosen;
  private int bank;

  /** The banks that the cycle takes into account. */
  private long seenBanks;

  ColumnArbiter(CommandTimes times, int pseudoChannel, int banks) {
    this.times = times;
    this.pseudoChannel = pseudoChannel;
    firstBank = pseudoChannel * banks;
  }

  /** The cycle of the next column command, or one before it; {@link Long#MAX_VALUE} for none. */
  long cycle() {
    return cycle;
  }

  /** The bank of the choice, once there is one. */
  int bank() {
    return bank;
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

  /** Adapts to a change of the queue. */
  void update(RequestQueue queue, int command, long now) {
    long banks = queue.columnBanks();
    if (banks == 0) {
      clear();
    } else if (!chosen || (banks >>> bank & 1) == 0) {
      chosen = false;
      cycle = Math.max(now, times.shared(command, pseudoChannel));
    } else {
      for (long added = banks & ~seenBanks; added != 0; added &= added - 1) {
        addCandidate(command, Long.numberOfTrailingZeros(added), now);
      }
    }
    seenBanks = banks;
  }

  private void addCandidate(int command, int added, long now) {
    long ready =
        Math.max(
            Math.max(now, times.shared(command, pseudoChannel)),
            times.own(command, firstBank + added));
    if (ready <= cycle) {
      cycle = ready;
      chosen = false;
    }
  }

  /** Whether the choice can be issued in a cycle that has come. */
  boolean isReady(RequestQueue queue, int command, long now) {
    if (!chosen || times.bus(command) > now) {
      choose(queue, command, now);
    }
    return chosen && cycle <= now;
  }

  /** Chooses, if the buses are free in a cycle. */
  private void choose(RequestQueue queue, int command, long now) {
    long floor = Math.max(now, times.shared(command, pseudoChannel));
    chosen = floor <= now;
    if (!chosen) {
      cycle = floor;
      return;
    }
    seenBanks = queue.columnBanks();
    int oldest = queue.oldestHitBank();
    if (oldest >= 0 && times.own(command, firstBank + oldest) <= now) {
      // Nothing can go before the oldest request if that is ready.
      cycle = now;
      bank = oldest;
      return;
    }
    long first = OldestReady.NONE;
    for (long left = seenBanks; left != 0; left &= left - 1) {
      int candidate = Long.numberOfTrailingZeros(left);
      long delay = Math.max(0, times.own(command, firstBank + candidate) - now);
      first = Math.min(first, OldestReady.candidate(delay, queue.hitOrder(candidate), candidate));
    }
    cycle = now + OldestReady.delay(first);
    bank = OldestReady.bank(first);
  }
}
