package picojoule.memory.dram.transfer;

import picojoule.memory.dram.Command;
import picojoule.sim.Activity;
import picojoule.sim.Counter;

/** The activity counters of a DRAM, to which counts are added in bulk. */
final class DramCounters {

  private static final String COMPONENT = "dram";
  private static final String UNIT = "command";

  private final Counter activates;
  private final Counter precharges;
  private final Counter readBursts;
  private final Counter writeBursts;
  private final Counter refreshes;

  DramCounters(Activity activity) {
    activates = activity.counter(COMPONENT, "activate", UNIT, "rows opened");
    precharges =
        activity.counter(
            COMPONENT, "precharge", UNIT, "banks closed, or all banks of a rank or pseudo channel");
    readBursts = activity.counter(COMPONENT, "read-burst", UNIT, "bursts read");
    writeBursts = activity.counter(COMPONENT, "write-burst", UNIT, "bursts written");
    refreshes =
        activity.counter(
            COMPONENT,
            "refresh",
            UNIT,
            "refreshes of a bank, or of all banks of a rank or pseudo channel");
  }

  /**
   * Adds what channels did since the last time.
   *
   * @param channels how many the one stands for
   */
  void add(Channel channel, int channels) {
    activates.add(channels * (channel.take(Command.ACT) + channel.take(Command.ACT1)));
    precharges.add(channels * (channel.take(Command.PRE) + channel.take(Command.PREA)));
    readBursts.add(channels * channel.take(Command.RD));
    writeBursts.add(channels * channel.take(Command.WR));
    refreshes.add(
        channels
            * (channel.take(Command.REF)
                + channel.take(Command.REFPB)
                + channel.take(Command.REFSB)));
  }
}
