package picojoule.technology.cell;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picojoule.config.BadInputException;
import picojoule.config.Dimension;
import picojoule.config.Section;
import picojoule.technology.Basis;
import picojoule.technology.netlist.Cell;
import picojoule.technology.netlist.Gate;

/**
 * A library of standard cells, or one carried over to another node or voltage: what its cells take,
 * and what a gate's settled change of value and a gate on a path cost.
 */
public final class CellLibrary {

  private static final double FEMTOJOULES_PER_PICOJOULE = 1e3;
  private static final double NANOWATTS_PER_MILLIWATT = 1e6;
  private static final double FEMTOSECONDS_PER_PICOSECOND = 1e3;

  /** Gates whose changes of value have an energy. */
  private static final Map<Gate, String> SWITCHED =
      Map.of(
          Gate.AND, "and",
          Gate.XOR, "xor",
          Gate.MULTIPLEXER, "multiplexer",
          Gate.HALF_ADDER, "half-adder",
          Gate.FULL_ADDER, "full-adder",
          Gate.CLEAR, "clear",
          Gate.REGISTER, "flip-flop");

  private final String name;
  private final String source;
  private final double nodeNanometres;
  private final double voltage;
  private final Map<Cell, CellFacts> cells;
  private final Map<Gate, Double> femtojoules;
  private final double clockFemtojoules;
  private final Map<Gate, Double> picoseconds;

  private CellLibrary(
      String name,
      String source,
      double nodeNanometres,
      double voltage,
      Map<Cell, CellFacts> cells,
      Map<Gate, Double> femtojoules,
      double clockFemtojoules,
      Map<Gate, Double> picoseconds) {
    this.name = name;
    this.source = source;
    this.nodeNanometres = nodeNanometres;
    this.voltage = voltage;
    this.cells = cells;
    this.femtojoules = femtojoules;
    this.clockFemtojoules = clockFemtojoules;
    this.picoseconds = picoseconds;
  }

  /**
   * Reads a library.
   *
   * @throws BadInputException where a cell or a gate has no figures, or has them twice
   */
  public static CellLibrary read(Section file) {
    Map<Cell, CellFacts> cells = new EnumMap<>(Cell.class);
    for (Section row : file.sections("cells")) {
      Cell cell = row.choice("cell", Cell.class);
      CellFacts facts =
          new CellFacts(
              row.quantity("area", Dimension.AREA),
              row.quantityOrZero("leakage", Dimension.POWER) * NANOWATTS_PER_MILLIWATT,
              row.choice("basis", Basis.class),
              row.text("source"));
      if (cells.put(cell, facts) != null) {
        throw row.bad("cell", "a second row for cell '" + cell.configName() + "'");
      }
    }
    for (Cell cell : Cell.values()) {
      if (!cells.containsKey(cell)) {
        throw file.bad("cells", "there is no row for cell '" + cell.configName() + "'");
      }
    }
    Section energy = file.section("energy");
    Section delay = file.section("delay");
    Map<Gate, Double> femtojoules =
        gates(energy.section("gates"), Dimension.ENERGY, FEMTOJOULES_PER_PICOJOULE, SWITCHED);
    double clock = energy.quantity("clock", Dimension.ENERGY) * FEMTOJOULES_PER_PICOJOULE;
    Map<Gate, String> timed = new LinkedHashMap<>(SWITCHED);
    timed.put(Gate.CARRY, "carry");
    Map<Gate, Double> picoseconds =
        gates(delay.section("gates"), Dimension.TIME, 1 / FEMTOSECONDS_PER_PICOSECOND, timed);
    String name = file.text("name");
    String source =
        "cells of "
            + name
            + " (measured); switching energy "
            + basis(energy)
            + ", delay "
            + basis(delay)
            + ": see configs/cells/"
            + name
            + ".yaml";
    CellLibrary library =
        new CellLibrary(
            name,
            source,
            file.quantity("node", Dimension.LENGTH),
            file.quantity("voltage", Dimension.VOLTAGE),
            cells,
            femtojoules,
            clock,
            picoseconds);
    energy.text("source");
    delay.text("source");
    file.rejectUnknownKeys();
    return library;
  }

  private static String basis(Section section) {
    return section.choice("basis", Basis.class).name().toLowerCase(Locale.ROOT);
  }

  private static Map<Gate, Double> gates(
      Section section, Dimension dimension, double factor, Map<Gate, String> names) {
    Map<Gate, Double> values = new EnumMap<>(Gate.class);
    names.forEach((gate, key) -> values.put(gate, section.quantity(key, dimension) * factor));
    return values;
  }

  /** The library with its figures times given factors, for another node and voltage. */
  CellLibrary scaled(double toNanometres, double toVoltage, Factors factors, String scaledSource) {
    Map<Cell, CellFacts> scaledCells = new EnumMap<>(Cell.class);
    cells.forEach(
        (cell, facts) ->
            scaledCells.put(
                cell,
                new CellFacts(
                    facts.areaSquareMicrometres() * factors.area,
                    facts.leakageNanowatts() * factors.leakage,
                    Basis.SCALED,
                    facts.source())));
    Map<Gate, Double> energies = new EnumMap<>(Gate.class);
    femtojoules.forEach((gate, value) -> energies.put(gate, value * factors.energy));
    Map<Gate, Double> delays = new EnumMap<>(Gate.class);
    picoseconds.forEach((gate, value) -> delays.put(gate, value * factors.delay));
    return new CellLibrary(
        name,
        source + "; " + scaledSource,
        toNanometres,
        toVoltage,
        scaledCells,
        energies,
        clockFemtojoules * factors.energy,
        delays);
  }

  /** What figures are multiplied by from one node and voltage to another. */
  record Factors(double area, double leakage, double energy, double delay) {}

  /** The name that configs have for it. */
  public String name() {
    return name;
  }

  /** Where its figures are from, and what was done to them. */
  public String source() {
    return source;
  }

  /** The technology node. */
  public double nodeNanometres() {
    return nodeNanometres;
  }

  /** The supply voltage that its figures hold for. */
  public double voltage() {
    return voltage;
  }

  double area(Cell cell) {
    return cells.get(cell).areaSquareMicrometres();
  }

  double leakageNanowatts(Cell cell) {
    return cells.get(cell).leakageNanowatts();
  }

  /** Of one settled change of a gate's output; inputs are paid for where they are driven. */
  double femtojoules(Gate gate) {
    return femtojoules.getOrDefault(gate, 0.0);
  }

  /** Of a flip-flop in every cycle, whatever its data do. */
  double clockFemtojoules() {
    return clockFemtojoules;
  }

  /** From a gate's last input to its output. */
  double picoseconds(Gate gate) {
    return picoseconds.getOrDefault(gate, 0.0);
  }
}
