package picojoule.accelerator;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picojoule.isa.Operand;
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

  /** What the vector unit may wait for from memory. */
  private static final List<StallCause> TRANSFERS =
      List.of(StallCause.WEIGHTS, StallCause.ACTIVATIONS, StallCause.KV_CACHE, StallCause.STORE);

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
    // Behind the array's last tile the vector unit finishes its work, then what memory still has to
    // do: as a rule the last results are stored.
    long vectorEnd = Math.max(matrix.idleSince(), Math.min(end, vector.idleSince()));
    long vectorTime = vectorEnd - matrix.idleSince();
    for (StallCause cause : TRANSFERS) {
      long waited = Math.min(vectorTime, vector.waitedSince(matrix.idleSince(), cause));
      stalls.merge(cause, waited, Long::sum);
      vectorTime -= waited;
    }
    stalls.merge(StallCause.VECTOR, vectorTime, Long::sum);
    lastTransfers(account, vectorEnd)
        .forEach((cause, ticks) -> stalls.merge(cause, ticks, Long::sum));
    return new Timing(end, timeBase, clock, stalls);
  }

  /**
   * The time from a tick to the run's end, when only memory works: up to the last transfer of one
   * kind it is put down to that kind, from there on to the kind whose last transfer comes next.
   */
  private static Map<StallCause, Long> lastTransfers(RunAccount account, long from) {
    Map<StallCause, Long> ends = new EnumMap<>(StallCause.class);
    ends.put(StallCause.STORE, account.lastWritten());
    for (Operand operand : Operand.values()) {
      ends.merge(StallCause.of(operand), account.lastRead(operand), Math::max);
    }
    Map<StallCause, Long> shares = new EnumMap<>(StallCause.class);
    long done = from;
    for (Map.Entry<StallCause, Long> last :
        ends.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
      shares.put(last.getKey(), Math.max(0, last.getValue() - done));
      done = Math.max(done, last.getValue());
    }
    return shares;
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
