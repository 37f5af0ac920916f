package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picojoule.config.BadInputException;

/** What no chip has: figures that a picture is either drawn of or refused for, with one line. */
class ChartLimitsTest {

  private static final List<String> FIGURES =
      List.of("latency_ns", "energy_pj_per_token", "area_um2");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1e25, beyond what can be drawn; give a number from 1e-12 to 1e+24",
    "1e308, beyond what can be drawn",
    "1e999, beyond what can be drawn",
    "1e-13, beyond what can be drawn",
    "1e-320, beyond what can be drawn",
    "0, is not above zero",
    "-1, is not above zero",
    "NaN, is no number",
    "Infinity, is no number",
    "-Infinity, is no number",
    "0x10, is no number",
  })
  void anAbsurdFigureIsRefusedWithItsPlace(String figure, String line) throws IOException {
    for (String column : FIGURES) {
      assertThatThrownBy(() -> draw(ChartKind.TRADE_OFF, table(column, figure)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("line 2, column " + column)
          .hasMessageContaining(line);
    }
    assertThatThrownBy(() -> draw(ChartKind.ENERGY, table("energy_pj_per_token", figure)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 2, column energy_pj_per_token")
        .hasMessageContaining(line);
    assertThatThrownBy(() -> draw(ChartKind.ENERGY, table("energy_dram_pj", "1e25")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("column energy_dram_pj: 1e25 is beyond");
  }

  @ParameterizedTest
  @CsvSource({"1e24", "1e-12"})
  void theOutermostFiguresAreDrawn(String figure) throws IOException {
    for (String column : FIGURES) {
      for (ChartKind kind : ChartKind.values()) {
        assertThat(draw(kind, table(column, figure))).contains("<svg");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ChartKind.class)
  void theSmallestPictureIsDrawnOrRefusedWithOneLine(ChartKind kind) throws IOException {
    Path picture = folder.resolve("small.svg");
    try {
      Charts.draw(nineDesigns(), kind, picture, 240, 240);
      assertThat(picture).isNotEmptyFile();
    } catch (BadInputException e) {
      assertThat(e).message().contains("make it").hasLineCount(1);
    }
  }

  @Test
  void panelsWithoutRoomSideBySideAreRefused() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(nineDesigns()));
    String first = lines.get(1);
    for (int phase = 0; phase < 60; phase++) {
      lines.add(first.replace(",decode,", ",phase" + phase + ","));
    }
    Path many = Files.write(folder.resolve("many.csv"), lines);
    assertThatThrownBy(() -> draw(ChartKind.ENERGY, many))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("panels have no room side by side in this picture; make it wider");
  }

  private String draw(ChartKind kind, Path csv) throws IOException {
    Path picture = folder.resolve("picture.svg");
    Charts.draw(csv, kind, picture, 1600, 900);
    return Files.readString(picture);
  }

  /** Nine designs, the first of which has another figure in a column. */
  private Path table(String column, String figure) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(nineDesigns()));
    List<String> header = Arrays.asList(lines.get(0).split(",", -1));
    String[] cells = lines.get(1).split(",", -1);
    cells[header.indexOf(column)] = figure;
    lines.set(1, String.join(",", cells));
    return Files.write(folder.resolve("table.csv"), lines);
  }

  private static Path nineDesigns() {
    try {
      return Path.of(ChartLimitsTest.class.getResource("/chart/nine-designs.csv").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
