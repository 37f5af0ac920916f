package picojoule.explore.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which points of a sweep stand side by side, and under which conditions. Points of one phase and
 * model share a panel. A condition that all points share goes into the title, one that a panel's
 * points share into the panel's title, and one that tells points of the same design apart into
 * their labels. One that only follows the design is told by the design's name.
 */
final class Comparison {

  private final List<Panel> panels = new ArrayList<>();
  private final List<Function<TableRow, String>> shared = new ArrayList<>();
  private final List<Function<TableRow, String>> sharedInPanel = new ArrayList<>();
  private final List<Function<TableRow, String>> distinguishing = new ArrayList<>();
  private final List<TableRow> rows;

  /** The points of one phase and model, in the file's order. */
  record Panel(String title, List<TableRow> rows) {}

  /** One panel's key. */
  private record Step(String phase, String model) {}

  Comparison(SweepTable table) {
    rows = table.rows();
    Map<Step, List<TableRow>> steps =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> new Step(row.text("phase"), row.text("model")),
                    LinkedHashMap::new,
                    Collectors.toList()));
    conditions(table).forEach(condition -> sort(condition, steps.values()));
    steps.forEach((step, points) -> panels.add(new Panel(title(step, points), points)));
  }

  List<Panel> panels() {
    return panels;
  }

  /** What is the same for all points. */
  String title() {
    return phrases(shared, rows.get(0));
  }

  /** What tells the point from others of its design; empty where nothing has to. */
  String distinction(TableRow row) {
    return phrases(distinguishing, row);
  }

  private static List<Function<TableRow, String>> conditions(SweepTable table) {
    List<Function<TableRow, String>> conditions = new ArrayList<>();
    conditions.add(row -> row.text("model"));
    conditions.add(row -> "batch " + row.text("batch"));
    conditions.add(Comparison::length);
    for (String key : table.gridKeys()) {
      String name = key.substring(key.lastIndexOf('.') + 1).replace('_', ' ');
      conditions.add(row -> row.isBlank(key) ? "" : name + " " + row.text(key));
    }
    return conditions;
  }

  /** Tokens and context in as few words as they need: a prompt's context is its tokens. */
  private static String length(TableRow row) {
    String tokens = row.text("tokens");
    String context = row.text("context");
    if (tokens.equals("1")) {
      return "context " + context;
    }
    return tokens + " tokens" + (context.equals(tokens) ? "" : ", context " + context);
  }

  private void sort(Function<TableRow, String> condition, Collection<List<TableRow>> steps) {
    if (isShared(condition, rows)) {
      shared.add(condition);
    } else if (steps.stream().allMatch(points -> isShared(condition, points))) {
      sharedInPanel.add(condition);
    } else if (steps.stream().anyMatch(points -> isDistinguishing(condition, points))) {
      distinguishing.add(condition);
    }
  }

  private static boolean isShared(Function<TableRow, String> condition, List<TableRow> points) {
    return points.stream().map(condition).distinct().count() == 1;
  }

  private static boolean isDistinguishing(
      Function<TableRow, String> condition, List<TableRow> points) {
    Map<Design, Set<String>> phrases = new LinkedHashMap<>();
    for (TableRow row : points) {
      phrases.computeIfAbsent(Design.of(row), d -> new HashSet<>()).add(condition.apply(row));
    }
    return phrases.values().stream().anyMatch(set -> set.size() > 1);
  }

  private String title(Step step, List<TableRow> points) {
    String phrases = phrases(sharedInPanel, points.get(0));
    return step.phase() + (phrases.isEmpty() ? "" : ": " + phrases);
  }

  private static String phrases(List<Function<TableRow, String>> conditions, TableRow row) {
    Set<String> phrases = new LinkedHashSet<>();
    conditions.forEach(condition -> phrases.add(condition.apply(row)));
    phrases.remove("");
    return String.join(", ", phrases);
  }
}
