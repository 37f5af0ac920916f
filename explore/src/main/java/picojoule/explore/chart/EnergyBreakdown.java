package picojoule.explore.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picojoule.config.BadInputException;

/**
 * Energy per token by component. A component is a column whose name begins with {@code energy_} and
 * ends with {@code _pj}; it counts the whole step, and is given here per token, by the row's own
 * ratio of {@code energy_pj_per_token} to {@code energy_pj}. Components come by size, the one with
 * the largest share of the rows' energy on average first, those without any energy left out. Where
 * there are more than can be told apart, the smallest are added up as the last.
 */
final class EnergyBreakdown {

  private static final String TOTAL = "energy_pj";
  private static final String PER_TOKEN = "energy_pj_per_token";
  private static final String PREFIX = "energy_";
  private static final String SUFFIX = "_pj";
  // The table's numbers may be rounded.
  private static final double ROUNDING = 0.01;

  private final List<String> columns;
  private final int most;

  /**
   * The breakdown of a sweep.
   *
   * @param most components, the remainder included
   * @throws BadInputException when a column is missing, or a row's components are not its total
   */
  EnergyBreakdown(SweepTable table, int most) {
    this.most = most;
    List<String> found =
        table.columns().stream()
            .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
            .filter(name -> name.length() > PREFIX.length() + SUFFIX.length())
            .toList();
    if (found.isEmpty()) {
      throw new BadInputException(
          table.file(), "has no column of a component's energy, named energy_…_pj");
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (TableRow row : table.rows()) {
      requireTotal(row, found);
      for (String column : found) {
        shares.merge(column, row.number(column) / row.positive(TOTAL), Double::sum);
      }
    }
    this.columns =
        found.stream()
            .filter(column -> shares.get(column) > 0)
            .sorted(Comparator.comparing(shares::get).reversed())
            .toList();
  }

  /** The components' names, the largest first. */
  List<String> components() {
    List<String> names = new ArrayList<>();
    for (String column : columns.subList(0, named())) {
      String name = column.substring(PREFIX.length(), column.length() - SUFFIX.length());
      names.add(name.equals("dram") || name.equals("dma") ? upper(name) : name.replace('_', ' '));
    }
    if (named() < columns.size()) {
      names.add("other");
    }
    return Collections.unmodifiableList(names);
  }

  /** A row's energy per token in picojoules, by component in the order of the names. */
  double[] of(TableRow row) {
    double[] energies = new double[components().size()];
    double tokensInverse = perToken(row);
    for (int i = 0; i < columns.size(); i++) {
      energies[Math.min(i, energies.length - 1)] += row.number(columns.get(i)) * tokensInverse;
    }
    return energies;
  }

  /** A row's energy per token in picojoules. */
  static double total(TableRow row) {
    return row.positive(PER_TOKEN);
  }

  private int named() {
    return columns.size() <= most ? columns.size() : most - 1;
  }

  private static double perToken(TableRow row) {
    return row.positive(PER_TOKEN) / row.positive(TOTAL);
  }

  private static void requireTotal(TableRow row, List<String> components) {
    double sum = components.stream().mapToDouble(row::number).sum();
    double total = row.positive(TOTAL);
    if (Math.abs(sum - total) > ROUNDING * total) {
      throw row.bad(TOTAL, "is " + total + ", but the components' energies add up to " + sum);
    }
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
