package picojoule.memory.dram;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import picojoule.config.BadInputException;
import picojoule.isa.Operand;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.Activity;
import picojoule.sim.Clock;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/**
 * A DRAM at the level of commands: every ACT, PRE, RD, WR and REF has its cycle. A transfer is
 * dealt out to the pseudo channels that hold its bytes; each walks its share on its own.
 *
 * <p>Counters run ahead of the event queue as far as a {@link Channel} does; once nothing is under
 * way they are exact, after {@link #statistics} also for the refreshes of idle channels.
 */
public final class Dram implements Memory {

  private static final Command[] COMMANDS = Command.values();

  private final DramSpec spec;
  private final EventQueue queue;
  private final Clock clock;
  private final Timeline timeline;
  private final CommandListener listener;
  private final DramCounters counters;
  private final long requestTicks;
  private final long responseTicks;
  private final Channel[] channels;
  private final int perChannelShift;
  private final int pseudoChannels;
  private final int burstShift;
  private final int[] tracks;
  private final Map<Operand, String> readLabels = new EnumMap<>(Operand.class);
  private final Map<Operand, String> writeLabels = new EnumMap<>(Operand.class);
  private final long[] bytesRead = new long[Operand.values().length];
  private final long[] bytesWritten = new long[Operand.values().length];

  /** A DRAM that begins now, all banks closed. */
  public Dram(
      DramSpec spec, EventQueue queue, TimeBase timeBase, Activity activity, Timeline timeline) {
    this(spec, queue, timeBase, activity, timeline, null);
  }

  /**
   * A DRAM whose commands are listened to.
   *
   * @param listener is told of every command, or null
   * @throws BadInputException where the device takes its commands otherwise than HBM2
   */
  public Dram(
      DramSpec spec,
      EventQueue queue,
      TimeBase timeBase,
      Activity activity,
      Timeline timeline,
      CommandListener listener) {
    if (spec.commandBus() != CommandBus.ROW_AND_COLUMN) {
      throw new BadInputException(
          "memory.device",
          "%s has another command-bus than row-and-column; a machine takes HBM2 or HBM2E"
              .formatted(spec.standard()));
    }
    this.spec = spec;
    this.queue = queue;
    this.timeline = timeline;
    this.listener = listener;
    clock = timeBase.clock("dram", spec.clockPeriodFemtoseconds());
    counters = new DramCounters(activity);
    requestTicks = timeBase.ticksCeil(spec.controller().requestLatencyFemtoseconds());
    responseTicks = timeBase.ticksCeil(spec.controller().responseLatencyFemtoseconds());
    channels = new Channel[spec.organisation().channels()];
    perChannelShift = Integer.numberOfTrailingZeros(spec.organisation().pseudoChannels());
    pseudoChannels = channels.length << perChannelShift;
    burstShift = Integer.numberOfTrailingZeros(spec.organisation().burstBytes());
    tracks = new int[channels.length];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new Channel(this, i, spec, queue, clock, requestTicks);
      tracks[i] = timeline.track("dram channel " + i);
    }
    for (Operand requester : Operand.values()) {
      String what = requester.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      readLabels.put(requester, "read " + what);
      writeLabels.put(requester, "write " + what);
    }
  }

  public long capacityBytes() {
    return spec.organisation().capacityBytes();
  }

  /** Bytes per second that the data buses carry at most. */
  public double peakBytesPerSecond() {
    return spec.peakBytesPerSecond();
  }

  @Override
  public void submit(Transfer transfer) {
    if (transfer.isUnderWay()) {
      throw new IllegalStateException("the transfer is under way: " + transfer);
    }
    long end = transfer.endAddress();
    if (end > capacityBytes()) {
      throw new IllegalArgumentException(
          "a transfer from address %d ends at %d, beyond the capacity of %d bytes"
              .formatted(transfer.address(), end, capacityBytes()));
    }
    long arrival = clock.cyclesCeil(queue.now() + requestTicks);
    transfer.begin(isShort(transfer) ? addShort(transfer, arrival) : addAll(transfer, arrival));
  }

  /** Whether a transfer has so few bursts that most pseudo channels need not look at it. */
  private boolean isShort(Transfer transfer) {
    return pseudoChannels <= Long.SIZE
        && transfer.rows() == 1
        && transfer.rowBytes() >> burstShift < pseudoChannels / 2;
  }

  /** Adds the shares of those pseudo channels to which a burst goes, and returns how many. */
  private int addShort(Transfer transfer, long arrival) {
    long selected = 0;
    long last = (transfer.endAddress() - 1) >>> burstShift;
    for (long burst = transfer.address() >>> burstShift; burst <= last; burst++) {
      selected |= 1L << spec.mapping().select(burst);
    }
    for (long left = selected; left != 0; left &= left - 1) {
      add(Long.numberOfTrailingZeros(left), transfer, arrival);
    }
    return Long.bitCount(selected);
  }

  private int addAll(Transfer transfer, long arrival) {
    int shares = 0;
    for (int i = 0; i < pseudoChannels; i++) {
      if (add(i, transfer, arrival)) {
        shares++;
      }
    }
    return shares;
  }

  private boolean add(int pseudoChannel, Transfer transfer, long arrival) {
    return channels[pseudoChannel >>> perChannelShift].add(
        pseudoChannel & ((1 << perChannelShift) - 1), transfer, arrival);
  }

  /** What it did until now; channels that are idle are brought up to the current tick. */
  public DramStatistics statistics() {
    long[] issued = new long[COMMANDS.length];
    long hits = 0;
    long misses = 0;
    long conflicts = 0;
    for (Channel channel : channels) {
      channel.simulate(clock.cyclesCeil(queue.now()));
      flush(channel);
      for (int i = 0; i < spec.organisation().pseudoChannels(); i++) {
        PseudoChannel pseudoChannel = channel.pseudoChannel(i);
        for (Command command : COMMANDS) {
          issued[command.ordinal()] += pseudoChannel.issued().of(command);
        }
        hits += pseudoChannel.reads().rowHits() + pseudoChannel.writes().rowHits();
        misses += pseudoChannel.reads().rowMisses() + pseudoChannel.writes().rowMisses();
        conflicts += pseudoChannel.reads().rowConflicts() + pseudoChannel.writes().rowConflicts();
      }
    }
    long bursts = issued[Command.RD.ordinal()] + issued[Command.WR.ordinal()];
    return new DramStatistics(
        issued[Command.ACT.ordinal()],
        issued[Command.PRE.ordinal()] + issued[Command.PREA.ordinal()],
        issued[Command.RD.ordinal()],
        issued[Command.WR.ordinal()],
        issued[Command.REF.ordinal()],
        hits,
        misses,
        conflicts,
        byRequester(bytesRead),
        byRequester(bytesWritten),
        bursts * spec.timing().burst(),
        spec.organisation().burstBytes());
  }

  private static Map<Operand, Long> byRequester(long[] bytes) {
    Map<Operand, Long> map = new EnumMap<>(Operand.class);
    for (Operand requester : Operand.values()) {
      map.put(requester, bytes[requester.ordinal()]);
    }
    return map;
  }

  CommandListener listener() {
    return listener;
  }

  /** Bursts leaped over in steady streams, instead of being simulated one by one. */
  long leapedBursts() {
    long bursts = 0;
    for (Channel channel : channels) {
      bursts += channel.leaps().bursts();
    }
    return bursts;
  }

  void flush(Channel channel) {
    for (int i = 0; i < spec.organisation().pseudoChannels(); i++) {
      counters.add(channel.pseudoChannel(i).issued());
    }
  }

  void shareIssued(int channel, Share share, long cycle) {
    Transfer transfer = share.transfer();
    boolean write = transfer.isWrite();
    int latency = write ? spec.timing().writeLatency() : spec.timing().readLatency();
    long end = clock.ticks(cycle + latency + spec.timing().burst());
    timeline.span(
        tracks[channel],
        (write ? writeLabels : readLabels).get(transfer.requester()),
        clock.ticks(share.firstCycle()),
        end);
    if (transfer.finishShare(end + responseTicks)) {
      (write ? bytesWritten : bytesRead)[transfer.requester().ordinal()] += transfer.bytes();
      queue.schedule(transfer, transfer.finishTick());
    }
  }

  void tellColumn(int channel, long cycle, int command, int bank, long burst) {
    AddressMapping mapping = spec.mapping();
    listener.issued(
        channel, cycle, COMMANDS[command], bank, mapping.row(burst), mapping.column(burst));
  }

  void tellRow(int channel, long cycle, int command, int bank, long burst) {
    int row = burst < 0 ? -1 : spec.mapping().row(burst);
    listener.issued(channel, cycle, COMMANDS[command], bank, row, -1);
  }
}
