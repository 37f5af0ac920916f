package picojoule.memory.dram.dramsim3;

import picojoule.config.Dimension;
import picojoule.config.Section;
import picojoule.memory.dram.replay.ReplayStatistics;

/**
 * The supply of one device and how many of them work side by side. Prices a replay as DRAMsim3
 * does, from datasheet currents (Micron TN-40-07): each command by what it draws above standby. Its
 * own figures are volts · milliamperes · cycles; here they are times the clock period, thus
 * picojoules.
 *
 * @param devices that form the channel's data bus
 * @param volts VDD
 * @param idd0 one bank activated and precharged every tRC, in mA, like all that follow
 * @param idd2n precharge standby
 * @param idd3n active standby
 * @param idd4r reading bursts
 * @param idd4w writing bursts
 * @param idd5ab refreshing all banks
 */
public record Dramsim3Currents(
    int devices,
    double volts,
    double idd0,
    double idd2n,
    double idd3n,
    double idd4r,
    double idd4w,
    double idd5ab) {

  private static final int MOST_DEVICES = 64;
  private static final double FEMTOSECONDS_PER_NANOSECOND = 1e6;

  static Dramsim3Currents read(Section section) {
    return new Dramsim3Currents(
        section.integer("devices", 1, MOST_DEVICES),
        section.quantity("VDD", Dimension.VOLTAGE),
        section.quantity("IDD0", Dimension.CURRENT),
        section.quantity("IDD2N", Dimension.CURRENT),
        section.quantity("IDD3N", Dimension.CURRENT),
        section.quantity("IDD4R", Dimension.CURRENT),
        section.quantity("IDD4W", Dimension.CURRENT),
        section.quantity("IDD5AB", Dimension.CURRENT));
  }

  /** What a replay took, in picojoules: volts · milliamperes · nanoseconds. */
  public Dramsim3Energy energy(
      ReplayStatistics statistics, Dramsim3Timing timing, long clockPeriodFemtoseconds) {
    double perMilliampereCycle =
        devices * volts * clockPeriodFemtoseconds / FEMTOSECONDS_PER_NANOSECOND;
    double activate =
        idd0 * timing.rowCycle()
            - (idd3n * timing.activateToPrecharge() + idd2n * timing.prechargeToActivate());
    return new Dramsim3Energy(
        perMilliampereCycle * activate * statistics.activates(),
        perMilliampereCycle * (idd4r - idd3n) * timing.burst() * statistics.reads(),
        perMilliampereCycle * (idd4w - idd3n) * timing.burst() * statistics.writes(),
        perMilliampereCycle * (idd5ab - idd3n) * timing.refreshCycles() * statistics.refreshes(),
        perMilliampereCycle * idd3n * statistics.activeTicks(),
        perMilliampereCycle * idd2n * statistics.allBanksIdleTicks());
  }
}
