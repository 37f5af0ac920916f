package picojoule.memory.dram.dramsim3;

import picojoule.config.BadInputException;
import picojoule.config.Section;
import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.energy.EnergyBreakdown;
import picojoule.memory.dram.replay.ReplayStatistics;

/**
 * One channel of a DRAM under the profile {@code dramsim3}, as its config describes it.
 *
 * @param standard its name
 * @param clockPeriodFemtoseconds of the command clock, which is the controller's tick
 * @param organisation what it consists of
 * @param timing its parameters in cycles
 * @param currents for its energy
 * @param mapping from addresses to banks
 * @param controller its queues and limits
 */
public record Dramsim3Spec(
    String standard,
    long clockPeriodFemtoseconds,
    Organisation organisation,
    Dramsim3Timing timing,
    Dramsim3Currents currents,
    AddressMapping mapping,
    Dramsim3ControllerSpec controller) {

  /** What the config's controller section calls this profile. */
  public static final String PROFILE = "dramsim3";

  /**
   * Reads a device.
   *
   * @throws BadInputException naming the key that is wrong
   */
  public static Dramsim3Spec read(Section section) {
    long period = section.periodFemtoseconds("clock");
    Section organisationSection = section.section("organisation");
    Organisation organisation = Organisation.read(organisationSection);
    oneOf(organisationSection, "channels", organisation.channels());
    oneOf(organisationSection, "pseudo-channels", organisation.pseudoChannels());
    oneOf(organisationSection, "ranks", organisation.ranks());
    Dramsim3Timing timing = Dramsim3Timing.read(section.section("timing"), organisation);
    return new Dramsim3Spec(
        section.text("standard"),
        period,
        organisation,
        timing,
        Dramsim3Currents.read(section.section("currents")),
        AddressMapping.read(section, organisation),
        Dramsim3ControllerSpec.read(section.section("controller")));
  }

  private static void oneOf(Section section, String key, int number) {
    if (number != 1) {
      throw section.bad(key, number + " is more than the 1 that the profile dramsim3 replays on");
    }
  }

  /** What a replay on this device costs, priced as DRAMsim3 does; it has no data interface. */
  public EnergyBreakdown energy(ReplayStatistics statistics) {
    Dramsim3Energy energy = currents.energy(statistics, timing, clockPeriodFemtoseconds);
    return new EnergyBreakdown(
        energy.activatePicojoules(),
        energy.readPicojoules(),
        energy.writePicojoules(),
        0,
        energy.refreshPicojoules(),
        energy.activeStandbyPicojoules() + energy.prechargeStandbyPicojoules(),
        (statistics.reads() + statistics.writes()) * organisation.burstBytes() * Byte.SIZE);
  }

  /** A controller of one channel. */
  public Dramsim3Controller newController() {
    return new Dramsim3Controller(timing, organisation, mapping, controller);
  }
}
