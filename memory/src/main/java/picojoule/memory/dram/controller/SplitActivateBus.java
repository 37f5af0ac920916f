package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandTimes;
import picojoule.memory.dram.DramSpec;

/**
 * One command a tick, where an activate comes in two halves and the write clock has to run.
 *
 * <p>ACT2 follows ACT1 when nothing else is ready, at the latest after tAAD; until then no other
 * ACT1 goes out. From that deadline on nothing else goes out before it. When the write clock has
 * stopped, CAS goes out in the tick before a column command; it runs on until tWCKPST after the end
 * of the burst (JESD209-5).
 */
final class SplitActivateBus implements BusProtocol {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int NONE = -1;
  private static final int ACT2 = Command.ACT2.ordinal();

  private final Candidates candidates;
  private final CommandIssue issue;
  private final DueRefresh refresh;
  private final CommandTimes times;
  private final ActiveRequests active;
  private final int activateDeadline;
  private final int readClockRun;
  private final int writeClockRun;

  /** The bank that waits for its ACT2: no other ACT1 goes out before. */
  private int halfActivated = NONE;

  private long deadline;

  /** From when on the write clock stands still. */
  private long clockStops;

  private boolean clockStarted;
  private int startedCommand;
  private int startedBank;
  private RequestBuffer startedBuffer;
  private int startedSlot;

  SplitActivateBus(
      DramSpec spec,
      Candidates candidates,
      CommandIssue issue,
      DueRefresh refresh,
      CommandTimes times,
      ActiveRequests active) {
    this.candidates = candidates;
    this.issue = issue;
    this.refresh = refresh;
    this.times = times;
    this.active = active;
    activateDeadline = spec.timing().cycles("tAAD");
    int after = spec.timing().burst() + spec.timing().cycles("tWCKPST");
    readClockRun = spec.timing().readLatency() + after;
    writeClockRun = spec.timing().writeLatency() + after;
  }

  @Override
  public long tick(long now) {
    if (clockStarted) {
      return startedColumn(now);
    }
    long secondHalf = secondHalfReady();
    if (halfActivated != NONE && deadline <= now) {
      activateSecondHalf(secondHalf, now);
      return wake();
    }
    if (candidates.findActive(now)) {
      send(candidates.choice(), now);
    } else if (refresh.issueIfReady(now)) {
      return wake();
    } else if (!refresh.blocksAll(now) && candidates.findWaiting(now, halfActivated == NONE)) {
      send(candidates.choice(), now);
    } else if (activateSecondHalf(secondHalf, now)) {
      return wake();
    } else if (!refresh.blocksAll(now) && candidates.findIdleRow(now)) {
      issue.close(candidates.choice().bank(), now);
    }
    return wake();
  }

  private long wake() {
    // ACT2 goes out, and a started column command, in the first tick that is free.
    return halfActivated != NONE || clockStarted ? 0 : candidates.bound(refresh);
  }

  private void send(Choice choice, long now) {
    int command = choice.command();
    if (command == Command.ACT1.ordinal()) {
      issue.activateFirstHalf(choice.bank(), candidates.buffer(), choice.slot(), now);
      halfActivated = choice.bank();
      deadline = now + activateDeadline;
    } else if (command == Command.PRE.ordinal()) {
      issue.waiting(choice, candidates.buffer(), now);
    } else if (now >= clockStops) {
      // CAS takes the next tick too, which must not be the last one for ACT2.
      if (halfActivated != NONE && deadline <= now + 1) {
        candidates.notSent();
        activateSecondHalf(secondHalfReady(), now);
      } else {
        startClock(choice, now);
      }
    } else {
      keepClock(command, now);
      column(command, choice.bank(), candidates.buffer(), choice.slot(), now);
    }
  }

  private void startClock(Choice choice, long now) {
    int command =
        (CommandIssue.isWrite(choice.command()) ? Command.CAS_WR : Command.CAS_RD).ordinal();
    int bank = choice.bank();
    if (times.ready(command, bank) > now) {
      candidates.notSent();
      return;
    }
    startedCommand = choice.command();
    startedBank = bank;
    startedBuffer = candidates.buffer();
    startedSlot = choice.slot();
    boolean isActive = startedSlot == RequestBuffer.NONE;
    issue.startWriteClock(
        command,
        bank,
        isActive ? active.row(bank) : startedBuffer.row(startedSlot),
        isActive ? active.burst(bank) : startedBuffer.burst(startedSlot),
        now);
    clockStarted = true;
  }

  private long startedColumn(long now) {
    long ready = times.ready(startedCommand, startedBank);
    if (ready > now) {
      return ready;
    }
    clockStarted = false;
    keepClock(startedCommand, now);
    column(startedCommand, startedBank, startedBuffer, startedSlot, now);
    return wake();
  }

  private void column(int command, int bank, RequestBuffer buffer, int slot, long now) {
    if (slot == RequestBuffer.NONE) {
      issue.column(command, bank, now);
    } else {
      issue.column(command, bank, buffer, slot, now);
    }
  }

  private void keepClock(int command, long now) {
    clockStops =
        Math.max(clockStops, now + (CommandIssue.isWrite(command) ? writeClockRun : readClockRun));
  }

  /** When ACT2 may go out; never where none is wanted. */
  private long secondHalfReady() {
    return halfActivated == NONE ? NEVER : times.ready(ACT2, halfActivated);
  }

  /** Issues ACT2 if it is ready; returns whether it was. */
  private boolean activateSecondHalf(long ready, long now) {
    if (ready > now) {
      return false;
    }
    issue.activateSecondHalf(halfActivated, now);
    halfActivated = NONE;
    return true;
  }

  @Override
  public void become(BusProtocol other) {
    SplitActivateBus bus = (SplitActivateBus) other;
    halfActivated = bus.halfActivated;
    deadline = bus.deadline;
    clockStops = bus.clockStops;
    clockStarted = bus.clockStarted;
    startedCommand = bus.startedCommand;
    startedBank = bus.startedBank;
    startedBuffer = candidates.counterpart(bus.startedBuffer, bus.candidates);
    startedSlot = bus.startedSlot;
  }

  @Override
  public boolean isLike(BusProtocol other, long now) {
    SplitActivateBus bus = (SplitActivateBus) other;
    return halfActivated == NONE
        && bus.halfActivated == NONE
        && !clockStarted
        && !bus.clockStarted
        && Math.max(now, clockStops) == Math.max(now, bus.clockStops);
  }
}
