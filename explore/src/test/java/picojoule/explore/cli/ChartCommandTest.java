package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartCommandTest {

  @TempDir Path folder;

  @Test
  void aSweepIsDrawn() throws IOException {
    Path table = Path.of("src/test/resources/chart/nine-designs.csv");
    for (String kind : List.of("trade-off", "energy")) {
      Path picture = folder.resolve(kind + ".svg");
      Answer drawn =
          Answer.toLine("chart " + table + " --kind " + kind + " -o " + picture + " --quiet");
      assertThat(drawn.error()).isEmpty();
      assertThat(Files.readString(picture)).contains("<svg").contains("mixpe");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chart none.csv | none.csv",
        "chart src/test/resources/small/sweep.yaml --kind pie | trade-off",
        "chart src/test/resources/chart/nine-designs.csv --set array.rows=4 | --set array.rows=4: a chart draws what is in the CSV",
        "chart src/test/resources/chart/nine-designs.csv -o src/test/resources/small/config.json/a.png | cannot be written",
        "chart src/test/resources/chart/nine-designs.csv --out src/test/resources/small/config.json | cannot be written"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }
}
