package picojoule.memory.dram.controller;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandBus;
import picojoule.memory.dram.CommandTimes;
import picojoule.memory.dram.Constraint;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.replay.ReplayListener;

/**
 * The controller of one channel: takes requests of one burst each and issues every command that
 * serves them, jumping from tick to tick in which something can happen.
 *
 * <p>Reads and writes wait in buffers of their own. A request whose row was opened for it leaves
 * its buffer and becomes active: active requests go before a due refresh, and that before all
 * others.
 */
public final class ChannelController {

  private final AddressMapping mapping;
  private final BankStates banks;
  private final RequestBuffer reads;
  private final RequestBuffer writes;
  private final Refreshes refreshes;
  private final BusProtocol bus;
  private final ChannelCounts counts = new ChannelCounts();
  private final ActiveRequests active;
  private final ReadyBounds bounds;
  private final StandbyTime standby;
  private final CommandTimes times;
  private final IdleRows idleRows;
  private final Candidates candidates;
  private final ServedListener served;
  private final ColumnRun columnRun;
  private long nextTick = 1;

  /**
   * A controller with empty buffers and closed banks, before its first tick.
   *
   * @param served is told of every request that is served
   * @param listener is told of every command, or null
   */
  public ChannelController(
      DramSpec spec, ControllerPolicy policy, ServedListener served, ReplayListener listener) {
    this.served = served;
    mapping = spec.mapping();
    banks = new BankStates(spec.organisation());
    reads = new RequestBuffer(policy.readQueue(), banks);
    writes = new RequestBuffer(policy.writeQueue(), banks);
    refreshes = new Refreshes(spec, policy.refresh(), spec.refreshScope());
    active = new ActiveRequests(banks);
    times = new CommandTimes(spec.organisation(), issuedRules(spec, policy));
    idleRows = new IdleRows(policy.rowPolicy(), banks.count());
    Command activate = spec.commandBus() == CommandBus.SPLIT_ACTIVATE ? Command.ACT1 : Command.ACT;
    bounds = new ReadyBounds(times, banks, activate, policy.scheduler() == Scheduler.Kind.IN_ORDER);
    standby = new StandbyTime(spec.organisation());
    HalfClockBus.LastRowCommand lastRow = new HalfClockBus.LastRowCommand();

    CommandIssue issue =
        new CommandIssue(
            spec, times, banks, active, reads, writes, refreshes, idleRows, bounds, counts, lastRow,
            served, standby, listener);
    candidates =
        new Candidates(
            times, banks, active, reads, writes, policy, refreshes, idleRows, bounds, activate);
    columnRun =
        new ColumnRun(
            spec,
            policy,
            times,
            banks,
            active,
            reads,
            writes,
            refreshes,
            candidates,
            bounds,
            counts,
            served,
            listener);
    DueRefresh refresh = new DueRefresh(spec, refreshes, times, banks, active, issue);
    bus =
        switch (spec.commandBus()) {
          case SINGLE -> new SingleBus(candidates, issue, refresh);
          case ROW_AND_COLUMN -> new RowAndColumnBus(candidates, issue, refresh);
          case ROW_AND_COLUMN_HALF_CLOCK ->
              new HalfClockBus(candidates, issue, refresh, banks, lastRow);
          case SPLIT_ACTIVATE ->
              new SplitActivateBus(spec, candidates, issue, refresh, times, active);
        };
  }

  /** The rules between commands that this controller has. */
  private static List<Constraint> issuedRules(DramSpec spec, ControllerPolicy policy) {
    Set<Command> issued = EnumSet.of(Command.PRE, Command.RD, Command.WR);
    if (spec.commandBus() == CommandBus.SPLIT_ACTIVATE) {
      issued.addAll(EnumSet.of(Command.ACT1, Command.ACT2, Command.CAS_RD, Command.CAS_WR));
    } else {
      issued.add(Command.ACT);
    }
    switch (policy.refresh()) {
      case ALL_BANK -> issued.addAll(EnumSet.of(Command.PREA, Command.REF));
      case PER_BANK -> issued.add(Command.REFPB);
      case SAME_BANK -> issued.add(Command.REFSB);
      case NONE -> {}
    }
    return spec.constraints().stream()
        .filter(rule -> issued.contains(rule.preceding()) && issued.contains(rule.following()))
        .filter(rule -> rule.latency() > 1 || !isOneATick(spec.commandBus(), rule))
        .toList();
  }

  /** Whether no two commands of a rule ever share a tick, because one bus carries both. */
  private static boolean isOneATick(CommandBus bus, Constraint rule) {
    return bus == CommandBus.SINGLE
        || bus == CommandBus.SPLIT_ACTIVATE
        || rule.preceding().isRow() == rule.following().isRow();
  }

  /**
   * Offers a request between two ticks. A read of a burst that waits to be written is answered in
   * the next tick, a write to it is absorbed; others wait in a buffer.
   *
   * @param owner on whose behalf, for the {@link ServedListener}
   * @param now the last tick
   * @return false where the buffer is full
   */
  public boolean offer(boolean write, long burst, int owner, long now) {
    RequestBuffer buffer = write ? writes : reads;
    if (buffer.isFull() && writes.size() == 0) {
      return false;
    }
    int bank = bank(burst);
    if (writes.size() > 0 && writes.holds(bank, burst)) {
      if (write) {
        counts.coalesced();
      } else {
        counts.forwarded();
        counts.readDone(now + 1, 1);
      }
      served.served(owner, now, now + 1);
      return true;
    }
    if (buffer.isFull()) {
      return false;
    }
    int row = mapping.row(burst);
    buffer.add(burst, bank, row, now, owner);
    bounds.arrived(bank, row, write, now);
    nextTick = now + 1;
    return true;
  }

  /** Whether a request would be accepted now. */
  public boolean mayTake(boolean write, long burst) {
    if (!(write ? writes : reads).isFull()) {
      return true;
    }
    return writes.size() > 0 && writes.holds(bank(burst), burst);
  }

  private int bank(long burst) {
    return mapping.bankInChannel(burst);
  }

  /**
   * Goes on over ticks in which column commands go out and requests for open rows come in, and
   * nothing else can happen.
   *
   * @param arrivals of which the first was not offered yet after the last tick
   * @param unlimited whether any number of requests is accepted before a tick, not only one
   * @param now the last tick
   * @param end the last tick before which no request comes that is not known
   * @return the last tick now; the same where no such run begins
   */
  public long run(Arrivals arrivals, boolean unlimited, long now, long end) {
    long last = columnRun.run(arrivals, unlimited, now, end);
    if (last > now || columnRun.hasAccepted()) {
      nextTick = last + 1;
    }
    return last;
  }

  /** Issues the commands of a tick. */
  public void tick(long now) {
    refreshes.tick(now);
    nextTick = Math.max(now + 1, Math.min(bus.tick(now), refreshes.nextDue()));
  }

  /** The next tick that may not be left out if nothing is offered before. */
  public long nextTick() {
    return nextTick;
  }

  /** Requests that occupy a place in a buffer. */
  public int waitingRequests() {
    return reads.size() + writes.size();
  }

  /** Whether every request had its last command. */
  public boolean isServed() {
    return reads.size() == 0 && writes.size() == 0 && active.isEmpty() && !banks.isActivating();
  }

  /**
   * Takes over the state of another channel's controller: both had the same requests so far, but
   * for the bits that select the channel.
   */
  public void become(ChannelController other, long channelValue) {
    long channelMask = mapping.channelMask();
    banks.become(other.banks);
    reads.become(other.reads, channelMask, channelValue);
    writes.become(other.writes, channelMask, channelValue);
    active.become(other.active, channelMask, channelValue);
    refreshes.become(other.refreshes);
    times.become(other.times);
    idleRows.become(other.idleRows);
    bounds.become(other.bounds);
    candidates.become(other.candidates);
    bus.become(other.bus);
    counts.become(other.counts);
    standby.become(other.standby);
    nextTick = other.nextTick;
  }

  /**
   * Whether another controller without requests will do the same from a tick on, given the same
   * requests.
   */
  public boolean isLike(ChannelController other, long now) {
    return isServed()
        && other.isServed()
        && banks.isLike(other.banks)
        && refreshes.isLike(other.refreshes)
        && candidates.isLike(other.candidates)
        && idleRows.isLike(other.idleRows)
        && bus.isLike(other.bus, now)
        && times.isLike(other.times, now);
  }

  /** What it did so far. */
  public ChannelCounts counts() {
    return counts;
  }

  /** Ticks with some row open, of those from 1 to the last one, summed over ranks. */
  public long activeTicks(long lastTick) {
    return standby.activeTicks(lastTick);
  }

  StandbyTime standby() {
    return standby;
  }
}
