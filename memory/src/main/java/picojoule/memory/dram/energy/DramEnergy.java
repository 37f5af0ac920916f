package picojoule.memory.dram.energy;

import picojoule.config.Dimension;
import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.Timing;

/**
 * The prices of a device's commands and states: energies in picojoules, powers in milliwatts. A
 * config gives them as they are, or the supply currents of its datasheet, from which they follow.
 *
 * @param activate one ACT and its PRE
 * @param readBurst one RD without the data pins
 * @param writeBurst one WR without the data pins
 * @param refresh one REFab beyond standby
 * @param perBankRefresh one REFpb beyond standby
 * @param readInterface drivers and termination, per bit read
 * @param writeInterface drivers and termination, per bit written
 * @param activeStandby of one rank with rows open
 * @param idleStandby of one rank with all rows closed
 * @param burstBits data of one burst
 */
public record DramEnergy(
    double activate,
    double readBurst,
    double writeBurst,
    double refresh,
    double perBankRefresh,
    double readInterface,
    double writeInterface,
    double activeStandby,
    double idleStandby,
    long burstBits) {

  private static final int MOST_DEVICES = 64;
  private static final double FEMTOSECONDS_PER_NANOSECOND = 1e6;

  /**
   * Reads the section {@code energy} of a device.
   *
   * @param device its whole config
   * @param spec what was read from it
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static DramEnergy read(Section device, DramSpec spec) {
    Section section = device.section("energy");
    return section.has("currents")
        ? fromCurrents(section, device.section("timing"), spec)
        : fromEvents(section, spec);
  }

  private static DramEnergy fromEvents(Section section, DramSpec spec) {
    boolean perBank = spec.timing().cycles().containsKey("tREFIpb");
    return new DramEnergy(
        energy(section, "activate"),
        energy(section, "read"),
        energy(section, "write"),
        energy(section, "refresh-all-bank"),
        perBank ? energy(section, "refresh-per-bank") : 0,
        energy(section, "read-interface"),
        energy(section, "write-interface"),
        power(section, "active-standby"),
        power(section, "idle-standby"),
        burstBits(spec));
  }

  /** Sums over the supplies; the formulas are those of {@link SupplyRail}. */
  private static DramEnergy fromCurrents(Section section, Section timingSection, DramSpec spec) {
    Timing timing = spec.timing();
    for (String name : new String[] {"tRC", "tRAS", "tRFC"}) {
      if (!timing.cycles().containsKey(name)) {
        throw timingSection.bad(name, "is missing, but energy.currents needs it");
      }
    }
    int devices = section.integer("devices", 1, MOST_DEVICES);
    Organisation organisation = spec.organisation();
    int ranksPerRefresh = organisation.parts(Level.RANK) / organisation.parts(spec.refreshScope());
    double cycle = devices * (spec.clockPeriodFemtoseconds() / FEMTOSECONDS_PER_NANOSECOND);
    double activate = 0;
    double readBurst = 0;
    double writeBurst = 0;
    double refresh = 0;
    double active = 0;
    double idle = 0;
    Section rails = section.section("currents");
    if (rails.keys().isEmpty()) {
      throw section.bad("currents", "names no supply");
    }
    for (String name : rails.keys()) {
      Section railSection = rails.section(name);
      SupplyRail rail = SupplyRail.read(railSection);
      activate += rail.activate(timing, railSection) * cycle;
      readBurst += rail.readBurst(timing) * cycle;
      writeBurst += rail.writeBurst(timing) * cycle;
      refresh += rail.refresh(timing) * cycle * ranksPerRefresh;
      active += rail.activePower() * devices;
      idle += rail.idlePower() * devices;
    }
    // REFpb renews as many rows of its bank as REFab of each bank.
    int banksPerRefresh = organisation.banksPerRank() * ranksPerRefresh;
    return new DramEnergy(
        activate,
        readBurst,
        writeBurst,
        refresh,
        refresh / banksPerRefresh,
        energy(section, "read-interface"),
        energy(section, "write-interface"),
        active,
        idle,
        burstBits(spec));
  }

  private static double energy(Section section, String key) {
    return section.quantityOrZero(key, Dimension.ENERGY);
  }

  private static double power(Section section, String key) {
    return section.quantityOrZero(key, Dimension.POWER);
  }

  private static long burstBits(DramSpec spec) {
    return (long) spec.organisation().burstBytes() * Byte.SIZE;
  }

  /** What an activity costs. */
  public EnergyBreakdown of(DramActivity activity) {
    double tickNanoseconds = activity.tickFemtoseconds() / FEMTOSECONDS_PER_NANOSECOND;
    long bitsRead = activity.reads() * burstBits;
    long bitsWritten = activity.writes() * burstBits;
    return new EnergyBreakdown(
        activity.activates() * activate,
        activity.reads() * readBurst,
        activity.writes() * writeBurst,
        bitsRead * readInterface + bitsWritten * writeInterface,
        activity.refreshes() * refresh + activity.perBankRefreshes() * perBankRefresh,
        // A milliwatt is a picojoule a nanosecond.
        (activity.activeTicks() * activeStandby + activity.idleTicks() * idleStandby)
            * tickNanoseconds,
        bitsRead + bitsWritten);
  }
}
