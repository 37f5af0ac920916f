package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.explore.chart.ChartKind;
import picojoule.explore.chart.Charts;
import picojoule.explore.report.AtomicFile;
import picojoule.explore.report.Scaled;
import picojoule.explore.report.TextTable;
import picojoule.explore.sweep.Sweep;
import picojoule.explore.sweep.SweepFile;
import picojoule.explore.sweep.SweepRow;

/** Runs many points. */
@Command(
    name = "sweep",
    description = "Runs every point of a sweep file on all cores and writes one CSV.",
    footer = {
      "",
      "The table is DIR/points.csv, one row a point; it is the same for any number of threads.",
      "--set reaches the sweep's file where the key begins with name, models, phases, designs or grid,",
      "and otherwise the machines of all points; machine., recipe. or sweep. in front says which.",
      "",
      "Example:",
      "  picojoule sweep configs/sweeps/llama-2-7b.yaml --out out/llama-2-7b --chart trade-off"
    })
final class SweepCommand extends Verb {

  private static final String TABLE = "points.csv";

  @Parameters(paramLabel = "FILE", description = "The sweep: a YAML file.")
  Path file;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Points at a time (default: as many as there are cores).")
  Integer threads;

  @Option(
      names = "--chart",
      paramLabel = "KIND",
      description = "Draw the table as well, as DIR/KIND.png: trade-off or energy; repeatable.")
  List<String> charts = new ArrayList<>();

  @Override
  public Integer call() {
    if (threads != null && threads < 1) {
      throw new BadInputException("--threads", threads + " is not at least 1");
    }
    List<ChartKind> kinds = charts.stream().map(ChartKind::parse).toList();
    SweepFile sweep = SweepFile.read(file, common.settings, configs());
    Path folder = common.out == null ? Path.of("out", sweep.name()) : common.out;
    AtomicFile.requireWritable(folder.resolve(TABLE));
    kinds.forEach(kind -> AtomicFile.requireWritable(folder.resolve(kind + ".png")));
    if (!kinds.isEmpty()) {
      Charts.requireFonts();
    }
    sweep.notes().forEach(this::note);
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    List<SweepRow> rows = run(sweep, workers);
    AtomicFile.write(folder.resolve(TABLE), SweepRow.csv(rows));
    answer(json(rows), text(rows, folder));
    long failed = rows.stream().filter(row -> row.error().isPresent()).count();
    if (failed > 0) {
      rows.forEach(
          row ->
              row.error()
                  .ifPresent(
                      error -> error().println("point " + row.point().number() + ": " + error)));
      error().println(failed + " of " + rows.size() + " points failed");
    }
    draw(kinds, folder, rows.size() - failed);
    return failed > 0 ? 1 : 0;
  }

  private void draw(List<ChartKind> kinds, Path folder, long drawable) {
    for (ChartKind kind : drawable > 0 ? kinds : List.<ChartKind>of()) {
      Path picture = folder.resolve(kind + ".png");
      Charts.draw(folder.resolve(TABLE), kind, picture, Charts.WIDTH, Charts.HEIGHT);
      if (!common.quiet && !common.json) {
        out().println(picture);
      }
    }
  }

  private List<SweepRow> run(SweepFile sweep, int workers) {
    Sweep runner = new Sweep(sweep, configs());
    if (common.quiet || common.json) {
      return runner.run(workers, row -> {});
    }
    if (!Boolean.getBoolean("picojoule.terminal")) {
      return runner.run(workers, row -> error().println("done " + name(row)));
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(sweep.name())
            .setInitialMax(sweep.points().size())
            .setStyle(ProgressBarStyle.ASCII)
            .build()) {
      return runner.run(workers, row -> bar.step());
    }
  }

  private static String name(SweepRow row) {
    return "point " + row.point().number() + ": " + String.join(" ", row.point().names().values());
  }

  private static List<Map<String, Object>> json(List<SweepRow> rows) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (SweepRow row : rows) {
      Map<String, Object> point = new LinkedHashMap<>();
      point.put("point", row.point().number());
      point.putAll(row.point().names());
      point.putAll(row.figures());
      row.error().ifPresent(error -> point.put("error", error));
      json.add(point);
    }
    return json;
  }

  private static String text(List<SweepRow> rows, Path folder) {
    List<String> names = new ArrayList<>(rows.get(0).point().names().keySet());
    names.removeIf(name -> isSame(rows, name) && !name.equals("machine"));
    List<String> header = new ArrayList<>(names);
    header.addAll(List.of("latency", "tokens/s", "energy/token", "power", "area", "utilization"));
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (SweepRow row : rows) {
      List<String> cells = new ArrayList<>();
      names.forEach(name -> cells.add(row.point().names().get(name)));
      cells.addAll(row.error().isPresent() ? List.of("failed", "", "", "", "", "") : figures(row));
      table.row(cells.toArray(String[]::new));
    }
    return table + "\n" + folder.resolve(TABLE) + "\n";
  }

  private static boolean isSame(List<SweepRow> rows, String name) {
    return rows.stream().map(row -> row.point().names().get(name)).distinct().count() == 1;
  }

  private static List<String> figures(SweepRow row) {
    return List.of(
        Scaled.of(figure(row, "latency_ns") * 1e-9, "s"),
        String.format("%.2f", figure(row, "tokens_per_second")),
        Scaled.of(figure(row, "energy_pj_per_token") * 1e-12, "J"),
        Scaled.of(figure(row, "power_mw") * 1e-3, "W"),
        String.format("%.2f mm2", figure(row, "area_um2") / 1e6),
        Scaled.percent(figure(row, "utilization")));
  }

  private static double figure(SweepRow row, String name) {
    return ((Number) row.figures().get(name)).doubleValue();
  }
}
