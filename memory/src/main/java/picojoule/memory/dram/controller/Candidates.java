package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandTimes;

/** Looks for commands that are ready, in the order in which a controller wants them. */
final class Candidates {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int PRE = Command.PRE.ordinal();
  private static final int RD = Command.RD.ordinal();
  private static final int WR = Command.WR.ordinal();

  private final CommandTimes times;
  private final BankStates banks;
  private final ActiveRequests active;
  private final RequestBuffer reads;
  private final RequestBuffer writes;
  private final WriteMode mode;
  private final Scheduler scheduler;
  private final Refreshes refreshes;
  private final IdleRows idleRows;
  private final ReadyBounds bounds;
  private final int activate;
  private final Choice choice = new Choice();
  private boolean writing;

  /** The bound that the look under way arrives at. */
  private long bound;

  /**
   * Candidates of one channel.
   *
   * @param activate the command that opens a row, or begins to: ACT or ACT1
   */
  Candidates(
      CommandTimes times,
      BankStates banks,
      ActiveRequests active,
      RequestBuffer reads,
      RequestBuffer writes,
      ControllerPolicy policy,
      Refreshes refreshes,
      IdleRows idleRows,
      ReadyBounds bounds,
      Command activate) {
    this.times = times;
    this.banks = banks;
    this.active = active;
    this.reads = reads;
    this.writes = writes;
    this.refreshes = refreshes;
    this.idleRows = idleRows;
    this.bounds = bounds;
    this.activate = activate.ordinal();
    mode = new WriteMode(policy.writeHighWatermark(), policy.writeLowWatermark());
    scheduler = policy.scheduler().make(policy.rowHitCap());
  }

  /** What the last look found. */
  Choice choice() {
    return choice;
  }

  /** The buffer that the last look at waiting requests went to. */
  RequestBuffer buffer() {
    return writing ? writes : reads;
  }

  /** A tick before which nothing goes out: a due refresh may keep waiting requests back. */
  long bound(DueRefresh refresh) {
    if (!refresh.isDue()) {
      return Math.min(bounds.active(), waitingBound());
    }
    long others = refresh.isOfAllBanks() ? NEVER : waitingBound();
    return Math.min(bounds.active(), Math.min(refresh.ready(), others));
  }

  /** A tick before which no waiting request has a command, if none comes. */
  private long waitingBound() {
    if (mode.isAboutToTurn(reads.size(), writes.size())) {
      return 0;
    }
    return idleRows.isUsed() ? Math.min(bounds.idle(), bounds.waiting()) : bounds.waiting();
  }

  /** Looks at the column commands of active requests. */
  boolean findActive(long now) {
    choice.begin();
    if (bounds.active() > now) {
      return false;
    }
    bound = NEVER;
    int best = -1;
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      for (long left = active.occupied(pseudoChannel); left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        long ready = times.ready(active.isWrite(bank) ? WR : RD, bank);
        bound = Math.min(bound, ready);
        if (ready <= now && (best < 0 || active.isOlder(bank, best))) {
          best = bank;
        }
      }
    }
    bounds.active(bound);
    if (best >= 0) {
      choice.offer(active.isWrite(best) ? WR : RD, best, RequestBuffer.NONE, 0);
    }
    return choice.isFound();
  }

  /** Looks at all next commands of waiting requests. */
  boolean findWaiting(long now, boolean mayActivate) {
    choice.begin();
    decideDirection();
    columns(now);
    if (!choice.isFound() || !scheduler.prefersColumns()) {
      if (mayActivate) {
        opens(now);
      }
      closes(now);
    }
    return choice.isFound();
  }

  /** Looks at the rows to be opened for waiting requests, where they go before all else. */
  boolean findPreferredOpening(long now) {
    choice.begin();
    if (scheduler.prefersOpening()) {
      decideDirection();
      opens(now);
    }
    return choice.isFound();
  }

  /** Looks at the column commands of waiting requests. */
  boolean findWaitingColumn(long now) {
    choice.begin();
    decideDirection();
    columns(now);
    return choice.isFound();
  }

  /** Looks at the row commands of waiting requests. */
  boolean findWaitingRow(long now) {
    choice.begin();
    decideDirection();
    opens(now);
    closes(now);
    return choice.isFound();
  }

  /**
   * Looks at the PRE commands of waiting requests.
   *
   * @param forbidden by pseudo channel, banks that must not be closed now
   */
  boolean findWaitingClose(long now, long[] forbidden) {
    choice.begin();
    decideDirection();
    if (bounds.close() <= now) {
      for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
        closes(pseudoChannel, now, forbidden[pseudoChannel]);
      }
    }
    return choice.isFound();
  }

  private void decideDirection() {
    boolean before = writing;
    writing = mode.decide(reads.size(), writes.size());
    if (writing != before) {
      bounds.forgetWaiting();
    }
  }

  private void columns(long now) {
    if (bounds.column() > now) {
      return;
    }
    RequestBuffer buffer = buffer();
    int command = writing ? WR : RD;
    if (offerOldest(buffer, command, now)) {
      return;
    }
    bound = NEVER;
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      long hits = buffer.hitBanks(pseudoChannel) & ~refreshes.claimed(pseudoChannel);
      if (hits == 0 || isBusy(command, pseudoChannel, now)) {
        continue;
      }
      for (long left = hits; left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        if (scheduler.mayHit(buffer, bank)) {
          int slot = buffer.oldestHit(bank);
          offer(command, bank, slot, scheduler.hitOrder(buffer, bank, slot), now);
        }
      }
    }
    bounds.column(bound);
  }

  /** Nothing can go before the oldest request of all if that hits an open row and is ready. */
  private boolean offerOldest(RequestBuffer buffer, int command, long now) {
    int oldest = buffer.oldest();
    if (oldest == RequestBuffer.NONE) {
      return false;
    }
    int bank = buffer.bank(oldest);
    if (buffer.oldestHit(bank) != oldest
        || isClaimed(bank)
        || times.ready(command, bank) > now
        || !scheduler.goesFirst(buffer, oldest)) {
      return false;
    }
    choice.offer(command, bank, oldest, buffer.order(oldest));
    return true;
  }

  /** Whether a due refresh keeps requests from a bank. */
  private boolean isClaimed(int bank) {
    return (refreshes.claimed(banks.pseudoChannel(bank)) & banks.bit(bank)) != 0;
  }

  private void opens(long now) {
    if (bounds.open() > now) {
      return;
    }
    bound = NEVER;
    RequestBuffer buffer = buffer();
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      long closed =
          buffer.closedBanks(pseudoChannel)
              & ~banks.activatingBanks(pseudoChannel)
              & ~refreshes.claimed(pseudoChannel);
      if (closed == 0 || isBusy(activate, pseudoChannel, now)) {
        continue;
      }
      for (long left = closed; left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        if (scheduler.mayOpen(buffer, bank)) {
          offer(activate, bank, buffer.oldest(bank), buffer.order(buffer.oldest(bank)), now);
        }
      }
    }
    bounds.open(bound);
  }

  private void closes(long now) {
    if (bounds.close() > now) {
      return;
    }
    bound = NEVER;
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      closes(pseudoChannel, now, 0);
    }
    bounds.close(bound);
  }

  private void closes(int pseudoChannel, long now, long forbidden) {
    RequestBuffer buffer = buffer();
    long misses =
        buffer.missBanks(pseudoChannel)
            & ~active.occupied(pseudoChannel)
            & ~refreshes.claimed(pseudoChannel)
            & ~forbidden;
    if (misses == 0 || isBusy(PRE, pseudoChannel, now)) {
      return;
    }
    for (long left = misses; left != 0; left &= left - 1) {
      int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
      if (scheduler.mayClose(buffer, bank)) {
        offer(PRE, bank, buffer.oldestMiss(bank), buffer.order(buffer.oldestMiss(bank)), now);
      }
    }
  }

  /** Whether the buses keep a command from a pseudo channel. */
  private boolean isBusy(int command, int pseudoChannel, long now) {
    long shared = times.shared(command, pseudoChannel);
    if (shared > now) {
      bound = Math.min(bound, shared);
      return true;
    }
    return false;
  }

  private void offer(int command, int bank, int slot, long order, long now) {
    long ready = times.own(command, bank);
    bound = Math.min(bound, ready);
    if (ready <= now) {
      choice.offer(command, bank, slot, order);
    }
  }

  /** Looks at the rows that no request wants. */
  boolean findIdleRow(long now) {
    choice.begin();
    if (!idleRows.isUsed() || bounds.idle() > now) {
      return false;
    }
    bound = NEVER;
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      long idle =
          banks.openBanks(pseudoChannel)
              & ~active.occupied(pseudoChannel)
              & ~refreshes.claimed(pseudoChannel)
              & ~reads.hitBanks(pseudoChannel)
              & ~reads.missBanks(pseudoChannel)
              & ~writes.hitBanks(pseudoChannel)
              & ~writes.missBanks(pseudoChannel);
      for (; idle != 0; idle &= idle - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(idle));
        long ready = Math.max(times.ready(PRE, bank), idleRows.closeTick(bank));
        bound = Math.min(bound, ready);
        if (ready <= now) {
          choice.offer(PRE, bank, RequestBuffer.NONE, bank);
        }
      }
    }
    bounds.idle(bound);
    return choice.isFound();
  }

  /** Whether both serve the same direction. */
  boolean isLike(Candidates other) {
    return mode.isLike(other.mode);
  }

  /** The buffer here that is what another one's buffer is there. */
  RequestBuffer counterpart(RequestBuffer buffer, Candidates other) {
    return buffer == other.writes ? writes : reads;
  }

  /** Takes over the state of another one: the direction. */
  void become(Candidates other) {
    mode.become(other.mode);
    writing = other.writing;
  }
}
