package picojoule.memory.dram;

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
  private final PseudoChannel[] dueInOrder;
  private final CommandListener listener;
  private final StreamLeaps leaps;

  /** Pseudo channels without known bursts that wait for room in a queue. */
  private int withoutWaitingBursts;

  private long lastCycle = -1;

  Channel(Dram dram, int number, DramSpec spec, EventQueue queue, Clock clock, long requestTicks) {
    super(PRIORITY);
    this.dram = dram;
    this.number = number;
    this.queue = queue;
    this.clock = clock;
    this.requestTicks = requestTicks;
    listener = dram.listener();
    SteadyStream stream = new SteadyStream(spec);
    refreshInterval = spec.timing().refreshInterval();
    int burstShift = Integer.numberOfTrailingZeros(spec.organisation().burstBytes());
    CommandTimes times = new CommandTimes(spec.organisation(), spec.constraints());
    pseudoChannels = new PseudoChannel[spec.organisation().pseudoChannels()];
    dueInOrder = new PseudoChannel[pseudoChannels.length];
    withoutWaitingBursts = pseudoChannels.length;
    for (int i = 0; i < pseudoChannels.length; i++) {
      ShareQueue shares =
          new ShareQueue(
              spec.mapping().selectMask(), spec.mapping().selectValue(number, i), burstShift);
      pseudoChannels[i] = new PseudoChannel(this, i, spec, times, stream, shares);
    }
    leaps = new StreamLeaps(this, stream, spec.mapping(), pseudoChannels);
  }

  /** The leaps that it made. */
  StreamLeaps leaps() {
    return leaps;
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
      withoutWaitingBursts--;
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
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      work |= pseudoChannel.hasWork();
    }
    if (work) {
      queue.schedule(this, Math.max(now, clock.ticks(nextCycle())));
    }
    dram.flush(this);
  }

  /**
   * Goes on from command to command.
   *
   * @param end the first cycle that something not yet submitted could reach
   */
  void simulate(long end) {
    boolean decided = true;
    while (decided) {
      decided = advance(end);
    }
  }

  /**
   * Goes on to the next cycle in which anything may happen.
   *
   * @return false where that is not decided yet
   */
  private boolean advance(long end) {
    long cycle = nextCycle();
    if (cycle >= end && !isDecided(cycle)) {
      return false;
    }
    if (cycle - lastCycle > refreshInterval / 2 && skipRefreshes(end)) {
      return true;
    }
    lastCycle = cycle;
    int due = collectDue(cycle);
    for (int i = 0; i < due; i++) {
      dueInOrder[i].begin(cycle);
    }
    for (int i = 0; i < due; i++) {
      dueInOrder[i].columnSlot(cycle);
    }
    boolean steady = false;
    for (int i = 0; i < due; i++) {
      PseudoChannel pseudoChannel = dueInOrder[i];
      pseudoChannel.rowSlot(cycle);
      pseudoChannel.end(cycle, end);
      steady |= pseudoChannel.maySteady();
    }
    if (steady) {
      lastCycle = Math.max(lastCycle, leaps.leap(end));
    }
    return true;
  }

  private long nextCycle() {
    long cycle = Long.MAX_VALUE;
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      cycle = Math.min(cycle, pseudoChannel.nextCycle());
    }
    return cycle;
  }

  /** Whether nothing that may be submitted later can still enter a queue in a cycle. */
  private boolean isDecided(long cycle) {
    if (!allHaveWaitingBursts()) {
      return false;
    }
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (pseudoChannel.mustDecide(cycle)) {
        pseudoChannel.fill(cycle);
      }
    }
    return allHaveWaitingBursts();
  }

  /** Collects the pseudo channels that something may happen to in a cycle, the first one first. */
  private int collectDue(long cycle) {
    int count = pseudoChannels.length;
    int due = 0;
    for (int i = 0; i < count; i++) {
      PseudoChannel pseudoChannel = pseudoChannels[((int) cycle + i) & (count - 1)];
      if (pseudoChannel.nextCycle() <= cycle) {
        dueInOrder[due++] = pseudoChannel;
      }
    }
    return due;
  }

  private boolean allHaveWaitingBursts() {
    return withoutWaitingBursts == 0;
  }

  /** The last burst known of a pseudo channel entered its queues. */
  void allBurstsEntered() {
    withoutWaitingBursts++;
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

  boolean isListenedTo() {
    return listener != null;
  }

  void columnIssued(int command, long cycle, int bank, long burst) {
    dram.tellColumn(number, cycle, command, bank, burst);
  }

  /** The burst for which a row was opened; -1 for other row commands. */
  void rowIssued(int command, long cycle, int bank, long burst) {
    dram.tellRow(number, cycle, command, bank, burst);
  }

  /** The last column command of a share was issued. */
  void shareIssued(Share share, long cycle) {
    dram.shareIssued(number, share, cycle);
  }
}
