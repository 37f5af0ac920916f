package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayCommandTest {

  @TempDir Path folder;

  @Test
  void scaleSimsCyclesAreTheArraysWithoutOverlap() throws IOException {
    Path golden =
        Path.of(
            System.getProperty("picojoule.root"),
            "pe-array/src/test/resources/scalesim/compute_cycles.csv");
    List<String> rows = Files.readAllLines(golden);
    assertThat(rows).hasSizeGreaterThan(100);
    for (String row : rows.subList(1, rows.size())) {
      List<String> cells = List.of(row.split(",", -1));
      JsonNode json =
          Answer.to(
                  "array",
                  "--rows",
                  cells.get(0),
                  "--columns",
                  cells.get(1),
                  "--dataflow",
                  cells.get(2),
                  "--gemm",
                  cells.get(3) + "x" + cells.get(4) + "x" + cells.get(5),
                  "--overlap",
                  "none",
                  "--json")
              .json();
      assertThat(json.get("last_cycle").asText()).as(row).isEqualTo(cells.get(6));
    }
  }

  @Test
  void theFileOfAnArraySaysWhatItsJsonSays() throws IOException {
    Path out = folder.resolve("array");
    JsonNode json =
        Answer.toLine("array --rows 8 --columns 8 --dataflow ws --gemm 9x9x9 --json --out " + out)
            .json();
    assertThat(json.get("macs").asInt()).isEqualTo(729);
    assertThat(Answer.jsonOf(out.resolve("summary.json"))).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "array --rows 8 --columns 8 --dataflow xs --gemm 1x1x1 | unknown dataflow 'xs'",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1 | is no GEMM; give MxNxK",
        "array --rows 0 --columns 8 --dataflow ws --gemm 1x1x1 | give whole numbers from 1",
        "array --rows 8 --columns 8 --dataflow ws --gemm 0x1x1 | are at least 1",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --overlap full | unknown overlap 'full'",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --set array.rows=4 | --set array.rows=4: array reads no config; give --rows"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }
}
