package picojoule.memory.dram.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTraceTest {

  static List<String> shortTraces() {
    return GoldenRuns.lines("SHA256.csv").stream()
        .filter(line -> Long.parseLong(line.split(",", -1)[1]) <= 1 << 17)
        .toList();
  }

  static List<String> longTraces() {
    return GoldenRuns.lines("SHA256.csv").stream()
        .filter(line -> !shortTraces().contains(line))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shortTraces")
  void hasTheTextOfTheGoldenRuns(String line) throws NoSuchAlgorithmException {
    check(line);
  }

  @ParameterizedTest
  @MethodSource("longTraces")
  @Tag("slow")
  void hasTheTextOfTheLongGoldenRuns(String line) throws NoSuchAlgorithmException {
    check(line);
  }

  private static void check(String line) throws NoSuchAlgorithmException {
    String[] cells = line.split("[,/.]", -1);
    String[] sizes = cells[0].split("_", -1);
    GoldenTrace trace =
        new GoldenTrace(
            GoldenTrace.Kind.of(cells[1]), size(sizes[0]), size(sizes[1]), size(sizes[2]), 1000);
    assertThat(trace.count()).isEqualTo(Long.parseLong(cells[3]));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    while (trace.next()) {
      String text =
          (trace.isWrite() ? "W " : "R ")
              + Long.toHexString(trace.address())
              + " "
              + trace.earliestNanosecond()
              + "\n";
      digest.update(text.getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(cells[4]);
  }

  /** As in {@code g64}: 64 bytes. */
  private static int size(String text) {
    return Integer.parseInt(text.substring(1));
  }
}
