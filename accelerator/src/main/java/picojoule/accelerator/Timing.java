package picojoule.accelerator;

import java.util.EnumMap;
import java.util.Map;
import picojoule.sim.Clock;
import picojoule.sim.TimeBase;

/**
 * How long a run took, and where the array's time went.
 *
 * @param ticks until the last operation ended
 * @param timeBase what a tick is
 * @param clock the core clock
 * @param stallTicks of every cause; they add up to the ticks of the run
 */
record Timing(long ticks, TimeBase timeBase, Clock clock, Map<StallCause, Long> stallTicks) {

  static Timing of(
      RunAccount account,
      MatrixEngine matrix,
      VectorEngine vector,
      TimeBase timeBase,
      Clock clock) {
    long end = account.lastEnd();
    Map<StallCause, Long> stalls = new EnumMap<>(StallCause.class);
    for (StallCause cause : StallCause.values()) {
      stalls.put(cause, account.stallTicks(cause));
    }
    // Behind the array's last tile the vector unit finishes its work, then the last results are
    // stored.
    long vectorEnd = Math.max(matrix.idleSince(), Math.min(end, vector.idleSince()));
    stalls.merge(StallCause.VECTOR, vectorEnd - matrix.idleSince(), Long::sum);
    stalls.merge(StallCause.STORE, end - vectorEnd, Long::sum);
    return new Timing(end, timeBase, clock, stalls);
  }

  long cycles() {
    return clock.cyclesCeil(ticks);
  }

  double nanoseconds() {
    return timeBase.nanoseconds(ticks);
  }

  double cycles(long partTicks) {
    return (double) partTicks / clock.periodTicks();
  }
}
