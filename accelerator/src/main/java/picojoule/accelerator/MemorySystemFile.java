package picojoule.accelerator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import picojoule.config.ConfigFile;
import picojoule.config.ResolvedConfig;
import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.energy.DramEnergy;
import picojoule.memory.link.LinkSpec;
import picojoule.memory.system.AddressMap;

/**
 * Reads the memories of a machine: one under {@code memory}, or several by their names under {@code
 * memories} with an {@code address-map}.
 */
final class MemorySystemFile {

  static final String MEMORY = "memory";
  static final String MEMORIES = "memories";
  static final String ADDRESS_MAP = "address-map";

  /** The keys that a machine may have and the reference, which is a machine of one memory, not. */
  static final List<String> KEYS = List.of(MEMORIES, ADDRESS_MAP);

  private static final String DEVICE = "device";
  private static final String IDEAL = "ideal";
  private static final String LINK = "link";
  private static final String PRESET = "preset";
  private static final String NO_LINK = "none";
  private static final String LINKS = "links";
  private static final String ENDING = ".yaml";
  private static final String STACKS = "stacks";
  private static final String INTERLEAVE = "interleave";
  private static final int MOST_STACKS = 1 << 10;

  /** What reports say of parts that are no memories. */
  private static final Set<String> OTHER_PARTS =
      Set.of(
          "array",
          "dequantizer",
          "vector",
          "dma",
          "sequencer",
          "weight-buffer",
          "activation-buffer",
          "accumulator-buffer");

  /** The name of a machine's only memory. */
  private static final String ONLY = "dram";

  private final ConfigFolder configs;

  /** Settings by which files that were named by a path are found again from anywhere. */
  private final List<String> paths = new ArrayList<>();

  private final double askedBytesPerSecond;

  private MemorySystemFile(ConfigFolder configs, double askedBytesPerSecond) {
    this.configs = configs;
    this.askedBytesPerSecond = askedBytesPerSecond;
  }

  /**
   * The memories of a machine, and what else its resolved config needs.
   *
   * @param paths settings that replace relative paths
   */
  record Result(MemorySystemSpec spec, List<String> paths) {}

  /**
   * Reads the memories.
   *
   * @param askedBytesPerSecond what the machine can ask them for, and an ideal one gives
   */
  static Result read(Section machine, ConfigFolder configs, double askedBytesPerSecond) {
    MemorySystemFile file = new MemorySystemFile(configs, askedBytesPerSecond);
    MemorySystemSpec spec = machine.has(MEMORIES) ? file.several(machine) : file.one(machine);
    return new Result(spec, List.copyOf(file.paths));
  }

  private MemorySystemSpec one(Section machine) {
    if (machine.has(ADDRESS_MAP)) {
      throw machine.bad(ADDRESS_MAP, "maps the names of '" + MEMORIES + "', which there are not");
    }
    Section memory = machine.section(MEMORY);
    MemorySpec only = memory(ONLY, memory, MEMORY);
    return new MemorySystemSpec(
        List.of(only), AddressMap.consecutive(List.of(only.capacityBytes())));
  }

  private MemorySystemSpec several(Section machine) {
    Section section = machine.section(MEMORIES);
    List<MemorySpec> memories = new ArrayList<>();
    Map<String, Long> capacities = new LinkedHashMap<>();
    for (String name : section.keys()) {
      if (!name.matches("[a-z][a-z0-9-]{0,29}")) {
        throw section.bad(name, "is no name; give up to 30 small letters, digits and -");
      }
      if (OTHER_PARTS.contains(name) || name.endsWith(MemoryPricing.LINK_ENDING)) {
        throw section.bad(name, "is the name of another part in reports; give another one");
      }
      MemorySpec memory = memory(name, section.section(name), MEMORIES + '.' + name);
      memories.add(memory);
      capacities.put(name, memory.capacityBytes());
    }
    if (memories.isEmpty()) {
      throw machine.bad(MEMORIES, "names no memory");
    }
    return new MemorySystemSpec(
        memories,
        machine.has(ADDRESS_MAP)
            ? AddressMap.read(machine, ADDRESS_MAP, capacities)
            : AddressMap.consecutive(List.copyOf(capacities.values())));
  }

  private MemorySpec memory(String name, Section section, String key) {
    Path file = configs.find("memory", section, DEVICE);
    if (section.text(DEVICE).endsWith(ENDING)) {
      paths.add(key + '.' + DEVICE + '=' + file.toAbsolutePath().normalize());
    }
    Section device = ConfigFile.read(file);
    DramDevice read = DramDevice.read(device);
    DramEnergy energy = energy(device, read.spec());
    device.rejectUnknownKeys();
    return new MemorySpec(
        name,
        new DramDevice(arranged(read.spec(), section), read.policy()),
        section.has(LINK) ? link(section, key) : Optional.empty(),
        energy,
        isIdeal(section) ? OptionalDouble.of(askedBytesPerSecond) : OptionalDouble.empty(),
        ResolvedConfig.of(file, device));
  }

  /** Of several memories none is ideal: their kinds and links are what such a machine is about. */
  private static boolean isIdeal(Section section) {
    return section.has(IDEAL) && section.flag(IDEAL);
  }

  /** What a memory costs is a matter of its own file, not of the chip's technology. */
  private static DramEnergy energy(Section device, DramSpec spec) {
    if (!device.has("energy")) {
      throw device.bad(
          "energy",
          "is missing: a machine's DRAM is priced by its own file; give the prices of its commands"
              + " and states, or its supply currents, as the files of configs/memory do");
    }
    return DramEnergy.read(device, spec);
  }

  private static DramSpec arranged(DramSpec device, Section section) {
    DramSpec spec = device;
    if (section.has(STACKS)) {
      int stacks = section.integer(STACKS, 1, MOST_STACKS);
      spec = section.value(STACKS, text -> device.stacked(stacks));
    }
    if (section.has(INTERLEAVE)) {
      DramSpec all = spec;
      long bytes = section.bytes(INTERLEAVE);
      spec = section.value(INTERLEAVE, text -> all.interleaved(bytes));
    }
    return spec;
  }

  /** A preset by its name, or a section with a preset and what differs from it. */
  private Optional<LinkSpec> link(Section section, String key) {
    boolean named = !section.isSection(LINK);
    Section naming = named ? section : section.section(LINK);
    String nameKey = named ? LINK : PRESET;
    if (naming.text(nameKey).equals(NO_LINK)) {
      if (!named) {
        throw naming.bad(nameKey, "no link has keys; give 'link: none'");
      }
      return Optional.empty();
    }
    Path file = configs.find(LINKS, naming, nameKey);
    if (naming.text(nameKey).endsWith(ENDING)) {
      paths.add(
          key + '.' + LINK + (named ? "" : '.' + PRESET) + '=' + file.toAbsolutePath().normalize());
    }
    Section preset = ConfigFile.read(file);
    LinkSpec spec = LinkSpec.read(preset);
    preset.rejectUnknownKeys();
    return Optional.of(named ? spec : differing(naming, preset));
  }

  /** A link of which a machine states what differs from a preset. */
  private static LinkSpec differing(Section naming, Section preset) {
    Section merged = ConfigFile.over(naming, preset);
    merged.has(PRESET); // known: it is how the rest was found
    LinkSpec spec = LinkSpec.read(merged);
    merged.rejectUnknownKeys();
    // All of it was looked at as part of the link.
    known(naming);
    return spec;
  }

  private static void known(Section section) {
    for (String key : section.keys()) {
      if (section.isSection(key)) {
        known(section.section(key));
      }
    }
  }
}
