package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandTimes;

/**
 * For each kind of command a tick before which none is ready, so that nobody looks for one.
 *
 * <p>Constraints only ever push commands back: a bound stays true until a new candidate appears,
 * and then falls to the tick at which that one is ready.
 */
final class ReadyBounds {

  private static final int PRE = Command.PRE.ordinal();
  private static final int RD = Command.RD.ordinal();
  private static final int WR = Command.WR.ordinal();

  private final CommandTimes times;
  private final BankStates banks;
  private final int activate;
  private final boolean global;

  /** Column commands of active requests. */
  private long active;

  /** Column commands of waiting requests. */
  private long column;

  /** Row openings for waiting requests. */
  private long open;

  /** Row closings for waiting requests. */
  private long close;

  /** Row closings for want of requests. */
  private long idle;

  /**
   * Knowing nothing yet.
   *
   * @param global whether the departure of any request can make any other one a candidate
   */
  ReadyBounds(CommandTimes times, BankStates banks, Command activate, boolean global) {
    this.times = times;
    this.banks = banks;
    this.activate = activate.ordinal();
    this.global = global;
  }

  long active() {
    return active;
  }

  void active(long tick) {
    active = tick;
  }

  long column() {
    return column;
  }

  void column(long tick) {
    column = tick;
  }

  long open() {
    return open;
  }

  void open(long tick) {
    open = tick;
  }

  long close() {
    return close;
  }

  void close(long tick) {
    close = tick;
  }

  long idle() {
    return idle;
  }

  void idle(long tick) {
    idle = tick;
  }

  /** The least bound of the row commands that waiting requests want. */
  long row() {
    return Math.min(open, close);
  }

  /** The least bound of what waiting requests want. */
  long waiting() {
    return Math.min(column, row());
  }

  /** Nothing is known of the candidates any more. */
  void forget() {
    active = 0;
    forgetWaiting();
  }

  /** Nothing is known of the waiting requests any more. */
  void forgetWaiting() {
    idle = 0;
    column = 0;
    open = 0;
    close = 0;
  }

  /** A request for a row began to wait after a tick; the next one is looked at anyway. */
  void arrived(int bank, int row, boolean write, long now) {
    if (!banks.isOpen(bank)) {
      open = open <= now + 1 ? open : Math.min(open, times.ready(activate, bank));
    } else if (banks.row(bank) == row) {
      column = column <= now + 1 ? column : Math.min(column, times.ready(write ? WR : RD, bank));
    } else {
      close = close <= now + 1 ? close : Math.min(close, times.ready(PRE, bank));
    }
  }

  /** A row was opened for a request. */
  void opened(int bank, boolean write) {
    long read = times.ready(RD, bank);
    long written = times.ready(WR, bank);
    active = Math.min(active, write ? written : read);
    // The direction may have turned since the row was first wanted.
    column = Math.min(column, Math.min(read, written));
    close = Math.min(close, times.ready(PRE, bank));
  }

  /** The command that begins to open a row went out. */
  void activateSent() {
    idle = 0;
    open = Math.max(open, shared(activate));
    departed();
  }

  private void departed() {
    if (global) {
      forgetWaiting();
    }
  }

  /** A row was closed. */
  void closed(int bank) {
    idle = 0;
    close = Math.max(close, shared(PRE));
    open = Math.min(open, times.ready(activate, bank));
  }

  /**
   * A column command went out: perhaps its row is wanted no longer.
   *
   * @param hitAwaited whether a request waits for the bank's open row
   * @param rowAwaited whether a request waits for another row of the bank
   */
  void columnSent(int bank, boolean hitAwaited, boolean rowAwaited, long now) {
    idle = 0;
    // Active requests may go the other way than waiting ones.
    long bus = Math.max(now + 1, Math.min(times.bus(RD), times.bus(WR)));
    column = hitAwaited ? bus : Math.max(column, bus);
    active = Math.max(active, bus);
    if (rowAwaited) {
      close = Math.min(close, times.ready(PRE, bank));
    }
    departed();
  }

  private long shared(int command) {
    long shared = times.shared(command, 0);
    for (int i = 1; i < banks.pseudoChannels(); i++) {
      shared = Math.min(shared, times.shared(command, i));
    }
    return shared;
  }

  /** Takes over the state of another one. */
  void become(ReadyBounds other) {
    active = other.active;
    column = other.column;
    open = other.open;
    close = other.close;
    idle = other.idle;
  }
}
