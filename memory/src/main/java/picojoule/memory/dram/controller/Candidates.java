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
      IdleRows idleRows,
      ReadyBounds bounds,
      Command activate) {
    this.times = times;
    this.banks = banks;
    this.active = active;
    this.reads = reads;
    this.writes = writes;
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

  /** A tick before which nothing goes out: while a refresh is due, nothing for waiting requests. */
  long bound(DueRefresh refresh) {
    return Math.min(bounds.active(), refresh.isDue() ? refresh.ready() : waitingBound());
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
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      columns(command, pseudoChannel, now);
    }
    bounds.column(column.bound());
  }

  private void columns(int command, int pseudoChannel, long now) {
    RequestBuffer buffer = buffer();
    long hits = buffer.hitBanks(pseudoChannel);
    if (hits == 0 || isBusy(column, command, pseudoChannel, now)) {
      return;
    }
    int oldest = buffer.oldestOf(pseudoChannel);
    int oldestBank = buffer.bank(oldest);
    if (buffer.oldestHit(oldestBank) == oldest
        && times.own(command, oldestBank) <= now
        && scheduler.mayHit(buffer, oldestBank)) {
      // Nothing can go before the oldest request if that hits an open row and is ready.
      column.offer(command, oldestBank, oldest, buffer.order(oldest), now, now);
      column.notBefore(now);
      return;
    }
    for (long left = hits; left != 0; left &= left - 1) {
      int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
      if (scheduler.mayHit(buffer, bank)) {
        offer(column, command, bank, buffer.oldestHit(bank), now);
      }
    }
  }

  private void opens(long now) {
    opening.begin();
    if (bounds.open() > now) {
      return;
    }
    RequestBuffer buffer = buffer();
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      long closed = buffer.closedBanks(pseudoChannel) & ~banks.activatingBanks(pseudoChannel);
      if (closed == 0 || isBusy(opening, activate, pseudoChannel, now)) {
        continue;
      }
      for (long left = closed; left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        if (scheduler.mayOpen(buffer, bank)) {
          offer(opening, activate, bank, buffer.oldest(bank), now);
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
    long misses = buffer.missBanks(pseudoChannel) & ~active.occupied(pseudoChannel) & ~forbidden;
    if (misses == 0 || isBusy(closing, PRE, pseudoChannel, now)) {
      return;
    }
    for (long left = misses; left != 0; left &= left - 1) {
      int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
      if (scheduler.mayClose(buffer, bank)) {
        offer(closing, PRE, bank, buffer.oldestMiss(bank), now);
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

  private void offer(Choice kind, int command, int bank, int slot, long now) {
    kind.offer(command, bank, slot, buffer().order(slot), times.own(command, bank), now);
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
