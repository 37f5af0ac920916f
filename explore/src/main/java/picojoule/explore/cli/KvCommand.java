package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.explore.chart.Charts;
import picojoule.explore.chart.PlacementChart;
import picojoule.explore.chart.PlacementPictures;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.TextTable;
import picojoule.memory.kv.KvReport;
import picojoule.memory.kv.KvReport.PolicyFigures;
import picojoule.memory.kv.KvStudy;
import picojoule.memory.kv.study.PagedStudy;
import picojoule.memory.kv.study.PlacementModel;

/** Compares policies that place the KV cache over HBM and external memory. */
@Command(
    name = "kv",
    description =
        "Decodes with every placement policy of a study, at the level of bandwidths, and says how"
            + " far each is from what was possible.",
    footer = {
      "",
      "A study is a YAML file, or the name of one in configs/kv; --set changes its keys.",
      "The bound keeps all memories busy and knows no capacity; the oracle knows every access",
      "beforehand, has the capacity, and moves pages for nothing. No policy can undercut it.",
      "",
      "Examples:",
      "  picojoule kv configs/kv/published.yaml --set decode.tokens=8192 --json",
      "  picojoule kv llama-3.1-8b --set accesses.sparsity=0.8",
      "  picojoule kv llama-3.1-8b --set model.layers=2 --set memories.hbm.cache-capacity='500 MB' \\",
      "    --chart capacity --chart places --out pictures"
    })
final class KvCommand extends Verb {

  private static final String SUMMARY = "summary.json";
  private static final KvStudy.Spread BOTH_CORES =
      (count, part) -> IntStream.range(0, count).parallel().forEach(part);

  @Parameters(paramLabel = "FILE", description = "The study.")
  String file;

  @Option(
      names = "--chart",
      paramLabel = "capacity|places",
      description =
          "Draw, into the folder of --out, tokens per second over HBM capacity, or where the pages"
              + " of the first layer were over time; as PNG and SVG; repeatable. Paged studies.")
  List<String> charts = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "The policy that --chart places shows (default: the last of the study).")
  String policy;

  @Override
  public Integer call() {
    Set<PlacementChart> drawn = new LinkedHashSet<>();
    charts.forEach(chart -> drawn.add(PlacementChart.parse(chart)));
    if (!drawn.isEmpty()) {
      if (common.out == null) {
        throw new BadInputException("--chart", "give --out DIR, the folder for its files");
      }
      Charts.requireFonts();
    }
    Path path = configs().find("kv", file, "kv");
    KvStudy study = study(path, List.of());
    List<String> files = new ArrayList<>(PlacementPictures.files(drawn));
    files.add(SUMMARY);
    Optional<OutputFolder> folder = outputFolder(files);
    Optional<PlacementPictures> pictures =
        drawn.isEmpty() ? Optional.empty() : Optional.of(pictures(path, study, drawn));
    KvReport report = study.run(BOTH_CORES);
    Map<String, Object> json = json(report);
    folder.ifPresent(to -> to.write(Map.of(SUMMARY, JsonText.of(json) + "\n")));
    pictures.ifPresent(drawing -> drawing.write(common.out));
    answer(json, text(report));
    return 0;
  }

  private KvStudy study(Path path, List<String> further) {
    List<String> settings = new ArrayList<>(common.settings);
    settings.addAll(further);
    Section section = ConfigFile.with(ConfigFile.read(path), settings);
    return PlacementModel.read(section);
  }

  private PlacementPictures pictures(Path path, KvStudy study, Set<PlacementChart> drawn) {
    if (!(study instanceof PagedStudy paged)) {
      throw new BadInputException(
          "--chart", path + " is of the token-ratio model, which has no pages; give a paged study");
    }
    String shown =
        policy == null ? paged.policyNames().get(paged.policyNames().size() - 1) : policy;
    if (!paged.policyNames().contains(shown)) {
      throw BadInputException.unknown("--policy", "policy", shown, paged.policyNames());
    }
    return new PlacementPictures(
        paged,
        shown,
        drawn,
        capacity ->
            study(path, List.of("memories.hbm.cache-capacity=" + capacity + " B")).run(BOTH_CORES));
  }

  private static Map<String, Object> json(KvReport report) {
    Map<String, Double> times = new LinkedHashMap<>();
    Map<String, Double> tokens = new LinkedHashMap<>();
    Map<String, Double> ofOracle = new LinkedHashMap<>();
    Map<String, Double> hits = new LinkedHashMap<>();
    Map<String, Double> energy = new LinkedHashMap<>();
    Map<String, Object> bytes = new LinkedHashMap<>();
    Map<String, Object> tuned = new LinkedHashMap<>();
    for (PolicyFigures figures : report.policies()) {
      times.put(figures.name(), figures.nanoseconds());
      tokens.put(figures.name(), report.tokensPerSecond(figures.nanoseconds()));
      ofOracle.put(figures.name(), report.oracleNanoseconds() / figures.nanoseconds());
      hits.put(figures.name(), figures.hitRate());
      if (figures.energyPicojoules() > 0) {
        energy.put(figures.name(), figures.energyPicojoules());
      }
      bytes.put(figures.name(), figures.bytes());
      if (!figures.settings().isEmpty()) {
        tuned.put(figures.name(), figures.settings());
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", report.name());
    json.put("steps", report.steps());
    json.put("time_ns", times);
    json.put("bound_ns", report.boundNanoseconds());
    json.put("oracle_ns", report.oracleNanoseconds());
    json.put("tokens_per_second", tokens);
    json.put("share_of_oracle", ofOracle);
    json.put("hbm_share_of_reads", hits);
    json.put("energy_pj", energy);
    json.put("bytes", bytes);
    json.put("tuned", tuned);
    return json;
  }

  private static String text(KvReport report) {
    TextTable table =
        new TextTable(
            "policy",
            "time s",
            "tokens/s",
            "of oracle %",
            "HBM reads %",
            "moved in GB",
            "energy J");
    for (PolicyFigures figures : report.policies()) {
      table.row(
          figures.name(),
          number("%.4f", figures.nanoseconds() / 1e9),
          number("%.2f", report.tokensPerSecond(figures.nanoseconds())),
          number("%.2f", 100 * report.oracleNanoseconds() / figures.nanoseconds()),
          number("%.2f", 100 * figures.hitRate()),
          number("%.2f", figures.bytes().get("moved_in") / 1e9),
          figures.energyPicojoules() > 0 ? number("%.1f", figures.energyPicojoules() / 1e12) : "-");
    }
    return "%s, %d steps%n%s%nbound %.4f s, oracle %.4f s%n"
        .formatted(
            report.name(),
            report.steps(),
            table,
            report.boundNanoseconds() / 1e9,
            report.oracleNanoseconds() / 1e9);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
