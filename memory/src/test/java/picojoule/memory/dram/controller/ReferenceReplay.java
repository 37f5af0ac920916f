package picojoule.memory.dram.controller;

import java.util.List;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;

/**
 * The specification of {@link Replay}, as the golden data's README (section 2) gives it: offer,
 * tick, until all is accepted and done.
 */
final class ReferenceReplay {

  /** Traffic that is not served by then never will be. */
  private static final long LAST_TICK = 10_000_000;

  private ReferenceReplay() {}

  static ReplayStatistics run(
      DramSpec spec,
      ControllerPolicy policy,
      List<TracedRequest> requests,
      boolean unlimited,
      ReplayListener listener) {
    ReferenceChannel channel = new ReferenceChannel(spec, policy, listener);
    ReferenceController controller = new ReferenceController(spec, policy, channel);
    int burstBytes = spec.organisation().burstBytes();
    int accepted = 0;
    long lastAccept = -1;
    long now = 0;
    do {
      while (accepted < requests.size()) {
        TracedRequest head = requests.get(accepted);
        if (head.earliestTick() > now
            || !channel.offer(head.isWrite(), head.address() / burstBytes, now)) {
          break;
        }
        accepted++;
        lastAccept = now;
        if (!unlimited) {
          break;
        }
      }
      now++;
      controller.tick(now);
      if (now == LAST_TICK) {
        throw new AssertionError("requests are not served");
      }
    } while (accepted < requests.size() || !channel.isComplete(now));
    return channel.counts().statistics(now, lastAccept);
  }
}
