package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/**
 * Plays a trace to the controller of one channel: the requests are offered in order, each from its
 * earliest tick on, and a refused one holds up those behind it. Before each tick one request is
 * offered, or as many as are accepted.
 */
public final class Replay {

  private static final int NOBODY = -1;

  private final DramSpec spec;
  private final ControllerPolicy policy;
  private final int burstShift;

  /** Replays on a device under a policy. */
  public Replay(DramSpec spec, ControllerPolicy policy) {
    this.spec = spec;
    this.policy = policy;
    burstShift = Integer.numberOfTrailingZeros(spec.organisation().burstBytes());
  }

  /**
   * Runs a trace to its end, when all data were delivered.
   *
   * @param unlimited whether any number of requests is accepted before a tick, not only one
   * @param listener is told of every command, or null
   */
  public ReplayStatistics run(RequestSource source, boolean unlimited, ReplayListener listener) {
    ChannelController controller =
        new ChannelController(spec, policy, (owner, tick, dataTick) -> {}, listener);
    Trace trace = new Trace(source, burstShift);
    long now = 0;
    while (true) {
      now = controller.run(trace, unlimited, now, Long.MAX_VALUE);
      boolean refused = false;
      while (trace.hasNext() && trace.tick() <= now && (unlimited || trace.lastAccepted < now)) {
        if (!controller.offer(trace.isWrite(), trace.burst(), NOBODY, now)) {
          refused = true;
          break;
        }
        trace.accepted(now);
      }
      long next = controller.nextTick();
      if (next == now + 1) {
        int waiting = controller.waitingRequests();
        controller.tick(next);
        refused &= controller.waitingRequests() == waiting;
      }
      now++;
      if (!trace.hasNext() && controller.isServed()) {
        break;
      }
      next = controller.nextTick() - 1;
      if (trace.hasNext() && !refused) {
        next = Math.min(next, Math.max(now, trace.tick()));
      }
      now = Math.max(now, next);
    }
    now = finish(controller, now);
    return statistics(controller, now, trace.lastAccepted);
  }

  /** A trace as what comes to the controller. */
  private static final class Trace implements Arrivals {

    private final RequestSource source;
    private final int burstShift;
    private boolean more;
    private long lastAccepted = -1;

    Trace(RequestSource source, int burstShift) {
      this.source = source;
      this.burstShift = burstShift;
      more = source.next();
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public long tick() {
      return source.earliestTick();
    }

    @Override
    public boolean isWrite() {
      return source.isWrite();
    }

    @Override
    public long burst() {
      return source.address() >>> burstShift;
    }

    @Override
    public int owner() {
      return NOBODY;
    }

    @Override
    public void accepted(long now) {
      lastAccepted = now;
      more = source.next();
    }
  }

  /** Goes on, through refreshes, until the last data are there. */
  private static long finish(ChannelController controller, long now) {
    long end = Math.max(now, controller.counts().lastCompletion());
    while (controller.nextTick() <= end) {
      controller.tick(controller.nextTick());
    }
    return end;
  }

  private static ReplayStatistics statistics(
      ChannelController controller, long ticks, long lastAccept) {
    ChannelCounts counts = controller.counts();
    return new ReplayStatistics.Builder()
        .ticks(ticks)
        .lastAcceptTick(lastAccept)
        .reads(counts.commands(Command.RD))
        .writes(counts.commands(Command.WR))
        .activates(counts.commands(Command.ACT) + counts.commands(Command.ACT1))
        .precharges(counts.commands(Command.PRE))
        .prechargesAll(counts.commands(Command.PREA))
        .refreshes(counts.refreshes())
        .rowHits(counts.hits())
        .rowMisses(counts.misses())
        .rowConflicts(counts.conflicts())
        .completedReads(counts.readsDone())
        .readLatencyTicks(counts.readLatency())
        .longestReadLatencyTicks(counts.longestReadLatency())
        .forwardedReads(counts.forwardedReads())
        .coalescedWrites(counts.coalescedWrites())
        .activeTicks(controller.standby().activeTicks(ticks))
        .allBanksIdleTicks(controller.standby().idleTicks(ticks))
        .build();
  }
}
