package picojoule.memory.dram.controller;

import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandTimes;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.replay.ReplayListener;

/** Sends commands to the DRAM and keeps banks, buffers and counts in step with them. */
final class CommandIssue {

  private static final Command[] COMMANDS = Command.values();
  private static final int RD = Command.RD.ordinal();
  private static final int WR = Command.WR.ordinal();
  private static final int NO_PLACE = -1;

  private final CommandTimes times;
  private final BankStates banks;
  private final ActiveRequests active;
  private final RequestBuffer reads;
  private final RequestBuffer writes;
  private final Refreshes refreshes;
  private final IdleRows idleRows;
  private final AddressMapping mapping;
  private final ReplayListener listener;
  private final ServedListener served;
  private final int readLatency;
  private final int writeLatency;
  private final ReadyBounds bounds;
  private final ChannelCounts counts;
  private final HalfClockBus.LastRowCommand lastRow;
  private final StandbyTime standby;

  CommandIssue(
      DramSpec spec,
      CommandTimes times,
      BankStates banks,
      ActiveRequests active,
      RequestBuffer reads,
      RequestBuffer writes,
      Refreshes refreshes,
      IdleRows idleRows,
      ReadyBounds bounds,
      ChannelCounts counts,
      HalfClockBus.LastRowCommand lastRow,
      ServedListener served,
      StandbyTime standby,
      ReplayListener listener) {
    this.times = times;
    this.banks = banks;
    this.active = active;
    this.reads = reads;
    this.writes = writes;
    this.refreshes = refreshes;
    this.idleRows = idleRows;
    this.bounds = bounds;
    this.counts = counts;
    this.lastRow = lastRow;
    this.served = served;
    this.standby = standby;
    this.listener = listener;
    mapping = spec.mapping();
    readLatency = spec.timing().readLatency() + spec.timing().burst();
    writeLatency = spec.timing().writeLatency() + spec.timing().burst();
  }

  /** The column command of an active request: it leaves. */
  void column(Choice choice, long now) {
    column(choice.command(), choice.bank(), now);
  }

  /** The column command of an active request: it leaves. */
  void column(int command, int bank, long now) {
    send(command, bank, now, active.row(bank), active.burst(bank));
    served(command, bank, active.arrival(bank), active.owner(bank), now);
    active.remove(bank);
    bounds.columnSent(bank, isHitAwaited(bank), isRowAwaited(bank), now);
  }

  private boolean isHitAwaited(int bank) {
    return reads.oldestHit(bank) != RequestBuffer.NONE
        || writes.oldestHit(bank) != RequestBuffer.NONE;
  }

  private boolean isRowAwaited(int bank) {
    return reads.oldestMiss(bank) != RequestBuffer.NONE
        || writes.oldestMiss(bank) != RequestBuffer.NONE;
  }

  /** The column command of a waiting request: it leaves. */
  void column(int command, int bank, RequestBuffer buffer, int slot, long now) {
    count(buffer, slot, bank);
    send(command, bank, now, buffer.row(slot), buffer.burst(slot));
    served(command, bank, buffer.arrival(slot), buffer.owner(slot), now);
    buffer.overtake(slot);
    buffer.remove(slot);
    bounds.columnSent(bank, isHitAwaited(bank), isRowAwaited(bank), now);
  }

  private void served(int command, int bank, long arrival, int owner, long now) {
    idleRows.column(bank, now);
    if (command == RD) {
      counts.readDone(now + readLatency, now + readLatency - arrival);
      served.served(owner, now, now + readLatency);
    } else {
      counts.writeDone(now);
      served.served(owner, now, now + writeLatency);
    }
  }

  /** Whatever was chosen for a waiting request. */
  void waiting(Choice choice, RequestBuffer buffer, long now) {
    int command = choice.command();
    if (command == RD || command == WR) {
      column(command, choice.bank(), buffer, choice.slot(), now);
    } else if (command == Command.PRE.ordinal()) {
      close(choice.bank(), buffer, choice.slot(), now);
    } else {
      activate(choice.bank(), buffer, choice.slot(), now);
    }
  }

  /** ACT for a waiting request, which becomes active. */
  void activate(int bank, RequestBuffer buffer, int slot, long now) {
    takeFrom(buffer, slot, bank, Command.ACT.ordinal(), now);
    openFor(bank);
  }

  /** ACT1 for a waiting request, which waits for its ACT2 outside the buffer. */
  void activateFirstHalf(int bank, RequestBuffer buffer, int slot, long now) {
    takeFrom(buffer, slot, bank, Command.ACT1.ordinal(), now);
    active.remove(bank);
    banks.activate(bank);
  }

  /** ACT2: the request that ACT1 was for becomes active. */
  void activateSecondHalf(int bank, long now) {
    send(Command.ACT2.ordinal(), bank, now, active.row(bank), active.burst(bank));
    active.add(
        bank,
        active.burst(bank),
        active.row(bank),
        active.arrival(bank),
        active.isWrite(bank),
        active.owner(bank));
    openFor(bank);
  }

  private void takeFrom(RequestBuffer buffer, int slot, int bank, int command, long now) {
    count(buffer, slot, bank);
    send(command, bank, now, buffer.row(slot), buffer.burst(slot));
    active.add(
        bank,
        buffer.burst(slot),
        buffer.row(slot),
        buffer.arrival(slot),
        buffer == writes,
        buffer.owner(slot));
    buffer.remove(slot);
    bounds.activateSent();
    standby.opened(bank, now);
  }

  private void openFor(int bank) {
    banks.open(bank, active.row(bank));
    reads.rowChanged(bank);
    writes.rowChanged(bank);
    bounds.opened(bank, active.isWrite(bank));
  }

  /** CAS: the next command is the column command of the request. */
  void startWriteClock(int command, int bank, int row, long burst, long now) {
    send(command, bank, now, row, burst);
  }

  /** PRE for the sake of a waiting request for another row. */
  void close(int bank, RequestBuffer buffer, int slot, long now) {
    count(buffer, slot, bank);
    send(Command.PRE.ordinal(), bank, now, buffer.row(slot), buffer.burst(slot));
    closed(bank, now);
  }

  /** PRE for nobody's sake. */
  void close(int bank, long now) {
    send(Command.PRE.ordinal(), bank, now, NO_PLACE, NO_PLACE);
    closed(bank, now);
  }

  /** PREA. */
  void closeAll(int firstBank, int count, long now) {
    send(Command.PREA.ordinal(), firstBank, now, NO_PLACE, NO_PLACE);
    for (int bank = firstBank; bank < firstBank + count; bank++) {
      if (!banks.isClosed(bank)) {
        closed(bank, now);
      }
    }
  }

  /** The refresh that has waited longest. */
  void refresh(long now) {
    Refreshes.Due due = refreshes.first();
    if (due.command() == Command.REFSB) {
      for (int i = 1; i < refreshes.banks(); i++) {
        times.issue(due.command().ordinal(), refreshes.bank(i), now);
      }
    }
    send(due.command().ordinal(), due.firstBank(), now, NO_PLACE, NO_PLACE);
    refreshes.removeFirst();
    bounds.forget();
  }

  private void closed(int bank, long now) {
    banks.close(bank);
    standby.closed(bank, now);
    reads.rowChanged(bank);
    writes.rowChanged(bank);
    bounds.closed(bank);
  }

  /** Counts a request as hit, miss or conflict at its first command. */
  private void count(RequestBuffer buffer, int slot, int bank) {
    if (buffer.isCounted(slot)) {
      return;
    }
    buffer.setCounted(slot);
    if (!banks.isOpen(bank)) {
      counts.miss();
    } else if (banks.row(bank) == buffer.row(slot)) {
      counts.hit();
    } else {
      counts.conflict();
    }
  }

  private void send(int command, int bank, long now, int row, long burst) {
    times.issue(command, bank, now);
    counts.command(command);
    if (COMMANDS[command].isRow()) {
      lastRow.sent(COMMANDS[command], bank, now);
    }
    if (listener != null) {
      listener.command(
          now, COMMANDS[command], bank, row, burst < 0 ? NO_PLACE : mapping.column(burst));
    }
  }

  static boolean isWrite(int columnCommand) {
    return columnCommand == WR;
  }
}
