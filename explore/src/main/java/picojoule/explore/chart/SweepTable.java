package picojoule.explore.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import picojoule.config.BadInputException;

/**
 * A sweep's CSV: a header, then one row per point. Rows whose column {@code error} has text are
 * points that failed, and are left out. The columns from {@code context} to {@code latency_cycles}
 * are the keys of the sweep's grid.
 */
public final class SweepTable {

  private static final String ERROR = "error";
  private static final String LAST_BEFORE_GRID = "context";
  private static final String FIRST_AFTER_GRID = "latency_cycles";

  private final String file;
  private final List<String> columns;
  private final List<TableRow> rows;

  private SweepTable(String file, List<String> columns, List<TableRow> rows) {
    this.file = file;
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
  }

  /**
   * Reads a sweep's CSV.
   *
   * @throws BadInputException when there is no such file, it is no CSV, or no point in it succeeded
   */
  public static SweepTable read(Path csv) {
    String file = csv.toString();
    if (!Files.isRegularFile(csv)) {
      throw new BadInputException(file, "there is no such file; give the CSV of a sweep");
    }
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();
    try (CSVParser parser = CSVParser.parse(csv, StandardCharsets.UTF_8, format)) {
      List<String> columns = parser.getHeaderNames();
      List<TableRow> rows = new ArrayList<>();
      int failed = 0;
      for (CSVRecord cells : parser) {
        TableRow row = row(file, parser.getCurrentLineNumber(), columns, cells);
        if (row.isBlank(ERROR)) {
          rows.add(row);
        } else {
          failed++;
        }
      }
      if (rows.isEmpty()) {
        throw new BadInputException(
            file,
            failed == 0
                ? "holds no rows"
                : "holds no row to draw: all " + failed + " have text in column error");
      }
      return new SweepTable(file, columns, rows);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new BadInputException(file, "cannot be read as CSV: " + e.getMessage());
    }
  }

  private static TableRow row(String file, long line, List<String> columns, CSVRecord cells) {
    if (cells.size() != columns.size()) {
      throw new BadInputException(
          file + ", line " + line,
          "has " + cells.size() + " cells where the header has " + columns.size());
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      texts.put(columns.get(i), cells.get(i).strip());
    }
    return new TableRow(file, line, texts);
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** The header, in the file's order. */
  public List<String> columns() {
    return columns;
  }

  /** The points that succeeded, in the file's order; at least one. */
  public List<TableRow> rows() {
    return rows;
  }

  /** The keys of the sweep's grid, in the file's order. */
  List<String> gridKeys() {
    int from = columns.indexOf(LAST_BEFORE_GRID) + 1;
    int to = columns.indexOf(FIRST_AFTER_GRID);
    return from == 0 || to < from ? List.of() : columns.subList(from, to);
  }
}
