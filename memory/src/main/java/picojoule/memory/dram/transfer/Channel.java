package picojoule.memory.dram.transfer;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.controller.Arrivals;
import picojoule.memory.dram.controller.ChannelController;
import picojoule.memory.dram.controller.ChannelCounts;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.request.Transfer;
import picojoule.sim.Clock;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/**
 * One channel: the shares that wait for it, and its controller. It may stand for other channels
 * that have had the same shares so far ({@link LockStep}).
 *
 * <p>It is simulated ahead of the event queue, and exactly so. What is submitted at or after the
 * current tick reaches the controller a request latency later, so that every cycle before that is
 * already decided. And since bursts reach the controller in order of submission, nothing new can
 * matter, however far ahead, as long as known bursts wait.
 */
final class Channel extends Event implements Arrivals {

  private static final int PRIORITY = 0;

  private final Dram dram;
  private final int number;
  private final EventQueue queue;
  private final Clock clock;
  private final long requestTicks;
  private final long channelValue;
  private final ChannelController controller;
  private final ShareQueue shares;

  /** All cycles up to this one are done. */
  private long cycle;

  /** By command, how many were taken for the activity counters. */
  private final long[] taken = new long[Command.values().length];

  /** After which cycle bursts were last offered. */
  private long offered;

  /** Whether the first burst found its buffer full, and nothing has left since. */
  private boolean refused;

  Channel(
      Dram dram,
      int number,
      DramDevice device,
      EventQueue queue,
      Clock clock,
      long requestTicks,
      ReplayListener listener) {
    super(PRIORITY);
    this.dram = dram;
    this.number = number;
    this.queue = queue;
    this.clock = clock;
    this.requestTicks = requestTicks;
    int burstShift = Integer.numberOfTrailingZeros(device.spec().organisation().burstBytes());
    channelValue = device.spec().mapping().channelValue(number);
    shares = new ShareQueue(device.spec().mapping().channelMask(), channelValue, burstShift);
    controller = new ChannelController(device.spec(), device.policy(), this::served, listener);
  }

  int number() {
    return number;
  }

  ChannelCounts counts() {
    return controller.counts();
  }

  /** Cycles up to one with some row open, summed over ranks. */
  long activeCycles(long lastCycle) {
    return controller.activeTicks(lastCycle);
  }

  /** The last cycle that is done. */
  long cycle() {
    return cycle;
  }

  /** How often a command went out since the last time. */
  long take(Command command) {
    long count = counts().commands(command);
    long more = count - taken[command.ordinal()];
    taken[command.ordinal()] = count;
    return more;
  }

  /**
   * Adds the channel's share of a transfer.
   *
   * @return false where it has none
   */
  boolean add(Transfer transfer, long arrivalCycle) {
    if (!shares.add(transfer, arrivalCycle)) {
      return false;
    }
    wakeBy(clock.ticks(Math.max(arrivalCycle, cycle)));
    return true;
  }

  private void wakeBy(long tick) {
    long at = Math.max(tick, queue.now());
    if (!isScheduled()) {
      queue.schedule(this, at);
    } else if (time() > at) {
      queue.reschedule(this, at);
    }
  }

  @Override
  protected void fire(long now) {
    simulate(clock.cyclesCeil(now + requestTicks));
    if (!shares.isEmpty() || !controller.isServed()) {
      queue.schedule(this, Math.max(now, clock.ticks(nextCycle())));
    }
    dram.flush(this);
  }

  /**
   * Goes on from command to command.
   *
   * @param end the first cycle after which something not yet submitted could be offered
   */
  void simulate(long end) {
    while (true) {
      long from = Math.max(cycle, offered);
      long run = controller.run(this, true, from, end);
      if (run > from) {
        cycle = run;
        refused = false;
      }
      long next = nextCycle();
      if (next > end && shares.isEmpty()) {
        return;
      }
      offer(next - 1);
      if (next > end && shares.isEmpty()) {
        // Something may still come to be offered in this very cycle.
        return;
      }
      int waiting = controller.waitingRequests();
      controller.tick(next);
      cycle = next;
      refused &= controller.waitingRequests() == waiting;
    }
  }

  /** The next cycle in which anything may happen. */
  private long nextCycle() {
    long next = controller.nextTick();
    if (!refused && !shares.isEmpty()) {
      next = Math.min(next, shares.first().arrivalCycle() + 1);
    }
    return Math.max(next, cycle + 1);
  }

  /** Offers the bursts that have arrived until one is refused. */
  private void offer(long now) {
    offered = now;
    while (!refused && !shares.isEmpty()) {
      Share share = shares.first();
      if (share.arrivalCycle() > now) {
        return;
      }
      long burst = share.burst();
      int owner = share.number();
      if (!controller.mayTake(share.isWrite(), burst)) {
        refused = true;
        return;
      }
      if (!share.queueAndStep()) {
        shares.removeFirst();
      }
      controller.offer(share.isWrite(), burst, owner, now);
    }
  }

  @Override
  public boolean hasNext() {
    return !shares.isEmpty();
  }

  @Override
  public long tick() {
    return shares.first().arrivalCycle();
  }

  @Override
  public boolean isWrite() {
    return shares.first().isWrite();
  }

  @Override
  public long burst() {
    return shares.first().burst();
  }

  @Override
  public int owner() {
    return shares.first().number();
  }

  @Override
  public void accepted(long now) {
    if (!shares.first().queueAndStep()) {
      shares.removeFirst();
    }
  }

  private void served(int owner, long atCycle, long dataCycle) {
    Share share = shares.byNumber(owner);
    if (share.served(atCycle, dataCycle)) {
      dram.shareServed(this, share);
      shares.reuse(share);
    }
  }

  boolean isIdle() {
    return shares.isEmpty() && controller.isServed();
  }

  /** Whether another idle channel, simulated as far as this one, will do the same from now on. */
  boolean isLike(Channel other) {
    return isIdle()
        && other.isIdle()
        && controller.isLike(other.controller, Math.max(cycle, other.cycle));
  }

  /** Takes over the state of another channel that had the same shares so far. */
  void become(Channel other) {
    controller.become(other.controller, channelValue);
    shares.become(other.shares);
    System.arraycopy(other.taken, 0, taken, 0, taken.length);
    cycle = other.cycle;
    offered = other.offered;
    refused = other.refused;
    if (other.isScheduled()) {
      wakeBy(other.time());
    }
  }
}
