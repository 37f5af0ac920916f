package picojoule.sim;

/**
 * A clock of the machine. Periods are femtoseconds so that 1.72 GHz, DDR's 625 ps and HBM's 0.556
 * ns live together without drift; ticks are the machine's unit of simulated time, see {@link
 * TimeBase}.
 *
 * @param name what the clock drives, for instance {@code core} or {@code hbm}
 * @param periodFemtoseconds length of one cycle
 * @param periodTicks length of one cycle in ticks of the machine's time base
 */
public record Clock(String name, long periodFemtoseconds, long periodTicks) {

  private static final double FEMTOSECONDS_PER_MICROSECOND = 1e9;

  public Clock {
    if (periodFemtoseconds < 1 || periodTicks < 1) {
      throw new IllegalArgumentException("a clock period is positive: " + name);
    }
  }

  /** Ticks that a whole number of cycles takes. */
  public long ticks(long cycles) {
    return Math.multiplyExact(cycles, periodTicks);
  }

  /** Cycles that have begun after a number of ticks: the ticks rounded up to whole cycles. */
  public long cyclesCeil(long ticks) {
    return -Math.floorDiv(-ticks, periodTicks);
  }

  /** The first edge of this clock at or after a tick. */
  public long edgeAtOrAfter(long tick) {
    return Math.multiplyExact(cyclesCeil(tick), periodTicks);
  }

  /** Frequency for reports. */
  public double megahertz() {
    return FEMTOSECONDS_PER_MICROSECOND / periodFemtoseconds;
  }
}
