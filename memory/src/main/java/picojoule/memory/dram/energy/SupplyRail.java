package picojoule.memory.dram.energy;

import picojoule.config.BadInputException;
import picojoule.config.Dimension;
import picojoule.config.Section;
import picojoule.memory.dram.Timing;

/**
 * One supply of a device and the currents that its datasheet measures there in loops of commands,
 * in volts and milliamperes. Energies are volts · milliamperes · cycles; those of events are what
 * the loop draws beyond standby (Micron TN-40-07; DRAMsim3).
 *
 * @param voltage in volts
 * @param activateLoop IDD0: one bank opened and closed every tRC
 * @param idle IDD2N: all banks closed
 * @param active IDD3N: all banks open
 * @param activeOneBank the same with one bank open, as in the loop of IDD0
 * @param readLoop IDD4R: bursts without a gap
 * @param writeLoop IDD4W
 * @param refreshLoop IDD5AB: a refresh of all banks every tRFC
 */
record SupplyRail(
    double voltage,
    double activateLoop,
    double idle,
    double active,
    double activeOneBank,
    double readLoop,
    double writeLoop,
    double refreshLoop) {

  static SupplyRail read(Section section) {
    double active = current(section, "IDD3N");
    return new SupplyRail(
        section.quantity("voltage", Dimension.VOLTAGE),
        current(section, "IDD0"),
        current(section, "IDD2N"),
        active,
        section.has("IDD3N-one-bank") ? current(section, "IDD3N-one-bank") : active,
        atLeast(section, "IDD4R", active),
        atLeast(section, "IDD4W", active),
        atLeast(section, "IDD5AB", active));
  }

  private static double current(Section section, String key) {
    return section.quantityOrZero(key, Dimension.CURRENT);
  }

  private static double atLeast(Section section, String key, double active) {
    double value = current(section, key);
    if (value < active) {
      throw section.bad(key, "is below IDD3N: a command would give energy back");
    }
    return value;
  }

  /**
   * One activate and its precharge.
   *
   * @throws BadInputException where the currents leave nothing for it
   */
  double activate(Timing timing, Section section) {
    double loop =
        activateLoop * timing.cycles("tRC")
            - activeOneBank * timing.cycles("tRAS")
            - idle * (timing.cycles("tRC") - timing.cycles("tRAS"));
    if (loop < 0) {
      throw section.bad(
          "IDD0",
          "draws less than standby with a bank open for tRAS and closed for the rest of tRC; where"
              + " IDD3N is of all banks open, give IDD3N-one-bank too");
    }
    return voltage * loop;
  }

  double readBurst(Timing timing) {
    return voltage * (readLoop - active) * timing.burst();
  }

  double writeBurst(Timing timing) {
    return voltage * (writeLoop - active) * timing.burst();
  }

  double refresh(Timing timing) {
    return voltage * (refreshLoop - active) * timing.cycles("tRFC");
  }

  /** Milliwatts with rows open. */
  double activePower() {
    return voltage * active;
  }

  /** Milliwatts with all rows closed. */
  double idlePower() {
    return voltage * idle;
  }
}
