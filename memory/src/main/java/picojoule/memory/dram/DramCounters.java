package picojoule.memory.dram;

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
            COMPONENT, "precharge", UNIT, "banks closed, or all banks of a pseudo channel");
    readBursts = activity.counter(COMPONENT, "read-burst", UNIT, "bursts read");
    writeBursts = activity.counter(COMPONENT, "write-burst", UNIT, "bursts written");
    refreshes =
        activity.counter(COMPONENT, "refresh", UNIT, "refreshes of all banks of a pseudo channel");
  }

  /** Adds what a pseudo channel did since the last time. */
  void add(CommandCounts issued) {
    activates.add(issued.take(Command.ACT));
    precharges.add(issued.take(Command.PRE) + issued.take(Command.PREA));
    readBursts.add(issued.take(Command.RD));
    writeBursts.add(issued.take(Command.WR));
    refreshes.add(issued.take(Command.REF));
  }
}
