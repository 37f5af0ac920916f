package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandTimes;

/** Looks for commands that are ready, in the order in which a controller wants them. */
final class Candidates {

  private static final int ACT = Command.ACT.ordinal();
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
  private final int activate;
  private final Choice choice = new Choice();
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
      Command activate) {
    this.times = times;
    this.banks = banks;
    this.active = active;
    this.reads = reads;
    this.writes = writes;
    this.idleRows = idleRows;
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

  /** Looks at the column commands of active requests. */
  boolean findActive(long now) {
    choice.begin();
    int best = -1;
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      for (long left = active.occupied(pseudoChannel); left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        long ready = times.ready(active.isWrite(bank) ? WR : RD, bank);
        if (ready > now) {
          choice.wakeAt(ready);
        } else if (best < 0 || active.isOlder(bank, best)) {
          best = bank;
        }
      }
    }
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
      rows(now, mayActivate);
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
    rows(now, true);
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
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      closes(pseudoChannel, now, forbidden[pseudoChannel]);
    }
    return choice.isFound();
  }

  private void decideDirection() {
    writing = mode.isWriting(reads.size(), writes.size());
  }

  private void columns(long now) {
    RequestBuffer buffer = buffer();
    int command = writing ? WR : RD;
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      long hits = buffer.hitBanks(pseudoChannel);
      if (hits == 0) {
        continue;
      }
      long shared = times.shared(command, pseudoChannel);
      if (shared > now) {
        choice.wakeAt(shared);
        continue;
      }
      for (long left = hits; left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        if (scheduler.mayHit(buffer, bank)) {
          offer(command, bank, buffer.oldestHit(bank), now);
        }
      }
    }
  }

  private void rows(long now, boolean mayActivate) {
    RequestBuffer buffer = buffer();
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      long closed = buffer.closedBanks(pseudoChannel) & ~banks.activatingBanks(pseudoChannel);
      if (closed != 0 && mayActivate) {
        long shared = times.shared(activate, pseudoChannel);
        if (shared > now) {
          choice.wakeAt(shared);
        } else {
          for (long left = closed; left != 0; left &= left - 1) {
            int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
            if (scheduler.mayOpen(buffer, bank)) {
              offer(activate, bank, buffer.oldest(bank), now);
            }
          }
        }
      }
      closes(pseudoChannel, now, 0);
    }
  }

  private void closes(int pseudoChannel, long now, long forbidden) {
    RequestBuffer buffer = buffer();
    long misses = buffer.missBanks(pseudoChannel) & ~active.occupied(pseudoChannel) & ~forbidden;
    if (misses == 0) {
      return;
    }
    long shared = times.shared(PRE, pseudoChannel);
    if (shared > now) {
      choice.wakeAt(shared);
      return;
    }
    for (long left = misses; left != 0; left &= left - 1) {
      int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
      if (scheduler.mayClose(buffer, bank)) {
        offer(PRE, bank, buffer.oldestMiss(bank), now);
      }
    }
  }

  private void offer(int command, int bank, int slot, long now) {
    long ready = times.own(command, bank);
    if (ready > now) {
      choice.wakeAt(ready);
    } else {
      choice.offer(command, bank, slot, buffer().order(slot));
    }
  }

  /** Looks at the rows that no request wants. */
  boolean findIdleRow(long now) {
    choice.begin();
    if (!idleRows.isUsed()) {
      return false;
    }
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
        if (ready > now) {
          choice.wakeAt(ready);
        } else {
          choice.offer(PRE, bank, RequestBuffer.NONE, bank);
        }
      }
    }
    return choice.isFound();
  }

  /** Whether a command opens a row, or begins to. */
  static boolean opens(int command) {
    return command == ACT || command == Command.ACT1.ordinal();
  }
}
