package picojoule.memory.dram;

import java.util.Arrays;
import java.util.Comparator;
import picojoule.memory.request.Transfer;
import picojoule.sim.Clock;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/**
 * One channel: pseudo channels that share a row and a column command bus. In cycle t, pseudo
 * channel t mod n is the first to use each bus.
 *
 * <p>A channel is simulated ahead of the event queue, and exactly so. What is submitted at or after
 * the current tick reaches the controller a request latency later, so that every cycle before that
 * is already decided. And since bursts enter a pseudo channel's queues in order of submission,
 * nothing new can matter, however far ahead, as long as every pseudo channel has known bursts that
 * wait for room in its queues.
 */
final class Channel extends Event {

  private static final int PRIORITY = 0;

  private final Dram dram;
  private final int number;
  private final EventQueue queue;
  private final Clock clock;
  private final long requestTicks;
  private final int refreshInterval;
  private final PseudoChannel[] pseudoChannels;
  private final CommandListener listener;
  private final SteadyStream stream;
  private final AddressMapping mapping;
  private long lastCycle = -1;

  Channel(Dram dram, int number, DramSpec spec, EventQueue queue, Clock clock, long requestTicks) {
    super(PRIORITY);
    this.dram = dram;
    this.number = number;
    this.queue = queue;
    this.clock = clock;
    this.requestTicks = requestTicks;
    listener = dram.listener();
    stream = new SteadyStream(spec);
    mapping = spec.mapping();
    refreshInterval = spec.timing().refreshInterval();
    int burstShift = Integer.numberOfTrailingZeros(spec.organisation().burstBytes());
    CommandTimes times = new CommandTimes(spec.organisation(), spec.constraints());
    pseudoChannels = new PseudoChannel[spec.organisation().pseudoChannels()];
    for (int i = 0; i < pseudoChannels.length; i++) {
      ShareQueue shares =
          new ShareQueue(
              spec.mapping().selectMask(), spec.mapping().selectValue(number, i), burstShift);
      pseudoChannels[i] = new PseudoChannel(this, i, spec, times, shares);
      pseudoChannels[i].expect(spec.timing().refreshInterval());
    }
  }

  PseudoChannel pseudoChannel(int index) {
    return pseudoChannels[index];
  }

  /**
   * Adds a pseudo channel's share of a transfer.
   *
   * @return false where it has none
   */
  boolean add(int index, Transfer transfer, long arrivalCycle) {
    ShareQueue shares = pseudoChannels[index].shares();
    boolean first = shares.isEmpty();
    if (!shares.add(transfer, arrivalCycle)) {
      return false;
    }
    if (first) {
      // Behind known bursts the channel may already have got beyond the arrival.
      pseudoChannels[index].expect(Math.max(arrivalCycle, lastCycle + 1));
      wakeBy(clock.ticks(arrivalCycle));
    }
    return true;
  }

  private void wakeBy(long tick) {
    if (!isScheduled()) {
      queue.schedule(this, tick);
    } else if (time() > tick) {
      queue.reschedule(this, tick);
    }
  }

  @Override
  protected void fire(long now) {
    simulate(clock.cyclesCeil(now + requestTicks));
    boolean work = false;
    long next = Long.MAX_VALUE;
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      work |= pseudoChannel.hasWork();
      next = Math.min(next, pseudoChannel.nextCycle());
    }
    if (work) {
      queue.schedule(this, Math.max(now, clock.ticks(next)));
    }
    dram.flush(this);
  }

  /**
   * Goes on from command to command.
   *
   * @param end the first cycle that something not yet submitted could reach
   */
  void simulate(long end) {
    while (true) {
      long cycle = Long.MAX_VALUE;
      for (PseudoChannel pseudoChannel : pseudoChannels) {
        cycle = Math.min(cycle, pseudoChannel.nextCycle());
      }
      boolean decided = cycle < end;
      if (!decided && !allHaveWaitingBursts()) {
        return;
      }
      if (cycle - lastCycle > refreshInterval / 2 && skipRefreshes(end)) {
        continue;
      }
      for (PseudoChannel pseudoChannel : pseudoChannels) {
        if (pseudoChannel.mustDecide(cycle)) {
          pseudoChannel.fill(cycle);
        }
      }
      if (!decided && !allHaveWaitingBursts()) {
        // What is submitted later could still enter a queue in this cycle.
        return;
      }
      lastCycle = cycle;
      act(cycle);
      for (PseudoChannel pseudoChannel : pseudoChannels) {
        pseudoChannel.decideAhead(cycle + 1, end);
      }
      leap(end);
    }
  }

  private void act(long cycle) {
    int count = pseudoChannels.length;
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (pseudoChannel.mustDecide(cycle)) {
        pseudoChannel.decide(cycle);
      }
    }
    int first = (int) cycle & (count - 1);
    for (int i = 0; i < count; i++) {
      pseudoChannels[(first + i) & (count - 1)].columnSlot(cycle);
    }
    for (int i = 0; i < count; i++) {
      pseudoChannels[(first + i) & (count - 1)].rowSlot(cycle);
    }
  }

  /** Leaps over a steady stream, if there is one in every pseudo channel that does anything. */
  private void leap(long end) {
    long bound = Long.MAX_VALUE;
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (pseudoChannel.isResting()) {
        bound = Math.min(bound, Math.min(end, pseudoChannel.nextCycle()));
      }
    }
    int bursts = Integer.MAX_VALUE;
    int least = stream.bankPeriod();
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (!pseudoChannel.isResting()) {
        bursts = Math.min(bursts, pseudoChannel.steadyBursts(stream, bound));
        least = Math.max(least, pseudoChannel.capacity());
        if (bursts < least) {
          return;
        }
      }
    }
    if (bursts == Integer.MAX_VALUE || !interleaves()) {
      return;
    }
    int whole = bursts & -stream.bankPeriod();
    if (whole < least) {
      return;
    }
    if (listener != null) {
      tellLeap(whole);
    }
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (!pseudoChannel.isResting()) {
        lastCycle = Math.max(lastCycle, pseudoChannel.leap(stream, whole));
      }
    }
  }

  /** Whether the streams of the pseudo channels go on without meeting on the column bus. */
  private boolean interleaves() {
    for (PseudoChannel one : pseudoChannels) {
      for (PseudoChannel other : pseudoChannels) {
        if (one != other && !one.isResting() && !other.isResting()) {
          long apart = Math.abs(one.columnCycle() - other.columnCycle());
          int spacing = stream.spacing(one.columnCommand());
          if (spacing != stream.spacing(other.columnCommand())
              || apart < stream.busSpacing()
              || spacing - apart < stream.busSpacing()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void tellLeap(int bursts) {
    PseudoChannel[] inOrder =
        Arrays.stream(pseudoChannels)
            .filter(pseudoChannel -> !pseudoChannel.isResting())
            .sorted(Comparator.comparingLong(PseudoChannel::columnCycle))
            .toArray(PseudoChannel[]::new);
    for (int i = 0; i < bursts; i++) {
      for (PseudoChannel pseudoChannel : inOrder) {
        int command = pseudoChannel.columnCommand();
        long burst = stream.advance(pseudoChannel.columnBurst(), i);
        long cycle = pseudoChannel.columnCycle() + (long) i * stream.spacing(command);
        int bank = pseudoChannel.firstBank() + mapping.bank(burst);
        dram.tellColumn(number, cycle, command, bank, burst);
      }
    }
  }

  private boolean allHaveWaitingBursts() {
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (pseudoChannel.shares().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Leaps over most refreshes of an idle time; false where there are none to leap over. */
  private boolean skipRefreshes(long end) {
    if (listener != null) {
      return false;
    }
    long quietEnd = end;
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (!pseudoChannel.isQuiet()) {
        return false;
      }
      if (!pseudoChannel.shares().isEmpty()) {
        quietEnd = Math.min(quietEnd, pseudoChannel.shares().first().arrivalCycle());
      }
    }
    boolean skipped = false;
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      skipped |= pseudoChannel.skipRefreshes(quietEnd);
    }
    return skipped;
  }

  void columnIssued(int command, long cycle, int bank, long burst) {
    if (listener != null) {
      dram.tellColumn(number, cycle, command, bank, burst);
    }
  }

  void rowIssued(int command, long cycle, int bank, int row) {
    if (listener != null) {
      dram.tellRow(number, cycle, command, bank, row);
    }
  }

  /** The last column command of a share was issued. */
  void shareIssued(Share share, long cycle) {
    dram.shareIssued(number, share, cycle);
  }
}
