package picojoule.memory.dram.energy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
 * @param sameBankRefresh one REFsb beyond standby
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
    double sameBankRefresh,
    double readInterface,
    double writeInterface,
    double activeStandby,
    double idleStandby,
    long burstBits) {

  private static final String ACTIVATE = "activate";
  private static final String READ = "read";
  private static final String WRITE = "write";
  private static final String READ_INTERFACE = "read-interface";
  private static final String WRITE_INTERFACE = "write-interface";
  private static final String REFRESH = "refresh-all-bank";
  private static final String PER_BANK_REFRESH = "refresh-per-bank";
  private static final String SAME_BANK_REFRESH = "refresh-same-bank";
  private static final String ACTIVE_STANDBY = "active-standby";
  private static final String IDLE_STANDBY = "idle-standby";

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
    boolean sameBank = spec.timing().cycles().containsKey("tREFIsb");
    return new DramEnergy(
        energy(section, ACTIVATE),
        energy(section, READ),
        energy(section, WRITE),
        energy(section, REFRESH),
        perBank ? energy(section, PER_BANK_REFRESH) : 0,
        sameBank ? energy(section, SAME_BANK_REFRESH) : 0,
        energy(section, READ_INTERFACE),
        energy(section, WRITE_INTERFACE),
        power(section, ACTIVE_STANDBY),
        power(section, IDLE_STANDBY),
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
        sameBankRefresh(refresh / ranksPerRefresh, timing),
        energy(section, READ_INTERFACE),
        energy(section, WRITE_INTERFACE),
        active,
        idle,
        burstBits(spec));
  }

  /** As many REFsb as there are in tREFI renew the rows that one REFab of the rank renews. */
  private static double sameBankRefresh(double ofRank, Timing timing) {
    return timing.cycles().containsKey("tREFIsb")
        ? ofRank * timing.cycles("tREFIsb") / timing.refreshInterval()
        : 0;
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

  /** What an activity costs, one item for each price, in the order of the keys. */
  public List<EnergyItem> items(DramActivity activity) {
    double tickNanoseconds = activity.tickFemtoseconds() / FEMTOSECONDS_PER_NANOSECOND;
    // A milliwatt is a picojoule a nanosecond.
    return List.of(
        new EnergyItem(ACTIVATE, activity.activates(), activate),
        new EnergyItem(READ, activity.reads(), readBurst),
        new EnergyItem(WRITE, activity.writes(), writeBurst),
        new EnergyItem(READ_INTERFACE, activity.reads() * burstBits, readInterface),
        new EnergyItem(WRITE_INTERFACE, activity.writes() * burstBits, writeInterface),
        new EnergyItem(REFRESH, activity.refreshes(), refresh),
        new EnergyItem(PER_BANK_REFRESH, activity.perBankRefreshes(), perBankRefresh),
        new EnergyItem(SAME_BANK_REFRESH, activity.sameBankRefreshes(), sameBankRefresh),
        new EnergyItem(ACTIVE_STANDBY, activity.activeTicks() * tickNanoseconds, activeStandby),
        new EnergyItem(IDLE_STANDBY, activity.idleTicks() * tickNanoseconds, idleStandby));
  }

  /** The same in the parts in which energies of DRAM are published. */
  public EnergyBreakdown of(DramActivity activity) {
    Map<String, Double> spent =
        items(activity).stream().collect(Collectors.toMap(EnergyItem::key, EnergyItem::picojoules));
    return new EnergyBreakdown(
        spent.get(ACTIVATE),
        spent.get(READ),
        spent.get(WRITE),
        spent.get(READ_INTERFACE) + spent.get(WRITE_INTERFACE),
        spent.get(REFRESH) + spent.get(PER_BANK_REFRESH) + spent.get(SAME_BANK_REFRESH),
        spent.get(ACTIVE_STANDBY) + spent.get(IDLE_STANDBY),
        (activity.reads() + activity.writes()) * burstBits);
  }
}
