package picojoule.memory.dram.controller;

import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandBus;
import picojoule.memory.dram.CommandTimes;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.replay.ReplayListener;

/**
 * Column commands in a row, while nothing else can happen: all requests that wait go the same way
 * and hit open rows, the buffer is full, so that the departure of one lets the next one in, and
 * that one hits too. In each pseudo channel the oldest request is ready whenever the data bus is,
 * so that the order is known without a decision: from one tick of a column command to the next.
 *
 * <p>What column commands mean for other commands is settled once, at the end of the run.
 */
final class ColumnRun {

  private static final int RD = Command.RD.ordinal();
  private static final int WR = Command.WR.ordinal();
  private static final int NONE = RequestBuffer.NONE;

  private final CommandTimes times;
  private final BankStates banks;
  private final ActiveRequests active;
  private final RequestBuffer reads;
  private final RequestBuffer writes;
  private final Refreshes refreshes;
  private final Candidates candidates;
  private final ReadyBounds bounds;
  private final ChannelCounts counts;
  private final AddressMapping mapping;
  private final ServedListener served;
  private final ReplayListener listener;
  private final int readLatency;
  private final int writeLatency;
  private final boolean possible;

  /** The lowest bit of ticks at which column commands start, where these are half clocks. */
  private final int edge;

  /** By bank, the tick of its last column command of this run. */
  private final long[] lastColumn;

  /** By pseudo channel, the banks that had one. */
  private final long[] touched;

  ColumnRun(
      DramSpec spec,
      ControllerPolicy policy,
      CommandTimes times,
      BankStates banks,
      ActiveRequests active,
      RequestBuffer reads,
      RequestBuffer writes,
      Refreshes refreshes,
      Candidates candidates,
      ReadyBounds bounds,
      ChannelCounts counts,
      ServedListener served,
      ReplayListener listener) {
    this.times = times;
    this.banks = banks;
    this.active = active;
    this.reads = reads;
    this.writes = writes;
    this.refreshes = refreshes;
    this.candidates = candidates;
    this.bounds = bounds;
    this.counts = counts;
    this.served = served;
    this.listener = listener;
    mapping = spec.mapping();
    readLatency = spec.timing().readLatency() + spec.timing().burst();
    writeLatency = spec.timing().writeLatency() + spec.timing().burst();
    // With a write clock, a column command may need another one before it.
    possible =
        spec.commandBus() != CommandBus.SPLIT_ACTIVATE
            && !policy.rowPolicy().closesIdleRows()
            && policy.scheduler() != Scheduler.Kind.IN_ORDER;
    edge = spec.commandBus() == CommandBus.ROW_AND_COLUMN_HALF_CLOCK ? 1 : 0;
    lastColumn = new long[banks.count()];
    touched = new long[banks.pseudoChannels()];
  }

  /**
   * Goes on as far as a run reaches. Before each tick the next request was not offered yet.
   *
   * @param now the last tick done
   * @return the last tick done now
   */
  long run(Arrivals arrivals, long now) {
    RequestBuffer buffer = steady();
    if (buffer == null) {
      return now;
    }
    boolean write = buffer == writes;
    int command = write ? WR : RD;
    long end = refreshes.nextDue();
    long tick = now;
    while (arrivals.hasNext() && arrivals.tick() <= tick && arrivals.isWrite() == write) {
      int slot = next(buffer, command, tick);
      if (slot == NONE || readyTick >= end) {
        break;
      }
      long burst = arrivals.burst();
      int bank = mapping.bankInChannel(burst);
      int row = mapping.row(burst);
      if (banks.row(bank) != row || (write && !buffer.isNew(burst))) {
        break;
      }
      if (tick == now) {
        candidates.decideDirection();
      }
      if (!buffer.isFull()) {
        buffer.add(burst, bank, row, tick, arrivals.owner());
        arrivals.accepted(tick);
        if (!isRefused(arrivals, buffer, write)) {
          break;
        }
      }
      if (buffer.size() == 1) {
        // Without requests the direction turns in the very tick of the last one.
        break;
      }
      tick = readyTick;
      column(buffer, slot, command, tick);
    }
    if (tick > now) {
      settle(command);
    }
    return tick;
  }

  /**
   * Whether the request behind an accepted one is known, and finds no place before the next column
   * command.
   */
  private boolean isRefused(Arrivals arrivals, RequestBuffer buffer, boolean write) {
    return arrivals.hasNext()
        && (arrivals.tick() >= readyTick
            || (arrivals.isWrite() == write && (!write || buffer.isNew(arrivals.burst()))));
  }

  /** The buffer whose requests all hit open rows and leave no place but one, or null. */
  private RequestBuffer steady() {
    RequestBuffer buffer = writes.size() == 0 ? reads : writes;
    return possible
            && buffer.hasAtMostOnePlace()
            && (writes.size() == 0 || reads.size() == 0)
            && active.isEmpty()
            && refreshes.isEmpty()
            && buffer.hitsOnly()
        ? buffer
        : null;
  }

  /** The tick of the request that {@link #next} found. */
  private long readyTick;

  /** The request that goes next, or {@link RequestBuffer#NONE} where that takes a decision. */
  private int next(RequestBuffer buffer, int command, long now) {
    int first = NONE;
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      int slot = buffer.oldestOf(pseudoChannel);
      if (slot == NONE) {
        return NONE;
      }
      long ready = Math.max(now + 1, times.shared(command, pseudoChannel)) | edge;
      if (times.own(command, buffer.bank(slot)) > ready) {
        return NONE;
      }
      if (first == NONE
          || ready < readyTick
          || (ready == readyTick && buffer.order(slot) < buffer.order(first))) {
        first = slot;
        readyTick = ready;
      }
    }
    return first;
  }

  private void column(RequestBuffer buffer, int slot, int command, long tick) {
    int bank = buffer.bank(slot);
    if (!buffer.isCounted(slot)) {
      counts.hit();
    }
    counts.command(command);
    times.followColumn(command, bank, tick);
    lastColumn[bank] = tick;
    touched[banks.pseudoChannel(bank)] |= banks.bit(bank);
    if (listener != null) {
      listener.command(
          tick,
          command == RD ? Command.RD : Command.WR,
          bank,
          buffer.row(slot),
          mapping.column(buffer.burst(slot)));
    }
    int owner = buffer.owner(slot);
    if (command == RD) {
      counts.readDone(tick + readLatency, tick + readLatency - buffer.arrival(slot));
      served.served(owner, tick, tick + readLatency);
    } else {
      counts.writeDone(tick);
      served.served(owner, tick, tick + writeLatency);
    }
    buffer.remove(slot);
  }

  /** What the last column command of each bank means for other commands. */
  private void settle(int command) {
    for (int pseudoChannel = 0; pseudoChannel < touched.length; pseudoChannel++) {
      for (long left = touched[pseudoChannel]; left != 0; left &= left - 1) {
        int bank = banks.bank(pseudoChannel, Long.numberOfTrailingZeros(left));
        times.issue(command, bank, lastColumn[bank]);
      }
      touched[pseudoChannel] = 0;
    }
    bounds.forget();
  }
}
