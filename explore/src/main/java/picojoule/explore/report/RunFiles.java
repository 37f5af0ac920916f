package picojoule.explore.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picojoule.accelerator.AreaRow;
import picojoule.accelerator.EnergyRow;
import picojoule.accelerator.MachineSpec;
import picojoule.accelerator.MemorySpec;
import picojoule.accelerator.OperationReport;
import picojoule.accelerator.RunReport;
import picojoule.config.ResolvedConfig;

/**
 * The files of a run: summary, layers, energy, area, the resolved configurations of machine,
 * memory, technology and recipe, and where everything is from.
 */
public final class RunFiles {

  private static final String SUMMARY = "summary.json";
  private static final String LAYERS = "layers.csv";
  private static final String ENERGY = "energy.csv";
  private static final String AREA = "area.csv";
  private static final String MACHINE = "config.resolved.yaml";
  private static final String MEMORY = "memory.resolved.yaml";
  private static final String TECHNOLOGY = "technology.resolved.yaml";
  private static final String RECIPE = "recipe.resolved.yaml";
  private static final String PROVENANCE = "provenance.json";

  /** The names of all files that a run may have. */
  public static final List<String> NAMES =
      List.of(SUMMARY, LAYERS, ENERGY, AREA, MACHINE, MEMORY, TECHNOLOGY, RECIPE, PROVENANCE);

  private RunFiles() {}

  /** The texts of a run's files, by name. */
  public static Map<String, String> of(MachineSpec spec, RunInput input, RunReport report) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(SUMMARY, JsonText.of(RunSummary.of(input, report)) + "\n");
    texts.put(LAYERS, layers(report));
    texts.put(ENERGY, energy(report));
    texts.put(AREA, area(report));
    texts.put(MACHINE, spec.config().yaml());
    texts.put(MEMORY, memories(spec));
    texts.put(TECHNOLOGY, spec.technologyConfig().yaml());
    input.recipe().ifPresent(recipe -> texts.put(RECIPE, recipe.yaml()));
    texts.put(PROVENANCE, JsonText.of(provenance(spec, input, report)) + "\n");
    return texts;
  }

  private static String layers(RunReport report) {
    CsvText csv = new CsvText(RunSummary.layerColumns(report));
    for (OperationReport row : report.operations()) {
      csv.row(RunSummary.layer(row).values());
    }
    return csv.toString();
  }

  private static String energy(RunReport report) {
    CsvText csv =
        new CsvText(
            List.of("component", "action", "count", "each_pj", "energy_pj", "basis", "source"));
    for (EnergyRow row : report.energy()) {
      csv.row(
          List.of(
              row.component(),
              row.action(),
              row.count(),
              row.picojoulesEach(),
              row.picojoules(),
              row.basis(),
              row.source()));
    }
    return csv.toString();
  }

  private static String area(RunReport report) {
    CsvText csv =
        new CsvText(
            List.of("component", "count", "each_um2", "area_um2", "leakage_mw", "basis", "source"));
    for (AreaRow row : report.area()) {
      csv.row(
          List.of(
              row.component(),
              row.count(),
              row.squareMicrometresEach(),
              row.squareMicrometres(),
              row.milliwatts(),
              row.basis(),
              row.source()));
    }
    return csv.toString();
  }

  private static Map<String, Object> provenance(
      MachineSpec spec, RunInput input, RunReport report) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("version", Version.current());
    provenance.put("java", System.getProperty("java.version"));
    provenance.put("machine", source(spec.name(), spec.config(), MACHINE));
    if (spec.memory().memories().size() == 1) {
      provenance.put("memory", source(spec.memory().first()));
    } else {
      Map<String, Object> memories = new LinkedHashMap<>();
      spec.memory().memories().forEach(memory -> memories.put(memory.name(), source(memory)));
      provenance.put("memories", memories);
    }
    provenance.put(
        "technology", source(spec.technology().name(), spec.technologyConfig(), TECHNOLOGY));
    provenance.putAll(input.names());
    String kind = input.names().containsKey("trace") ? "trace" : "model";
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("name", input.names().get(kind));
    file.put("file", input.file().path());
    file.put("sha256", input.file().sha256());
    provenance.put(kind, file);
    input
        .recipe()
        .ifPresent(
            recipe ->
                provenance.put(
                    "recipe", source(input.names().get("recipe").toString(), recipe, RECIPE)));
    provenance.put("prices", prices(report));
    return provenance;
  }

  /** The config of a machine's memory, or of several under their names. */
  private static String memories(MachineSpec spec) {
    if (spec.memory().memories().size() == 1) {
      return spec.memory().first().config().yaml();
    }
    StringBuilder text = new StringBuilder();
    for (MemorySpec memory : spec.memory().memories()) {
      text.append(memory.name()).append(":\n").append(memory.config().yaml().indent(2));
    }
    return text.toString();
  }

  private static Map<String, Object> source(MemorySpec memory) {
    return source(memory.device().spec().standard(), memory.config(), MEMORY);
  }

  /** A configuration: which file was read, and what of it the run's folder keeps. */
  private static Map<String, Object> source(String name, ResolvedConfig config, String kept) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("name", name);
    source.put("file", config.file().toString());
    source.put("resolved", kept);
    source.put("sha256", FileDigest.of(config.yaml()));
    return source;
  }

  private static List<Map<String, String>> prices(RunReport report) {
    List<Map<String, String>> prices = new ArrayList<>();
    for (EnergyRow row : report.energy()) {
      Map<String, String> price = new LinkedHashMap<>();
      price.put("price", row.component() + "/" + row.action());
      price.put("basis", row.basis());
      price.put("source", row.source());
      prices.add(price);
    }
    return prices;
  }
}
