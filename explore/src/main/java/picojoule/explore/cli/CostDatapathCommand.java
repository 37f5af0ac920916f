package picojoule.explore.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Dimension;
import picojoule.config.Quantity;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.TextTable;
import picojoule.technology.cell.BlockCost;
import picojoule.technology.cell.CellLibrary;
import picojoule.technology.cell.CircuitCost;
import picojoule.technology.cell.NodeScaling;
import picojoule.technology.design.DatapathDesign;

/** What a datapath costs, from its netlist in cells of a library. */
@Command(
    name = "datapath",
    description = "Area, energy an operation, leakage and delay of a datapath, block by block.",
    footer = {
      "",
      "TYPE is a datapath (mac, shift-add, lut, bit-serial, simd-posit, ternary) with its formats, a",
      "block with --width, or a design's full name: sa_par_8x4_32, dmac_8x8_32, adder_16. The flow is",
      "that of full-adder cells and ripple carry; no clock tree, no placed wires, no glitches.",
      "",
      "Example:",
      "  picojoule cost datapath shift-add --activation int8 --weight int4 --accumulator int32 --node 45nm"
    })
final class CostDatapathCommand extends Verb {

  private static final String SUMMARY = "summary.json";
  private static final double HERTZ_PER_GIGAHERTZ = 1e9;
  private static final int HELD_CYCLES = 64;
  private static final String BASE = "nangate45";

  @Parameters(index = "0", paramLabel = "TYPE", description = "A datapath, a block or a design.")
  String type;

  @Option(names = "--activation", paramLabel = "FORMAT", description = "int8, fp16, posit(8,0), …")
  String activation;

  @Option(names = "--weight", paramLabel = "FORMAT", description = "int4, fp4, …")
  String weight;

  @Option(names = "--accumulator", paramLabel = "FORMAT", description = "int32, fp32, …")
  String accumulator;

  @Option(
      names = "--width",
      paramLabel = "N[,N…]",
      description = "Sizes of a block, in the order of its name: 16, or 8,4,32.")
  String width;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "65nm to 7nm (default: the library's).")
  String node;

  @Option(names = "--voltage", paramLabel = "VOLTAGE", description = "Default: the node's own.")
  String voltage;

  @Option(
      names = "--library",
      paramLabel = "NAME",
      description = "nangate45, sky130, asap7 (default: nangate45, scaled to the node).")
  String library;

  @Option(
      names = "--stimulus",
      paramLabel = "random|weight-held",
      defaultValue = "random",
      description =
          "Fresh operands every cycle, or a weight kept for 64 (default: ${DEFAULT-VALUE}).")
  String stimulus;

  @Option(names = "--clock", paramLabel = "FREQUENCY", description = "Warn where it is too fast.")
  String clock;

  @Override
  public Integer call() {
    refuseSettings("cost reads no machine; give --activation, --weight and the others");
    Optional<OutputFolder> folder = outputFolder(List.of(SUMMARY));
    CostDesignName name = new CostDesignName(type, activation, weight, accumulator, width);
    CellLibrary cells = cells();
    CircuitCost cost =
        DatapathOptions.checked(
            "TYPE", () -> CircuitCost.of(DatapathDesign.circuit(name.text()), cells, held()));
    Map<String, Object> json = json(name.text(), cells, cost);
    Optional<String> warning = Optional.ofNullable(clock).flatMap(text -> tooFast(text, cost));
    warning.ifPresent(line -> json.put("warning", line));
    warning.ifPresent(this::note);
    folder.ifPresent(to -> to.write(Map.of(SUMMARY, JsonText.of(json) + "\n")));
    answer(json, text(cost));
    return 0;
  }

  private int held() {
    return switch (stimulus) {
      case "random" -> 1;
      case "weight-held" -> HELD_CYCLES;
      default ->
          throw BadInputException.unknown(
              "--stimulus", "stimulus", stimulus, List.of("random", "weight-held"));
    };
  }

  private CellLibrary cells() {
    String name = library == null ? BASE : library;
    CellLibrary found =
        CellLibrary.read(ConfigFile.read(configs().find("cells", name, "--library")));
    if (node == null && voltage == null) {
      return found;
    }
    double nanometres =
        node == null
            ? found.nodeNanometres()
            : Quantity.parse(node, Dimension.LENGTH, "--node").inBaseUnit().doubleValue();
    if (!found.name().equals(BASE)) {
      if (nanometres != found.nodeNanometres() || voltage != null) {
        throw new BadInputException(
            "--node",
            "library "
                + name
                + " is of one node and voltage; give --library "
                + BASE
                + " to scale");
      }
      return found;
    }
    NodeScaling scaling =
        NodeScaling.read(ConfigFile.read(configs().root().resolve("node-scaling.yaml")));
    double volts =
        voltage == null
            ? scaling.nominalVoltage(nanometres)
            : Quantity.parse(voltage, Dimension.VOLTAGE, "--voltage").inBaseUnit().doubleValue();
    return scaling.apply(found, nanometres, volts);
  }

  private Optional<String> tooFast(String text, CircuitCost cost) {
    double gigahertz =
        Quantity.parse(text, Dimension.FREQUENCY, "--clock").inBaseUnit().doubleValue()
            / HERTZ_PER_GIGAHERTZ;
    if (gigahertz <= 0) {
      throw new BadInputException("--clock", "'" + text + "' is not above zero");
    }
    double most = 1 / cost.delayNanoseconds();
    if (gigahertz <= most) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            "--clock %s is faster than the longest path of %.2f ns lets it be (%.2f GHz): cut the"
                + " path into %d pipeline stages",
            text,
            cost.delayNanoseconds(),
            most,
            (int) Math.ceil(cost.delayNanoseconds() * gigahertz)));
  }

  private static Map<String, Object> json(String name, CellLibrary cells, CircuitCost cost) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("design", name);
    json.put("library", cells.name());
    json.put("node_nm", cells.nodeNanometres());
    json.put("voltage_v", cells.voltage());
    put(json, cost.total());
    json.put("delay_ns", cost.delayNanoseconds());
    json.put("source", cells.source());
    List<Map<String, Object>> blocks = new java.util.ArrayList<>();
    cost.blocks()
        .forEach(
            (block, part) -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("block", block);
              put(row, part);
              blocks.add(row);
            });
    json.put("blocks", blocks);
    return json;
  }

  private static void put(Map<String, Object> json, BlockCost cost) {
    json.put("area_um2", cost.areaSquareMicrometres());
    json.put("energy_pj", cost.energyPicojoules());
    json.put("leakage_mw", cost.leakageMilliwatts());
  }

  private static String text(CircuitCost cost) {
    TextTable table = new TextTable("block", "area um2", "energy pJ", "leakage uW");
    cost.blocks().forEach((block, part) -> row(table, block, part));
    row(table, "total", cost.total());
    return table + String.format("longest path %.3f ns%n", cost.delayNanoseconds());
  }

  private static void row(TextTable table, String name, BlockCost cost) {
    table.row(
        name,
        String.format("%.2f", cost.areaSquareMicrometres()),
        String.format("%.4f", cost.energyPicojoules()),
        String.format("%.3f", cost.leakageMilliwatts() * 1e3));
  }
}
