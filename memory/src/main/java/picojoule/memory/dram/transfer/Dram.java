package picojoule.memory.dram.transfer;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import picojoule.isa.Operand;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.controller.ChannelCounts;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.Activity;
import picojoule.sim.Clock;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/**
 * A DRAM at the level of commands: every activate, precharge, read, write and refresh has its
 * cycle. A transfer is dealt out to the channels that hold its bytes; each walks its share on its
 * own.
 *
 * <p>Counters run ahead of the event queue as far as a {@link Channel} does; once nothing is under
 * way they are exact, after {@link #statistics} also for the refreshes of idle channels.
 */
public final class Dram implements Memory {

  private final DramSpec spec;
  private final EventQueue queue;
  private final Clock clock;
  private final Timeline timeline;
  private final DramCounters counters;
  private final long requestTicks;
  private final long responseTicks;
  private final Channel[] channels;
  private final LockStep lockStep;

  /** What channels did beyond what those did that stand for them now. */
  private final ChannelCounts apart = new ChannelCounts();

  /** The same of cycles with rows open. */
  private long activeApart;

  private final int[] tracks;
  private final Map<Operand, String> readLabels = new EnumMap<>(Operand.class);
  private final Map<Operand, String> writeLabels = new EnumMap<>(Operand.class);
  private final RequesterAccounts requesters;

  /** A DRAM that begins now, all banks closed. */
  public Dram(
      DramDevice device,
      EventQueue queue,
      TimeBase timeBase,
      Activity activity,
      Timeline timeline) {
    this(device, queue, timeBase, activity, timeline, null);
  }

  /**
   * A DRAM whose commands are listened to.
   *
   * @param listener is told of every command, or null
   */
  public Dram(
      DramDevice device,
      EventQueue queue,
      TimeBase timeBase,
      Activity activity,
      Timeline timeline,
      CommandListener listener) {
    spec = device.spec();
    this.queue = queue;
    this.timeline = timeline;
    clock = timeBase.clock("dram", spec.clockPeriodFemtoseconds());
    requesters = new RequesterAccounts(timeBase.nanoseconds(1));
    counters = new DramCounters(activity);
    requestTicks = timeBase.ticksCeil(device.policy().requestLatencyFemtoseconds());
    responseTicks = timeBase.ticksCeil(device.policy().responseLatencyFemtoseconds());
    channels = new Channel[spec.organisation().channels()];
    tracks = new int[channels.length];
    for (int i = 0; i < channels.length; i++) {
      channels[i] =
          new Channel(
              this,
              i,
              device,
              queue,
              clock,
              requestTicks,
              listener == null ? null : tellAll(i, listener));
      tracks[i] = timeline.track("dram channel " + i);
    }
    lockStep =
        new LockStep(
            channels,
            spec.mapping(),
            Integer.numberOfTrailingZeros(spec.organisation().burstBytes()),
            this::keepCounts);
    for (Operand requester : Operand.values()) {
      String what = requester.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      readLabels.put(requester, "read " + what);
      writeLabels.put(requester, "write " + what);
    }
  }

  /** A channel is about to be counted as the one that will stand for it. */
  private void keepCounts(int channel, int leader) {
    flush(channels[channel]);
    flush(channels[leader]);
    apart.add(channels[channel].counts(), lockStep.size(channel));
    apart.add(channels[leader].counts(), -lockStep.size(channel));
    // Both have the same rows open: from now on their times grow alike.
    long done = Math.max(channels[channel].cycle(), channels[leader].cycle());
    activeApart +=
        lockStep.size(channel)
            * (channels[channel].activeCycles(done) - channels[leader].activeCycles(done));
  }

  /** Tells of the commands of all channels that one stands for. */
  private ReplayListener tellAll(int leader, CommandListener listener) {
    return (cycle, command, bank, row, column) -> {
      for (int i = 0; i < channels.length; i++) {
        if (lockStep.leads(leader, i)) {
          listener.issued(i, cycle, command, bank, row, column);
        }
      }
    };
  }

  @Override
  public long capacityBytes() {
    return spec.organisation().capacityBytes();
  }

  /** Bytes per second that the data buses carry at most. */
  public double peakBytesPerSecond() {
    return spec.peakBytesPerSecond();
  }

  @Override
  public void submit(Transfer transfer) {
    transfer.requireSubmittable(capacityBytes());
    long now = queue.now();
    transfer.begin(lockStep.add(transfer, clock.cyclesCeil(now + requestTicks)), now);
  }

  /** What it did until now; channels that are idle are brought up to the current tick. */
  public DramStatistics statistics() {
    ChannelCounts all = new ChannelCounts();
    all.add(apart, 1);
    long end = clock.cyclesCeil(queue.now());
    long active = activeApart;
    long rankCycles = 0;
    for (Channel channel : channels) {
      int size = lockStep.size(channel.number());
      if (size > 0) {
        channel.simulate(end);
        flush(channel);
        all.add(channel.counts(), size);
        long done = Math.max(end, channel.cycle());
        active += size * channel.activeCycles(done);
        rankCycles += size * done * spec.organisation().parts(Level.RANK);
      }
    }
    long reads = all.commands(Command.RD);
    long writes = all.commands(Command.WR);
    return new DramStatistics(
        all.commands(Command.ACT) + all.commands(Command.ACT1),
        all.commands(Command.PRE) + all.commands(Command.PREA),
        reads,
        writes,
        all.refreshes(),
        all.hits(),
        all.misses(),
        all.conflicts(),
        bytesByRequester(false),
        bytesByRequester(true),
        requesters.statistics(),
        (reads + writes) * spec.timing().burst(),
        active,
        rankCycles - active,
        spec.organisation().burstBytes());
  }

  private Map<Operand, Long> bytesByRequester(boolean write) {
    Map<Operand, Long> map = new EnumMap<>(Operand.class);
    for (Operand requester : Operand.values()) {
      map.put(requester, requesters.bytes(requester, write));
    }
    return map;
  }

  /** How many channels are simulated, the others being in lock step with them. */
  int simulatedChannels() {
    int count = 0;
    for (int i = 0; i < channels.length; i++) {
      count += lockStep.size(i) > 0 ? 1 : 0;
    }
    return count;
  }

  void flush(Channel channel) {
    counters.add(channel, lockStep.size(channel.number()));
  }

  /** The last burst of a share was served, in all channels that one stands for. */
  void shareServed(Channel channel, Share share) {
    Transfer transfer = share.transfer();
    boolean write = transfer.isWrite();
    long begin = clock.ticks(share.firstCycle());
    long end = clock.ticks(share.lastDataCycle());
    String label = (write ? writeLabels : readLabels).get(transfer.requester());
    for (int i = 0; i < channels.length; i++) {
      if (lockStep.leads(channel.number(), i)) {
        timeline.span(tracks[i], label, begin, end);
      }
    }
    if (transfer.finishShares(lockStep.size(channel.number()), end + responseTicks)) {
      requesters.served(transfer);
      queue.schedule(transfer, transfer.finishTick());
    }
  }
}
