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

  @Test
  void bitModsTilesTakeTheirTermsAndHideTheirScaler() throws IOException {
    // 4x4 tiles of 8x8 PEs, 32 groups of 128: 32 words of three terms each, one fold an output
    // tile.
    JsonNode json =
        Answer.toLine(
                "array --rows 8 --columns 8 --delivery broadcast --grid 4x4 --dataflow os"
                    + " --overlap pipelined --pe bit-serial --activation fp16 --weight int6"
                    + " --group 128 --gemm 256x4096x4096 --json")
            .json();
    long tiles = 256 / 32 * (4096 / 32);
    long latency = 3 + 7 + 3 + 8;
    assertThat(json.get("cycles").asLong()).isEqualTo(tiles * 4096 / 4 * 3 + latency);
    assertThat(json.get("folds").asLong()).isEqualTo(tiles * 32);
    assertThat(json.get("pe").get("interval").asInt()).isEqualTo(3);
    // An activation is registered before each further tile of its row, for each set of features.
    assertThat(json.get("hops").get("activations").asLong()).isEqualTo(256L * 4096 * 128 * 3);
  }

  @Test
  void anElementOfAFileHasItsSettings() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lut.yaml"),
            "array: {processing-element: lut, element: {tables: {entries-per-cycle: 1, memory: 4 KiB}}}");
    String line =
        "array --rows 2 --columns 64 --delivery broadcast --dataflow os --activation int8"
            + " --weight int2 --gemm 2x640x256 --overlap pipelined --json --pe ";
    JsonNode kept = Answer.toLine(line + file).json();
    // 64 tables for each of two tokens fit and are computed once; ten features' folds need them.
    assertThat(kept.get("tables_computed").asLong()).isEqualTo(128);
    assertThat(kept.get("reads").get("tables").asLong()).isEqualTo(128 * 9);
    assertThat(Answer.toLine(line + "lut").json().get("tables_computed").asLong()).isEqualTo(1280);
  }

  @Test
  void partialSumsOfATiledReductionAreCountedWhereTheyAre() throws IOException {
    String line =
        "array --rows 32 --columns 32 --dataflow ws --gemm 128x768x3072 --psum-tile 768"
            + " --psum-format int8 --psum-group 4 --json";
    JsonNode sums = Answer.toLine(line + " --psum-bank 4KiB").json().get("partial_sums");
    // 96 folds along K; 4 KiB hold 1,024 of the 128 x 32 outputs under way, four bytes each.
    assertThat(sums.get("results_per_output").asLong()).isEqualTo(96);
    assertThat(sums.get("bank_reads").asLong()).isEqualTo(95L * 1024 * 24);
    assertThat(sums.get("buffer_reads").asLong()).isEqualTo(95L * 3072 * 24);
    assertThat(sums.get("read_bits").asLong()).isEqualTo(95L * 128 * 768 * 8);
    assertThat(sums.get("live_bits").asLong()).isEqualTo(128L * 32 * 4 * 8);
  }

  @Test
  void outputsAloneLeaveWhereThePesAddTheirGroupsUp() throws IOException {
    String line = "array --rows 8 --columns 8 --dataflow os --gemm 8x8x64 --group 4 --json";
    JsonNode json = Answer.toLine(line + " --psum element").json();
    assertThat(json.get("writes").get("partial_sums").asLong()).isZero();
    assertThat(json.get("cycles").asLong()).isEqualTo(64 + 14);
    assertThat(Answer.toLine(line).json().get("cycles").asLong()).isEqualTo(64 + 16 * 14);
  }

  @Test
  void layersOfATopologyAddUp() throws IOException {
    Path convolutions =
        Files.writeString(
            folder.resolve("conv.csv"),
            """
            Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,
            stem, 224, 224, 7, 7, 3, 64, 2,
            point, 14, 14, 1, 1, 256, 512, 1,
            """);
    String line = "array --rows 16 --columns 16 --dataflow ws --json --topology ";
    JsonNode json = Answer.toLine(line + convolutions).json();
    JsonNode stem = json.get("layers").get(0);
    // 109.5 strides of two fit 217 further pixels: 110 rows of outputs.
    assertThat(stem.get("M").asLong()).isEqualTo(110 * 110);
    assertThat(stem.get("K").asLong()).isEqualTo(147);
    assertThat(json.get("layers").get(1).get("M").asLong()).isEqualTo(196);
    assertThat(json.get("cycles").asLong())
        .isEqualTo(stem.get("cycles").asLong() + json.get("layers").get(1).get("cycles").asLong());
    assertThat(json.get("macs").asLong()).isEqualTo(12_100L * 64 * 147 + 196L * 512 * 256);

    Path gemms =
        Files.writeString(folder.resolve("gemm.csv"), "Layer, M, N, K,\nfc, 12100, 64, 147,\n");
    JsonNode same = Answer.toLine(line + gemms).json();
    assertThat(same.get("cycles")).isEqualTo(stem.get("cycles"));
    assertThat(same.get("layers").get(0).get("name").asText()).isEqualTo("fc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Layer, M, N, K;fc, 1, 2 | line 2: has 3 cells where a layer has 4",
        "Layer, M, N, K;fc, 1, 2, x | line 2: 'x' is no size; give a whole number",
        "Layer, A, B, C;fc, 1, 2, 3 | line 1: is no header of a topology; give 'Layer, M, N, K' or",
        "Layer, M, N, K | has no layers; give a header and a row for each",
        "l, IFMAP Height, w, h, w, c, n, s;a, 3, 3, 5, 5, 1, 1, 1 | line 2: a filter of 5 does not fit an input of 3"
      })
  void aBrokenTopologyGetsOneLine(String csv, String line) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), csv.replace(";", "\n") + "\n");
    Answer.toLine("array --rows 4 --columns 4 --dataflow ws --topology " + file)
        .assertRefused(line);
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
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --pe mac | --pe: needs what it multiplies",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --weight int4 | --weight: has no meaning without a PE",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --pe tenary --activation int8 --weight int4 | --pe: unknown processing element 'tenary'; did you mean 'ternary'?",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --pe ternary --activation int8 --weight int4 | --pe: ternary cannot multiply int8 by int4; it takes",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --pe none.yaml --activation int8 --weight int4 | --pe: there is no file none.yaml",
        "array --rows 8 --columns 8 --dataflow is --gemm 1x1x1 --pe lut --activation int8 --weight int4 | --gemm: tables are computed at the array's edge",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --grid 4 | --grid: '4' is no grid; give RxC",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --delivery skewd | unknown delivery 'skewd'; did you mean 'skewed'?",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --passes 2 --pe mac --activation int8 --weight int4 | --passes: is what --pe",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --psum element | --psum: partial sums stay in the PE where outputs do; give os",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --psum bnk | --psum: unknown place 'bnk'; did you mean 'bank'?",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --psum-group 5 | --psum-group: a group of partial sums has 1 to 4 tiles, not 5",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --psum-tile 0 | --psum-tile: a tile along K has at least 1 product",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --psum-bank 4 | --psum-bank: '4' has no unit",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --set array.rows=4 | --set array.rows=4: array reads no config; give --rows"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }
}
