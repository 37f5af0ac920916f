package picojoule.explore.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.BadInputException;

/**
 * The published figures of one system: a CSV of {@code configs/validation} with the columns {@code
 * case, metric, unit, reference, source}. They are looked up only when a row of ours is there
 * already.
 */
final class ReferenceFigures {

  private static final List<String> COLUMNS =
      List.of("case", "metric", "unit", "reference", "source");
  private static final String MODEL = "our model; no figure is published";

  private final String system;
  private final Map<List<String>, Figure> figures;

  /**
   * One figure.
   *
   * @param value of it
   * @param source where it was published, or with what it was run
   */
  record Figure(double value, String source) {}

  private ReferenceFigures(String system, Map<List<String>, Figure> figures) {
    this.system = system;
    this.figures = figures;
  }

  /**
   * Reads the figures of a system.
   *
   * @throws BadInputException where the file is no such table
   */
  static ReferenceFigures of(ValidatedSystem system, ConfigFolder configs) {
    Path file = configs.root().resolve("validation").resolve(system.configName() + ".csv");
    Map<List<String>, Figure> figures = new LinkedHashMap<>();
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      if (!parser.getHeaderNames().equals(COLUMNS)) {
        throw new BadInputException(
            file.toString(), "has other columns than " + String.join(", ", COLUMNS));
      }
      for (CSVRecord cells : parser) {
        String where = file + ", line " + parser.getCurrentLineNumber();
        if (cells.size() != COLUMNS.size()) {
          throw new BadInputException(
              where, "has " + cells.size() + " cells, not " + COLUMNS.size());
        }
        Figure figure = new Figure(number(where, cells.get(3)), cells.get(4));
        if (figures.put(key(cells.get(0), cells.get(1), cells.get(2)), figure) != null) {
          throw new BadInputException(where, "is a second figure of the same case and metric");
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new BadInputException(file.toString(), "cannot be read as CSV: " + e.getMessage());
    }
    return new ReferenceFigures(system.configName(), figures);
  }

  /** Every case and metric, in the file's order: case, metric, unit. */
  List<List<String>> cases() {
    return new ArrayList<>(figures.keySet());
  }

  /** A row of ours beside the figure of its case and metric, where there is one. */
  ValidationRow row(String name, String metric, String unit, double ours, String note) {
    Optional<Figure> figure = Optional.ofNullable(figures.get(key(name, metric, unit)));
    return new ValidationRow(
        system,
        name,
        metric,
        unit,
        figure.isPresent() ? OptionalDouble.of(figure.get().value()) : OptionalDouble.empty(),
        ours,
        figure.map(Figure::source).orElse(MODEL),
        note);
  }

  /** A row of a count. */
  ValidationRow count(String name, String metric, String unit, long ours, String note) {
    return row(name, metric, unit, (double) ours, note);
  }

  private static List<String> key(String name, String metric, String unit) {
    return List.of(name, metric, unit);
  }

  private static double number(String where, String text) {
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new BadInputException(where, "'" + text + "' is no number");
    }
  }
}
