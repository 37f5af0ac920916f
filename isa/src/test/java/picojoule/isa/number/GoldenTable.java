package picojoule.isa.number;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The reference tables of {@code golden/formats}, described in the README beside them. */
final class GoldenTable {

  private GoldenTable() {}

  /** The rows without the header. */
  static List<String[]> rows(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    GoldenTable.class.getResourceAsStream("/golden/formats/" + name + ".csv.gz")),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long hex(String digits) {
    return Long.parseUnsignedLong(digits, 16);
  }

  /** Patterns written one after the other, each in as many digits. */
  static long[] vector(String digits, int digitsEach) {
    long[] patterns = new long[digits.length() / digitsEach];
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = hex(digits.substring(i * digitsEach, (i + 1) * digitsEach));
    }
    return patterns;
  }
}
