package picojoule.accelerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picojoule.config.BadInputException;
import picojoule.config.Section;
import picojoule.memory.sram.ScratchpadSpec;
import picojoule.sim.Activity;
import picojoule.sim.Counter;
import picojoule.technology.EnergyPrice;
import picojoule.technology.PartPrice;
import picojoule.technology.SramTable;

/**
 * Prices what a machine did and what it consists of: counts times prices, leakage times time, and
 * nothing else.
 */
final class Pricing {

  /** Counts of what the PEs' steps consist of; the price of a step has them in it. */
  private static final String STATISTICS_ONLY = "array";

  /** Priced by its device's own file, not by the technology of the chip. */
  private static final String DRAM = "dram";

  private static final double FEMTOSECONDS_PER_NANOSECOND = 1e6;
  private static final double MICROWATTS_PER_MILLIWATT = 1e3;
  private static final String LEAKAGE = "leakage";
  private static final String INTERPOLATED = "fitted";

  private final MachineSpec spec;
  private final List<ScratchpadSpec> buffers;
  private final List<AreaRow> area;

  /**
   * Prices of a machine.
   *
   * @throws BadInputException where a macro or a part has no price
   */
  Pricing(MachineSpec spec) {
    this.spec = spec;
    this.buffers = buffers(spec);
    this.area = parts();
  }

  private static List<ScratchpadSpec> buffers(MachineSpec spec) {
    return List.of(spec.weights(), spec.activations(), spec.accumulators());
  }

  /**
   * Makes sure that every part of a machine has a price and that every buffer is as fast as the
   * clock.
   *
   * @throws BadInputException where a macro is missing or slower than a cycle, or a part has no
   *     price
   */
  static void check(MachineSpec spec, Section buffersOfMachine) {
    double period = spec.clockPeriodFemtoseconds() / FEMTOSECONDS_PER_NANOSECOND;
    for (ScratchpadSpec buffer : buffers(spec)) {
      String key = buffer.name().replace("-buffer", "s");
      SramTable.Macro macro;
      try {
        macro = macro(spec, buffer);
      } catch (BadInputException e) {
        throw buffersOfMachine.bad(key, "a bank cannot be priced: " + e.getMessage());
      }
      if (macro.cycleNanoseconds() > period) {
        throw buffersOfMachine.bad(
            key,
            String.format(
                Locale.ROOT,
                "a bank of %d B with words of %d B takes %.3f ns, a cycle of the clock %.3f ns;"
                    + " give more, smaller banks or a slower clock",
                macro.capacityBytes(),
                buffer.wordBytes(),
                macro.cycleNanoseconds(),
                period));
      }
    }
    new Pricing(spec);
  }

  /**
   * Makes sure that everything that a run may count has a price.
   *
   * @throws BadInputException naming the first action without one
   */
  void requireEnergies(Activity activity) {
    activity.counters().stream().filter(Pricing::isPriced).forEach(this::dynamic);
  }

  /** What the chip consists of; the DRAM's dies are not part of it. */
  List<AreaRow> area() {
    return area;
  }

  private List<AreaRow> parts() {
    List<AreaRow> rows = new ArrayList<>();
    rows.add(part(element(), spec.array().geometry().elements()));
    rows.add(part("dequantizer", spec.array().geometry().columns()));
    rows.add(part("vector", spec.vector().lanes()));
    rows.add(part("sequencer", 1));
    rows.add(part("dma", 2));
    for (ScratchpadSpec buffer : buffers) {
      SramTable.Macro macro = macro(spec, buffer);
      rows.add(
          new AreaRow(
              buffer.name(),
              buffer.banks(),
              macro.areaSquareMicrometres(),
              macro.leakageMilliwatts(),
              INTERPOLATED,
              spec.technology().sram().source()));
    }
    return List.copyOf(rows);
  }

  /**
   * What a run cost: every action that was counted, the leakage of every part, and what the
   * memories' own files say of what they and their links did.
   */
  List<EnergyRow> energy(Activity activity, List<MemoryReport> memories, double nanoseconds) {
    List<EnergyRow> rows = new ArrayList<>();
    for (Counter counter : activity.counters()) {
      if (counter.value() > 0 && isPriced(counter)) {
        rows.add(dynamic(counter));
      }
    }
    for (AreaRow part : area) {
      rows.add(leakage(part, nanoseconds));
    }
    memories.forEach(memory -> rows.addAll(MemoryPricing.energy(memory)));
    return rows;
  }

  private static boolean isPriced(Counter counter) {
    return !counter.component().equals(STATISTICS_ONLY) && !counter.component().equals(DRAM);
  }

  private EnergyRow dynamic(Counter counter) {
    for (ScratchpadSpec buffer : buffers) {
      if (buffer.name().equals(counter.component())) {
        SramTable.Macro macro = macro(spec, buffer);
        double each =
            counter.action().equals("read") ? macro.readPicojoules() : macro.writePicojoules();
        return new EnergyRow(
            counter.component(),
            counter.action(),
            counter.value(),
            each,
            INTERPOLATED,
            spec.technology().sram().source());
      }
    }
    EnergyPrice price = spec.technology().prices().energy(counter.component(), counter.action());
    return new EnergyRow(
        counter.component(),
        counter.action(),
        counter.value(),
        price.picojoules(),
        price.basis().name().toLowerCase(Locale.ROOT),
        price.source());
  }

  private static EnergyRow leakage(AreaRow part, double nanoseconds) {
    // Milliwatts times nanoseconds are picojoules.
    return new EnergyRow(
        part.component(), LEAKAGE, nanoseconds, part.milliwatts(), part.basis(), part.source());
  }

  private AreaRow part(String component, long count) {
    PartPrice price = spec.technology().prices().part(component);
    return new AreaRow(
        component,
        count,
        price.areaSquareMicrometres(),
        price.leakageMicrowatts() / MICROWATTS_PER_MILLIWATT,
        price.basis().name().toLowerCase(Locale.ROOT),
        price.source());
  }

  private static SramTable.Macro macro(MachineSpec spec, ScratchpadSpec buffer) {
    return spec.technology()
        .sram()
        .macro(buffer.capacityBytes() / buffer.banks(), buffer.wordBytes() * Byte.SIZE);
  }

  private String element() {
    return "pe." + spec.array().element().name();
  }
}
