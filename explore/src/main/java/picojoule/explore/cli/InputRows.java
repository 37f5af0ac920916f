package picojoule.explore.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import picojoule.config.BadInputException;

/** The rows of a CSV from a file (gzip too) or standard input; empty lines are left out. */
final class InputRows {

  private static final Pattern COMMA = Pattern.compile(",");

  /**
   * One row.
   *
   * @param where file and line
   */
  record Row(String where, List<String> cells) {}

  private InputRows() {}

  /**
   * Reads all rows.
   *
   * @param file {@code -} or null is standard input
   */
  static List<Row> read(String file) {
    String name = file == null || file.equals("-") ? "standard input" : file;
    List<Row> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          List<String> cells =
              COMMA.splitAsStream(line + " ").map(cell -> cell.strip().replace("\"", "")).toList();
          rows.add(new Row(name + ": line " + number, cells));
        }
      }
    } catch (IOException e) {
      throw new BadInputException(name, "there is no such file that can be read");
    }
    return rows;
  }

  private static InputStream open(String file) throws IOException {
    if (file == null || file.equals("-")) {
      return System.in;
    }
    InputStream stream = Files.newInputStream(Path.of(file));
    return file.endsWith(".gz") ? new GZIPInputStream(stream) : stream;
  }
}
