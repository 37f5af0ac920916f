package picojoule.accelerator;

import com.google.common.base.Splitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picojoule.accelerator.MachineSpec.ArraySpec;
import picojoule.accelerator.MachineSpec.DmaSpec;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.ResolvedConfig;
import picojoule.config.Section;
import picojoule.isa.number.NumberFormats;
import picojoule.memory.sram.ScratchpadSpec;
import picojoule.pe.array.ArrayGeometry;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.Delivery;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.array.PartialSumStore;
import picojoule.pe.element.ElementSpec;
import picojoule.pe.element.ElementType;
import picojoule.pe.element.ProcessingElement;
import picojoule.pe.vector.VectorUnitSpec;

/**
 * Reads a machine: its file over the defaults of {@code configs/reference.yaml}, and nothing that
 * neither knows.
 */
public final class MachineFile {

  private static final int MOST_PES_PER_SIDE = 4096;
  private static final int MOST_BYTES_PER_CYCLE = 1 << 16;
  private static final int MOST_OUTSTANDING = 1024;
  private static final double FEMTOSECONDS_PER_SECOND = 1e15;
  private static final int DMA_ENGINES = 2;
  private static final int MOST_QUEUED = 1 << 16;

  private MachineFile() {}

  /**
   * Reads a machine.
   *
   * @param file its YAML
   * @param settings of the command line, {@code key=value}
   * @param configs where it finds the defaults and what it names
   * @throws BadInputException where anything in it cannot be
   */
  public static MachineSpec read(Path file, List<String> settings, ConfigFolder configs) {
    Section defaults = ConfigFile.read(configs.reference());
    Section own = ConfigFile.with(ConfigFile.read(file), settings);
    if (own.has(MemorySystemFile.MEMORIES)) {
      if (own.has(MemorySystemFile.MEMORY)) {
        throw own.bad(
            MemorySystemFile.MEMORY,
            "stands beside '" + MemorySystemFile.MEMORIES + "'; give its device there");
      }
      defaults = ConfigFile.without(defaults, MemorySystemFile.MEMORY);
    }
    Section machine = ConfigFile.over(ConfigFile.read(file), defaults);
    return read(file, ConfigFile.with(machine, settings), configs);
  }

  /** The keys that a machine has at its top. */
  public static List<String> keys(ConfigFolder configs) {
    return ConfigFile.read(configs.reference()).keys();
  }

  /**
   * Makes sure that a machine has a value under a key.
   *
   * @param key of a value, for instance {@code array.rows}
   * @param where the place of the key, for an error's line
   * @throws BadInputException naming the first part of the key that does not exist, and what it may
   *     have meant
   */
  public static void requireKey(String key, String where, ConfigFolder configs) {
    Section section = ConfigFile.read(configs.reference());
    List<String> parts = Splitter.on('.').splitToList(key);
    if (MemorySystemFile.KEYS.contains(parts.get(0)) && parts.size() > 1) {
      // The user names what lies below; it is looked at when the machine is read.
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (!section.keys().contains(part)) {
        throw BadInputException.unknown(where, "key", part, section.keys());
      }
      boolean isLast = i == parts.size() - 1;
      if (section.isSection(part) == isLast) {
        throw new BadInputException(
            where,
            isLast
                ? "is a section; give one of its keys: "
                    + String.join(", ", section.section(part).keys())
                : "'" + part + "' is a value and has no keys");
      }
      section = isLast ? section : section.section(part);
    }
  }

  private static MachineSpec read(Path file, Section machine, ConfigFolder configs) {
    MemorySystemFile.Result memory =
        MemorySystemFile.read(machine, configs, askedBytesPerSecond(machine));
    Path technology = configs.find("technology", machine, "technology");
    Section technologySection = ConfigFile.read(technology);
    Section buffers = machine.section("buffers");
    MachineSpec spec =
        new MachineSpec(
            machine.value("name", MachineFile::checkedName),
            machine.periodFemtoseconds("clock"),
            array(machine.section("array")),
            ScratchpadSpec.read("weight-buffer", buffers.section("weights")),
            ScratchpadSpec.read("activation-buffer", buffers.section("activations")),
            ScratchpadSpec.read("accumulator-buffer", buffers.section("accumulators")),
            VectorUnitSpec.read(machine.section("vector")),
            dma(machine.section("dma")),
            machine.section("sequencer").integer("queue-depth", 1, MOST_QUEUED),
            memory.spec(),
            Technology.read(technologySection),
            resolved(file, machine, memory.paths(), technology),
            ResolvedConfig.of(technology, technologySection));
    machine.rejectUnknownKeys();
    BufferBandwidth.check(spec, buffers);
    Pricing.check(spec, buffers);
    return spec;
  }

  /** What both DMA engines at work ask memory for. */
  private static double askedBytesPerSecond(Section machine) {
    return DMA_ENGINES
        * dma(machine.section("dma")).bytesPerCycle()
        * (FEMTOSECONDS_PER_SECOND / machine.periodFemtoseconds("clock"));
  }

  /** A file that a config names by a path is found again from anywhere. */
  private static ResolvedConfig resolved(
      Path file, Section machine, List<String> memoryPaths, Path technology) {
    List<String> paths = new ArrayList<>(memoryPaths);
    if (machine.text("technology").endsWith(".yaml")) {
      paths.add("technology=" + technology.toAbsolutePath().normalize());
    }
    return ResolvedConfig.of(file, ConfigFile.with(machine, paths));
  }

  /** A name stands in traces and file names. */
  private static String checkedName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name; give up to 100 letters, digits and . _ + -");
    }
    return name;
  }

  private static ArraySpec array(Section array) {
    int bits = array.integer("accumulator-bits", Byte.SIZE, Integer.SIZE);
    if (bits % Byte.SIZE != 0) {
      throw array.bad("accumulator-bits", bits + " is not whole bytes; give 8, 16, 24 or 32");
    }
    Section sums = array.section("partial-sums");
    ArraySpec spec =
        new ArraySpec(
            geometry(array),
            array.value("dataflow", Dataflow::parse),
            array.choice("overlap", FoldOverlap.class),
            element(array),
            bits,
            sums.choice("place", PartialSumStore.Place.class),
            partialSums(sums, bits));
    try {
      spec.timing();
    } catch (IllegalArgumentException e) {
      throw sums.bad("place", e.getMessage());
    }
    return spec;
  }

  private static PartialSumStore partialSums(Section sums, int accumulatorBits) {
    int bits =
        sums.text("format").equals("accumulator")
            ? accumulatorBits
            : sums.value("format", NumberFormats::named).bits();
    return new PartialSumStore(
        bits, sums.integer("group", 1, PartialSumStore.MAX_GROUP), Long.MAX_VALUE);
  }

  private static ArrayGeometry geometry(Section array) {
    Section grid = array.section("grid");
    try {
      return new ArrayGeometry(
          side(array), array.choice("delivery", Delivery.class),
          side(grid), grid.choice("delivery", Delivery.class));
    } catch (IllegalArgumentException e) {
      throw array.bad("grid", e.getMessage());
    }
  }

  private static ArrayShape side(Section section) {
    return new ArrayShape(
        section.integer("rows", 1, MOST_PES_PER_SIDE),
        section.integer("columns", 1, MOST_PES_PER_SIDE));
  }

  /**
   * The PE of a machine's section {@code array}: its type and what it is set to.
   *
   * @throws BadInputException where there is no such PE
   */
  private static ProcessingElement element(Section array) {
    ElementType type = array.value("processing-element", ElementType::parse);
    return type.element(ElementSpec.read(array.section("element")));
  }

  /**
   * The PE that a file describes with the keys of a machine; what else the machine has does not
   * matter.
   */
  public static ProcessingElement element(Path file, ConfigFolder configs) {
    Section own = ConfigFile.read(file);
    Section defaults = ConfigFile.read(configs.reference());
    requireKnown(own, defaults);
    if (!own.has("array") || !own.section("array").has("processing-element")) {
      throw own.bad("array", "names no PE; give array.processing-element, for instance mac");
    }
    requireKnown(own.section("array"), defaults.section("array"));
    Section machine = ConfigFile.over(own, defaults);
    ProcessingElement element = element(machine.section("array"));
    machine.section("array").section("element").rejectUnknownKeys();
    return element;
  }

  private static void requireKnown(Section own, Section defaults) {
    for (String key : own.keys()) {
      if (!defaults.keys().contains(key)) {
        throw BadInputException.unknown(own.where(key), "key", key, defaults.keys());
      }
    }
  }

  /** A PE of the defaults' settings. */
  public static ProcessingElement element(ElementType type, ConfigFolder configs) {
    Section defaults = ConfigFile.read(configs.reference());
    return type.element(ElementSpec.read(defaults.section("array").section("element")));
  }

  private static DmaSpec dma(Section dma) {
    long width = dma.bytes("width");
    if (width > MOST_BYTES_PER_CYCLE) {
      throw dma.bad("width", "is wider than " + MOST_BYTES_PER_CYCLE + " B");
    }
    return new DmaSpec((int) width, dma.integer("outstanding", 1, MOST_OUTSTANDING));
  }
}
