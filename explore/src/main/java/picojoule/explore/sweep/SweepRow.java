package picojoule.explore.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picojoule.accelerator.RunReport;
import picojoule.explore.report.CsvText;
import picojoule.explore.report.RunSummary;

/**
 * The row of a point: its names, its figures, or why it has none.
 *
 * @param point which
 * @param figures by column, empty where it failed
 * @param error empty where it did not
 */
public record SweepRow(SweepPoint point, Map<String, Object> figures, Optional<String> error) {

  static SweepRow of(SweepPoint point, RunReport report) {
    Map<String, Object> figures = new LinkedHashMap<>();
    RunSummary.figures(report)
        .forEach(
            (name, value) -> figures.put(name.equals("cycles") ? "latency_cycles" : name, value));
    RunSummary.energy(report)
        .forEach((component, energy) -> figures.put("energy_" + component + "_pj", energy));
    RunSummary.stalls(report)
        .forEach((cause, share) -> figures.put("stall_" + cause + "_share", share));
    return new SweepRow(point, figures, Optional.empty());
  }

  static SweepRow failed(SweepPoint point, String error) {
    return new SweepRow(point, Map.of(), Optional.of(error));
  }

  /** The table of all rows. */
  public static String csv(List<SweepRow> rows) {
    List<String> header = new ArrayList<>(List.of("point"));
    header.addAll(rows.get(0).point().names().keySet());
    List<String> figures =
        rows.stream().flatMap(row -> row.figures().keySet().stream()).distinct().toList();
    header.addAll(figures);
    header.add("error");
    CsvText csv = new CsvText(header);
    for (SweepRow row : rows) {
      List<Object> cells = new ArrayList<>();
      cells.add(row.point().number());
      cells.addAll(row.point().names().values());
      for (String figure : figures) {
        cells.add(row.figures().getOrDefault(figure, ""));
      }
      cells.add(row.error().orElse(""));
      csv.row(cells);
    }
    return csv.toString();
  }
}
