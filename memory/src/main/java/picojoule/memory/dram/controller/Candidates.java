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
  private final Choice column = new Choice();
  private final Choice opening = new Choice();
  private final Choice closing = new Choice();

  /** Commands that no waiting request asks for: those of active requests and of idle rows. */
  private final Choice other = new Choice();

  private Choice choice = other;
  private boolean writing;

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

  /** What the last look found. It is sent, or {@link #notSent} is told. */
  Choice choice() {
    return choice;
  }

  /** What the last look found does not go out now. */
  void notSent() {
    bounds.forget();
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
    if (bounds.active() > now) {
      return false;
    }
    choice = other;
    choice.begin();
    int best = -1;
    long bestReady = 0;
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      for (long left = active.occupied(pseudoChannel); left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        long ready = times.ready(active.isWrite(bank) ? WR : RD, bank);
        if (ready <= now && (best < 0 || active.isOlder(bank, best))) {
          choice.notBefore(best < 0 ? NEVER : bestReady);
          best = bank;
          bestReady = ready;
        } else {
          choice.notBefore(ready);
        }
      }
    }
    bounds.active(choice.bound());
    if (best < 0) {
      return false;
    }
    choice.offer(active.isWrite(best) ? WR : RD, best, RequestBuffer.NONE, 0, bestReady, now);
    return true;
  }

  /** Looks at all next commands of waiting requests. */
  boolean findWaiting(long now, boolean mayActivate) {
    findWaitingColumn(now);
    if (!choice.isFound() || !scheduler.prefersColumns()) {
      if (mayActivate) {
        opens(now);
        prefer(opening);
      }
      closes(now);
      prefer(closing);
    }
    return choice.isFound();
  }

  /** Looks at the rows to be opened for waiting requests, where they go before all else. */
  boolean findPreferredOpening(long now) {
    if (!scheduler.prefersOpening()) {
      return false;
    }
    decideDirection();
    opens(now);
    choice = opening;
    return choice.isFound();
  }

  /** Looks at the column commands of waiting requests. */
  boolean findWaitingColumn(long now) {
    decideDirection();
    columns(now);
    choice = column;
    return choice.isFound();
  }

  /** Looks at the row commands of waiting requests. */
  boolean findWaitingRow(long now) {
    decideDirection();
    if (bounds.row() > now) {
      return false;
    }
    opens(now);
    choice = opening;
    closes(now);
    prefer(closing);
    return choice.isFound();
  }

  /** Goes on with the better of two kinds; the best of the other kind stays ready. */
  private void prefer(Choice kind) {
    if (!kind.isFound()) {
      return;
    }
    Choice worse = kind;
    if (kind.isBefore(choice)) {
      worse = choice;
      choice = kind;
    }
    if (worse.isFound()) {
      lookAgain(worse);
    }
  }

  private void lookAgain(Choice kind) {
    if (kind == column) {
      bounds.column(0);
    } else if (kind == opening) {
      bounds.open(0);
    } else {
      bounds.close(0);
    }
  }

  /**
   * Looks at the PRE commands of waiting requests.
   *
   * @param forbidden by pseudo channel, banks that must not be closed now
   */
  boolean findWaitingClose(long now, long[] forbidden) {
    decideDirection();
    choice = closing;
    choice.begin();
    if (bounds.close() <= now) {
      for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
        closes(pseudoChannel, now, forbidden[pseudoChannel]);
      }
    }
    return choice.isFound();
  }

  /** Reads or writes: for the requests that wait now. */
  void decideDirection() {
    boolean before = writing;
    writing = mode.decide(reads.size(), writes.size());
    if (writing != before) {
      bounds.forgetWaiting();
    }
  }

  private void columns(long now) {
    column.begin();
    if (bounds.column() > now) {
      return;
    }
    int command = writing ? WR : RD;
    boolean byAge = scheduler.takesHitsByAge(buffer());
    if (byAge || !offerOldest(command, now)) {
      for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
        columns(command, pseudoChannel, byAge, now);
      }
    }
    bounds.column(column.bound());
  }

  /** The oldest request of all may have waited so long that it goes before all others. */
  private boolean offerOldest(int command, long now) {
    int oldest = buffer().oldest();
    if (oldest == RequestBuffer.NONE
        || !scheduler.goesFirst(buffer(), oldest)
        || !isReadyHit(command, oldest, now)
        || times.ready(command, buffer().bank(oldest)) > now) {
      return false;
    }
    offerAlone(command, oldest, now);
    return true;
  }

  private void columns(int command, int pseudoChannel, boolean byAge, long now) {
    RequestBuffer buffer = buffer();
    long hits = buffer.hitBanks(pseudoChannel) & ~refreshes.claimed(pseudoChannel);
    if (hits == 0 || isBusy(column, command, pseudoChannel, now)) {
      return;
    }
    int oldest = buffer.oldestOf(pseudoChannel);
    if (byAge && isReadyHit(command, oldest, now)) {
      // Nothing of its pseudo channel can go before it.
      offerAlone(command, oldest, now);
      return;
    }
    for (long left = hits; left != 0; left &= left - 1) {
      int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
      if (scheduler.mayHit(buffer, bank)) {
        int slot = buffer.oldestHit(bank);
        offer(column, command, bank, slot, scheduler.hitOrder(buffer, bank, slot), now);
      }
    }
  }

  /**
   * Whether the oldest request of a pseudo channel may have its column command, but for its bus.
   */
  private boolean isReadyHit(int command, int oldest, long now) {
    int bank = buffer().bank(oldest);
    return buffer().oldestHit(bank) == oldest
        && !isClaimed(bank)
        && times.own(command, bank) <= now
        && scheduler.mayHit(buffer(), bank);
  }

  /** Offers a request beside others that are not looked at. */
  private void offerAlone(int command, int slot, long now) {
    column.offer(command, buffer().bank(slot), slot, buffer().order(slot), now, now);
    column.notBefore(now);
  }

  /** Whether a due refresh keeps requests from a bank. */
  private boolean isClaimed(int bank) {
    return (refreshes.claimed(banks.pseudoChannel(bank)) & banks.bit(bank)) != 0;
  }

  private void opens(long now) {
    opening.begin();
    if (bounds.open() > now) {
      return;
    }
    RequestBuffer buffer = buffer();
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      long closed =
          buffer.closedBanks(pseudoChannel)
              & ~banks.activatingBanks(pseudoChannel)
              & ~refreshes.claimed(pseudoChannel);
      if (closed == 0 || isBusy(opening, activate, pseudoChannel, now)) {
        continue;
      }
      for (long left = closed; left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        if (scheduler.mayOpen(buffer, bank)) {
          offer(
              opening, activate, bank, buffer.oldest(bank), buffer.order(buffer.oldest(bank)), now);
        }
      }
    }
    bounds.open(opening.bound());
  }

  private void closes(long now) {
    closing.begin();
    if (bounds.close() > now) {
      return;
    }
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      closes(pseudoChannel, now, 0);
    }
    bounds.close(closing.bound());
  }

  private void closes(int pseudoChannel, long now, long forbidden) {
    RequestBuffer buffer = buffer();
    long misses =
        buffer.missBanks(pseudoChannel)
            & ~active.occupied(pseudoChannel)
            & ~refreshes.claimed(pseudoChannel)
            & ~forbidden;
    if (misses == 0 || isBusy(closing, PRE, pseudoChannel, now)) {
      return;
    }
    for (long left = misses; left != 0; left &= left - 1) {
      int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
      if (scheduler.mayClose(buffer, bank)) {
        offer(
            closing,
            PRE,
            bank,
            buffer.oldestMiss(bank),
            buffer.order(buffer.oldestMiss(bank)),
            now);
      }
    }
  }

  /** Whether the buses keep a command from a pseudo channel. */
  private boolean isBusy(Choice kind, int command, int pseudoChannel, long now) {
    long shared = times.shared(command, pseudoChannel);
    if (shared > now) {
      kind.notBefore(shared);
      return true;
    }
    return false;
  }

  private void offer(Choice kind, int command, int bank, int slot, long order, long now) {
    kind.offer(command, bank, slot, order, times.own(command, bank), now);
  }

  /** Looks at the rows that no request wants. */
  boolean findIdleRow(long now) {
    if (!idleRows.isUsed() || bounds.idle() > now) {
      return false;
    }
    choice = other;
    choice.begin();
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
        choice.offer(PRE, bank, RequestBuffer.NONE, bank, ready, now);
      }
    }
    bounds.idle(choice.bound());
    return choice.isFound();
  }

  /** Whether both serve the same direction. */
  boolean isLike(Candidates twin) {
    return mode.isLike(twin.mode);
  }

  /** The buffer here that is what another one's buffer is there. */
  RequestBuffer counterpart(RequestBuffer buffer, Candidates twin) {
    return buffer == twin.writes ? writes : reads;
  }

  /** Takes over the state of another one: the direction. */
  void become(Candidates twin) {
    mode.become(twin.mode);
    writing = twin.writing;
  }
}
