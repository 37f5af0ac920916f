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

  private boolean accepted;

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
            && policy.scheduler() != Scheduler.Kind.IN_ORDER
            && spec.constraints().stream()
                .allMatch(rule -> rule.preceding().isRow() || rule.window() == 1);
    edge = spec.commandBus() == CommandBus.ROW_AND_COLUMN_HALF_CLOCK ? 1 : 0;
    lastColumn = new long[banks.count()];
    touched = new long[banks.pseudoChannels()];
  }

  /**
   * Goes on as far as a run reaches.
   *
   * @param unlimited whether any number of requests is accepted before a tick, not only one
   * @param now the last tick done; the next request was not offered after it yet
   * @param end the last tick before which no request comes that is not known
   * @return the last tick done now, after which one request may have been accepted
   */
  long run(Arrivals arrivals, boolean unlimited, long now, long end) {
    accepted = false;
    RequestBuffer buffer = steady();
    if (buffer == null) {
      return now;
    }
    boolean write = buffer == writes;
    int command = write ? WR : RD;
    boolean begun = false;
    long tick = now;
    long lastAccepted = -1;
    int slot = next(buffer, command, tick);
    while (slot != NONE && readyTick < refreshes.nextDue()) {
      long offer =
          arrivals.hasNext()
              ? Math.max(lastAccepted == tick && !unlimited ? tick + 1 : tick, arrivals.tick())
              : Math.max(tick, end);
      if (offer < readyTick && !(buffer.isFull() && isRefused(arrivals, buffer, write))) {
        int arrived = accept(arrivals, buffer, write, offer);
        if (arrived == NONE) {
          break;
        }
        tick = offer;
        lastAccepted = offer;
        if (buffer.oldestOf(banks.pseudoChannel(buffer.bank(arrived))) == arrived) {
          slot = next(buffer, command, tick);
        }
        continue;
      }
      if (!begun) {
        candidates.decideDirection();
        begun = true;
      }
      tick = readyTick;
      column(buffer, slot, command, tick);
      slot = next(buffer, command, tick);
    }
    if (begun) {
      settle(command);
    }
    return tick;
  }

  /** Whether the last run accepted any request. */
  boolean hasAccepted() {
    return accepted;
  }

  /** Whether the next request finds no place before the next column command. */
  private static boolean isRefused(Arrivals arrivals, RequestBuffer buffer, boolean write) {
    return arrivals.hasNext()
        && arrivals.isWrite() == write
        && (!write || buffer.isNew(arrivals.burst()));
  }

  /**
   * Accepts the next request if it goes the same way, and to an open row.
   *
   * @return its slot, or {@link RequestBuffer#NONE}
   */
  private int accept(Arrivals arrivals, RequestBuffer buffer, boolean write, long tick) {
    if (!isRefused(arrivals, buffer, write)) {
      return NONE;
    }
    long burst = arrivals.burst();
    int bank = mapping.bankInChannel(burst);
    int row = mapping.row(burst);
    if (banks.row(bank) != row) {
      return NONE;
    }
    int slot = buffer.add(burst, bank, row, tick, arrivals.owner());
    bounds.arrived(bank, row, write, tick);
    accepted = true;
    arrivals.accepted(tick);
    return slot;
  }

  /** The buffer whose requests all hit open rows, or null. */
  private RequestBuffer steady() {
    RequestBuffer buffer = writes.size() == 0 ? reads : writes;
    return possible
            && buffer.size() > 1
            && (writes.size() == 0 || reads.size() == 0)
            && active.isEmpty()
            && refreshes.isEmpty()
            && buffer.hitsOnly()
        ? buffer
        : null;
  }

  /** The tick of the request that {@link #next} found. */
  private long readyTick;

  /**
   * The request that goes next, or {@link RequestBuffer#NONE} where that takes a decision. The last
   * one does: without requests the direction turns in the very tick in which it goes out.
   */
  private int next(RequestBuffer buffer, int command, long now) {
    int first = NONE;
    if (buffer.size() == 1) {
      return NONE;
    }
    for (int pseudoChannel = 0; pseudoChannel < banks.pseudoChannels(); pseudoChannel++) {
      int slot = buffer.oldestOf(pseudoChannel);
      if (slot == NONE) {
        continue;
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
