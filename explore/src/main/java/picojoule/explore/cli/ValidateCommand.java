package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.explore.chart.Charts;
import picojoule.explore.chart.DifferenceChart;
import picojoule.explore.report.AtomicFile;
import picojoule.explore.report.CsvText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.TextTable;
import picojoule.explore.validate.StudyFiles;
import picojoule.explore.validate.ValidatedSystem;
import picojoule.explore.validate.ValidationRow;

/** Published figures beside ours. */
@Command(
    name = "validate",
    description = "Runs published systems on the published work and compares, row by row.",
    footer = {
      "",
      "Nothing is fitted: what a system is stands in configs/validation/SYSTEM.yaml, the figures it is",
      "compared with in SYSTEM.csv there. The table leaves rows out that agree within 0.01 %; CSV and",
      "JSON have all.",
      "",
      "Example:",
      "  picojoule validate bitmod mixpe --csv validation.csv"
    })
final class ValidateCommand extends Verb {

  private static final String SUMMARY = "validation.csv";
  private static final double AGREES_PERCENT = 0.01;
  private static final List<String> COLUMNS =
      List.of(
          "system",
          "case",
          "metric",
          "unit",
          "reference",
          "ours",
          "difference_pct",
          "source",
          "note");

  @Parameters(
      paramLabel = "SYSTEM",
      arity = "0..*",
      description = "scalesim, bitmod, mixpe, lut-tensor-core, apsq, xr-npe (default: all).")
  List<String> systems = new ArrayList<>();

  @Option(names = "--csv", paramLabel = "FILE", description = "Write all rows as CSV.")
  Path csv;

  @Option(
      names = "--models",
      paramLabel = "FILE",
      description =
          "A YAML file whose list 'models' is run in place of the one in"
              + " configs/validation/SYSTEM.yaml; for bitmod or mixpe.")
  Path models;

  @Option(
      names = "--chart",
      paramLabel = "PICTURE",
      description = "Draw the differences, .png or .svg.")
  Path chart;

  @Override
  public Integer call() {
    refuseSettings("validate sets nothing between rows; edit a copy of configs/validation");
    Set<ValidatedSystem> chosen = new LinkedHashSet<>();
    systems.forEach(name -> chosen.add(ValidatedSystem.parse(name)));
    if (chosen.isEmpty()) {
      chosen.addAll(Arrays.asList(ValidatedSystem.values()));
    }
    if (models != null && (chosen.size() != 1 || !chosen.iterator().next().takesModels())) {
      throw new BadInputException(
          "--models", "is a list for one system that runs models; give bitmod or mixpe with it");
    }
    StudyFiles files = new StudyFiles(configs(), Optional.ofNullable(models));
    Path file = csv == null ? null : output(csv);
    if (file != null) {
      AtomicFile.requireWritable(file);
    }
    Path picture = chart == null ? null : output(chart);
    if (picture != null) {
      Charts.requireFonts();
      DifferenceChart.requireDrawable(picture);
    }
    OutputFolder folder = outputFolder(List.of(SUMMARY)).orElse(null);
    List<ValidationRow> rows = new ArrayList<>();
    chosen.forEach(system -> rows.addAll(system.rows(files)));
    String table = csv(rows);
    if (file != null) {
      AtomicFile.write(file, table);
    }
    if (picture != null) {
      DifferenceChart.write(picture, differences(rows));
    }
    if (folder != null) {
      folder.write(Map.of(SUMMARY, table));
    }
    answer(rows.stream().map(ValidateCommand::json).toList(), text(rows));
    return 0;
  }

  private static String csv(List<ValidationRow> rows) {
    CsvText csv = new CsvText(COLUMNS);
    rows.forEach(row -> csv.row(json(row).values().stream().map(ValidateCommand::cell).toList()));
    return csv.toString();
  }

  /** Of all rows that have a reference, by system. */
  private static Map<String, List<Double>> differences(List<ValidationRow> rows) {
    Map<String, List<Double>> differences = new LinkedHashMap<>();
    for (ValidationRow row : rows) {
      row.differencePercent()
          .ifPresent(
              difference ->
                  differences
                      .computeIfAbsent(row.system(), system -> new ArrayList<>())
                      .add(difference));
    }
    return differences;
  }

  private static Object cell(Object value) {
    return value == null ? "" : value;
  }

  private static Map<String, Object> json(ValidationRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("system", row.system());
    json.put("case", row.name());
    json.put("metric", row.metric());
    json.put("unit", row.unit());
    json.put("reference", orNull(row.reference()));
    json.put("ours", row.ours());
    json.put("difference_pct", orNull(row.differencePercent()));
    json.put("source", row.source());
    json.put("note", row.note());
    return json;
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static String text(List<ValidationRow> rows) {
    TextTable table = new TextTable("system, case", "metric", "unit", "reference", "ours", "%");
    Map<String, Integer> agreeing = new LinkedHashMap<>();
    for (ValidationRow row : rows) {
      OptionalDouble difference = row.differencePercent();
      if (row.isDetail() && difference.isEmpty()) {
        continue;
      }
      if (difference.isPresent() && Math.abs(difference.getAsDouble()) < AGREES_PERCENT) {
        agreeing.merge(row.system(), 1, Integer::sum);
      } else {
        table.row(
            row.system() + ", " + row.name(),
            row.metric(),
            row.unit(),
            row.reference().isPresent() ? figure(row.reference().getAsDouble()) : "",
            figure(row.ours()),
            difference.isPresent()
                ? String.format(Locale.ROOT, "%+.2f", difference.getAsDouble())
                : "");
      }
    }
    StringBuilder text = new StringBuilder(table.toString());
    agreeing.forEach(
        (system, count) ->
            text.append(
                "%s: %d rows agree within %s %%%n".formatted(system, count, AGREES_PERCENT)));
    return text.toString();
  }

  private static String figure(double value) {
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
