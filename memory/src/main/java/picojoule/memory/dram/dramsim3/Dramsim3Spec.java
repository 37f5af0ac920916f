package picojoule.memory.dram.dramsim3;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picojoule.config.BadInputException;
import picojoule.config.Section;
import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Organisation;

/**
 * One channel of a DRAM under the profile {@code dramsim3}, as its config describes it.
 *
 * @param standard its name
 * @param clockPeriodFemtoseconds of the command clock, which is the controller's tick
 * @param organisation what it consists of
 * @param timing its parameters in cycles
 * @param currents for its energy
 * @param mappings from addresses to banks, by name
 * @param controller its queues and limits
 */
public record Dramsim3Spec(
    String standard,
    long clockPeriodFemtoseconds,
    Organisation organisation,
    Dramsim3Timing timing,
    Dramsim3Currents currents,
    Map<String, AddressMapping> mappings,
    Dramsim3ControllerSpec controller) {

  /** What the config's controller section calls this profile. */
  public static final String PROFILE = "dramsim3";

  public Dramsim3Spec {
    mappings = Collections.unmodifiableMap(new LinkedHashMap<>(mappings));
  }

  /**
   * Reads a device.
   *
   * @throws BadInputException naming the key that is wrong
   */
  public static Dramsim3Spec read(Section section) {
    long period = section.femtoseconds("clock-period");
    if (period == 0) {
      throw section.bad("clock-period", "is zero; give a time such as 0.63 ns");
    }
    Section organisationSection = section.section("organisation");
    Organisation organisation = Organisation.read(organisationSection);
    oneOf(organisationSection, "channels", organisation.channels());
    oneOf(organisationSection, "pseudo-channels", organisation.pseudoChannels());
    Dramsim3Timing timing = Dramsim3Timing.read(section.section("timing"), organisation);
    return new Dramsim3Spec(
        section.text("standard"),
        period,
        organisation,
        timing,
        Dramsim3Currents.read(section.section("currents")),
        mappings(section.section("mappings"), organisation),
        Dramsim3ControllerSpec.read(section.section("controller")));
  }

  private static void oneOf(Section section, String key, int number) {
    if (number != 1) {
      throw section.bad(key, number + " is more than the 1 that the profile dramsim3 replays on");
    }
  }

  private static Map<String, AddressMapping> mappings(Section section, Organisation organisation) {
    Map<String, AddressMapping> mappings = new LinkedHashMap<>();
    for (String name : section.keys()) {
      mappings.put(name, section.value(name, text -> AddressMapping.parse(text, organisation)));
    }
    return mappings;
  }

  /** A controller with one of the mappings. */
  public Dramsim3Controller newController(String mapping) {
    AddressMapping chosen = mappings.get(mapping);
    if (chosen == null) {
      throw BadInputException.unknown("mapping", "mapping", mapping, mappings.keySet());
    }
    return new Dramsim3Controller(timing, organisation, chosen, controller);
  }
}
