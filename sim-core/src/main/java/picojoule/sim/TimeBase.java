package picojoule.sim;

import com.google.common.math.LongMath;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The machine's unit of time: one tick is the greatest common divisor of all clock periods, so that
 * cycles of every clock convert to ticks exactly. Fixed when the machine is built.
 */
public final class TimeBase {

  private static final double FEMTOSECONDS_PER_NANOSECOND = 1e6;

  private final long tickFemtoseconds;

  private TimeBase(long tickFemtoseconds) {
    this.tickFemtoseconds = tickFemtoseconds;
  }

  /**
   * The time base of a machine with these clock periods.
   *
   * @param periodsFemtoseconds at least one period, each positive
   */
  public static TimeBase of(long... periodsFemtoseconds) {
    if (periodsFemtoseconds.length == 0) {
      throw new IllegalArgumentException("a time base needs at least one clock");
    }
    long divisor = 0;
    for (long period : periodsFemtoseconds) {
      if (period < 1) {
        throw new IllegalArgumentException("a clock period is positive, not " + period + " fs");
      }
      divisor = LongMath.gcd(divisor, period);
    }
    return new TimeBase(divisor);
  }

  /** Clocks by name over their common time base. */
  public static Map<String, Clock> clocks(Map<String, Long> periodsFemtoseconds) {
    TimeBase base = of(periodsFemtoseconds.values().stream().mapToLong(Long::longValue).toArray());
    Map<String, Clock> clocks = new LinkedHashMap<>();
    periodsFemtoseconds.forEach((name, period) -> clocks.put(name, base.clock(name, period)));
    return clocks;
  }

  /**
   * A clock of this time base.
   *
   * @throws IllegalArgumentException where the period is not a whole number of ticks
   */
  public Clock clock(String name, long periodFemtoseconds) {
    if (periodFemtoseconds % tickFemtoseconds != 0) {
      throw new IllegalArgumentException("the clock " + name + " is not of this time base");
    }
    return new Clock(name, periodFemtoseconds, periodFemtoseconds / tickFemtoseconds);
  }

  public long tickFemtoseconds() {
    return tickFemtoseconds;
  }

  /** The first tick at or after a time. */
  public long ticksCeil(long femtoseconds) {
    return -Math.floorDiv(-femtoseconds, tickFemtoseconds);
  }

  public double nanoseconds(long ticks) {
    return ticks * (tickFemtoseconds / FEMTOSECONDS_PER_NANOSECOND);
  }
}
