package picojoule.memory.dram.dramsim3;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;

/** Chooses commands, carries them out, and counts them. */
final class CommandIssue {

  private static final int NONE = -1;

  private final Dramsim3Timing timing;
  private final BankTimes times;
  private final BankQueues queues;
  private final Transactions transactions;
  private final Arrivals arrivals;
  private final boolean dualCommand;
  private final ReplayListener listener;
  private final ReadyBanks ready;

  /** Whether {@link #ready} says what is true now. */
  private boolean looked;

  /** The bank that had its turn last; the choice goes round from the one after it. */
  private int lastBank;

  private long allIdleSince;
  private long allIdleTicks;
  private long reads;
  private long writes;
  private long activates;
  private long precharges;
  private long refreshes;
  private long rowHits;
  private long rowConflicts;

  CommandIssue(
      Dramsim3Timing timing,
      BankTimes times,
      BankQueues queues,
      Transactions transactions,
      Arrivals arrivals,
      boolean dualCommand,
      ReplayListener listenerOrNull) {
    this.timing = timing;
    this.times = times;
    this.queues = queues;
    this.transactions = transactions;
    this.arrivals = arrivals;
    this.dualCommand = dualCommand;
    listener = listenerOrNull;
    ready = new ReadyBanks(queues, times);
  }

  /** The queues got a request: what is ready must be looked up again. */
  void queuesChanged() {
    looked = false;
  }

  /** The first tick from one on in which {@link #issue} issues a command. */
  long nextIssue(long from) {
    look(from);
    return ready.tick();
  }

  private void look(long from) {
    if (!looked || ready.tick() < from) {
      ready.lookFrom(from);
      looked = true;
    }
  }

  /** Issues the command of a tick, if there is one, and a second of the other kind. */
  void issue(long tick) {
    look(tick);
    if (ready.tick() != tick) {
      return;
    }
    int bank = takeTurn(ready.banks());
    int place = columnPlace(bank, tick);
    carryOut(bank, place, tick);
    if (dualCommand) {
      issueSecond(place != NONE, tick);
    }
  }

  /** The second choice takes its turn even where it is of the same kind and goes unused. */
  private void issueSecond(boolean firstIsColumn, long tick) {
    long banks;
    if (firstIsColumn) {
      // No two column commands come in one tick.
      banks = ready.rowBanks(tick);
    } else {
      look(tick);
      banks = ready.tick() == tick ? ready.banks() : 0;
    }
    if (banks == 0) {
      return;
    }
    int bank = takeTurn(banks);
    int place = columnPlace(bank, tick);
    if (firstIsColumn != (place != NONE)) {
      carryOut(bank, place, tick);
    }
  }

  private int takeTurn(long banks) {
    long after = banks & (-2L << lastBank);
    lastBank = Long.numberOfTrailingZeros(after != 0 ? after : banks);
    return lastBank;
  }

  /** The place of the request whose column command a ready bank issues; none for row commands. */
  private int columnPlace(int bank, long tick) {
    long bit = 1L << bank;
    if ((queues.open() & bit) == 0
        || ((queues.wantPrecharge() & bit) != 0 && times.precharge(bank) <= tick)) {
      return NONE;
    }
    return queues.oldestHit(bank, times.read(bank) <= tick, times.write(bank) <= tick);
  }

  private void carryOut(int bank, int place, long tick) {
    looked = false;
    if (place != NONE) {
      serve(bank, place, tick);
    } else if ((queues.open() & (1L << bank)) == 0) {
      activate(bank, tick);
    } else {
      rowConflicts++;
      precharge(bank, tick);
    }
  }

  private void serve(int bank, int place, long tick) {
    int slot = queues.slot(bank, place);
    boolean write = transactions.isWrite(slot);
    if (listener != null) {
      listener.command(
          tick,
          write ? Command.WR : Command.RD,
          bank,
          transactions.row(slot),
          transactions.column(slot));
    }
    if (queues.columnCommands(bank) > 0) {
      rowHits++;
    }
    queues.serve(bank, place);
    if (write) {
      writes++;
      times.written(bank, tick);
      arrivals.writeServed(slot);
    } else {
      reads++;
      times.read(bank, tick);
      arrivals.readServed(slot, tick + timing.readDelay());
    }
  }

  private void activate(int bank, long tick) {
    int row = queues.oldestRow(bank);
    if (queues.open() == 0) {
      allIdleTicks += tick - allIdleSince;
    }
    activates++;
    times.activated(bank, tick);
    queues.opened(bank, row);
    tell(tick, Command.ACT, bank, row);
  }

  private void precharge(int bank, long tick) {
    precharges++;
    times.precharged(bank, tick);
    queues.closed(bank);
    if (queues.open() == 0) {
      allIdleSince = tick;
    }
    tell(tick, Command.PRE, bank, NONE);
  }

  private void tell(long tick, Command command, int bank, int row) {
    if (listener != null) {
      listener.command(tick, command, bank, row, NONE);
    }
  }

  /** Closes the first bank that may be closed, or refreshes; whether it refreshed. */
  boolean refreshStep(long tick) {
    for (long left = queues.open(); left != 0; left &= left - 1) {
      int bank = Long.numberOfTrailingZeros(left);
      if (times.precharge(bank) <= tick) {
        precharge(bank, tick);
        return false;
      }
    }
    if (queues.open() != 0 || times.refresh() > tick) {
      return false;
    }
    refreshes++;
    times.refreshed(tick);
    looked = false;
    tell(tick, Command.REF, 0, NONE);
    return true;
  }

  /** The first tick from one on in which {@link #refreshStep} does something. */
  long nextRefreshStep(long from) {
    if (queues.open() == 0) {
      return Math.max(from, times.refresh());
    }
    long next = ReadyBanks.NEVER;
    for (long left = queues.open(); left != 0; left &= left - 1) {
      next = Math.min(next, times.precharge(Long.numberOfTrailingZeros(left)));
    }
    return Math.max(from, next);
  }

  void report(ReplayStatistics.Builder builder, long ticks) {
    long idle = allIdleTicks + (queues.open() == 0 ? ticks - allIdleSince : 0);
    builder
        .reads(reads)
        .writes(writes)
        .activates(activates)
        .precharges(precharges)
        .refreshes(refreshes)
        .rowHits(rowHits)
        .rowMisses(activates - rowConflicts)
        .rowConflicts(rowConflicts)
        .allBanksIdleTicks(idle)
        .activeTicks(ticks - idle);
  }
}
