package picojoule.memory.dram;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import picojoule.config.BadInputException;
import picojoule.config.Section;

/**
 * The timing parameters of a DRAM in cycles of its command clock, under their JEDEC names. A config
 * gives cycles ({@code 14}), or a time ({@code 14 ns}) that is rounded up to cycles.
 *
 * @param cycles by name
 */
public record Timing(Map<String, Integer> cycles) {

  private static final int MOST_CYCLES = 1_000_000;
  private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d+");

  public Timing {
    cycles = Map.copyOf(cycles);
  }

  static Timing read(Section section, long clockPeriodFemtoseconds, Organisation organisation) {
    Map<String, Integer> cycles = new LinkedHashMap<>();
    for (String name : section.keys()) {
      if (PLAIN_NUMBER.matcher(section.text(name)).matches()) {
        cycles.put(name, section.integer(name, 0, MOST_CYCLES));
      } else {
        long time = section.femtoseconds(name);
        cycles.put(name, Math.toIntExact(-Math.floorDiv(-time, clockPeriodFemtoseconds)));
      }
    }
    for (String name : new String[] {"CL", "CWL", "tREFI"}) {
      if (!cycles.containsKey(name)) {
        throw new BadInputException(section.where(name), "is missing");
      }
    }
    if (cycles.putIfAbsent("burst", organisation.burstCycles()) != null) {
      throw section.bad("burst", "follows from burst-length and is not given");
    }
    return new Timing(cycles);
  }

  /**
   * A parameter by its name.
   *
   * @throws IllegalArgumentException where the device has none of that name
   */
  public int cycles(String name) {
    Integer value = cycles.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the device has no timing " + name);
    }
    return value;
  }

  /** CL: from a read command to the first beat of its data. */
  public int readLatency() {
    return cycles.get("CL");
  }

  /** CWL: from a write command to the first beat of its data. */
  public int writeLatency() {
    return cycles.get("CWL");
  }

  /** Cycles that a burst occupies the data bus. */
  public int burst() {
    return cycles.get("burst");
  }

  /** tREFI: from one refresh to the next. */
  public int refreshInterval() {
    return cycles.get("tREFI");
  }
}
