package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCommandTest {

  @TempDir Path folder;

  @Test
  void theTableOfASweepDoesNotDependOnThreads() throws IOException {
    byte[] one = table("1");
    byte[] two = table("2");
    assertThat(two).isEqualTo(one);
    List<String> lines = new String(one, StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(1 + 2 * 2 * 4);
    assertThat(lines.get(0)).contains("vector.lanes,array.dataflow,latency_cycles");
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.endsWith(","));
  }

  @Test
  void aPointThatFailsIsARowAndAnExitCode() throws IOException {
    Path sweep =
        Files.writeString(
            folder.resolve("sweep.yaml"),
            """
            name: broken
            models: [src/test/resources/small]
            phases: [{phase: decode, context: 8}]
            designs: [{machine: mixpe-16x16, recipe: w4a8}]
            grid: {array.columns: [16, 4096]}
            """);
    Answer answer = Answer.to("sweep", sweep.toString(), "--out", folder.toString(), "--quiet");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.error()).contains("point 1: ").contains("larger than its buffers can feed");
    assertThat(Files.readAllLines(folder.resolve("points.csv")).get(2))
        .contains("larger than its buffers can feed");
  }

  @Test
  void aSweepAsJsonIsAnArrayAsItsHelpSays() throws IOException {
    JsonNode json = Answer.to("sweep", file("").toString(), "--out", out(), "--json").json();
    assertThat(json.isArray()).isTrue();
    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("model").asText()).isEqualTo("small");
    assertThat(Answer.to("sweep", "--help").out().replaceAll("\\s+", " "))
        .contains("for a sweep an array, a point each");
  }

  @Test
  void settingsReachMachinesAndRecipesOfAllPoints() throws IOException {
    JsonNode plain = sweep("");
    JsonNode slow = sweep(" --set clock=500MHz");
    JsonNode explicit = sweep(" --set machine.clock=500MHz");
    JsonNode coarse = sweep(" --set recipe.weights.group=64");
    for (int i = 0; i < plain.size(); i++) {
      assertThat(slow.get(i).get("clock_mhz").asDouble()).isEqualTo(500);
      assertThat(explicit.get(i)).isEqualTo(slow.get(i));
      assertThat(coarse.get(i).get("weight_bytes").asLong())
          .isGreaterThan(plain.get(i).get("weight_bytes").asLong());
    }
  }

  @Test
  void settingsReachTheSweepsFile() throws IOException {
    assertThat(sweep(" --set models=llama --set models=" + Answer.SMALL)).hasSize(2);
    JsonNode other = sweep(" --set grid.vector.lanes=8 --set sweep.name=other");
    assertThat(other.get(0).get("vector.lanes").asText()).isEqualTo("8");
  }

  @Test
  void aSweepIsToldByTheNamesOfModelsAndMachines() throws IOException {
    String config = Files.readString(Path.of(Answer.SMALL, "config.json"));
    for (String model : List.of("one", "two", "x/three", "y/three")) {
      Path folderOfModel = Files.createDirectories(folder.resolve(model));
      Files.writeString(folderOfModel.resolve("config.json"), config);
    }
    String machines = System.getProperty("picojoule.configs") + "/machines/";
    Files.writeString(
        folder.resolve("a.yaml"), "extends: " + machines + "mixpe-16x16.yaml\nname: my-machine\n");
    Files.writeString(folder.resolve("b.yaml"), "extends: a.yaml\n");
    Path sweep =
        Files.writeString(
            folder.resolve("sweep.yaml"),
            """
            name: names
            models: [one/config.json, two, x/three, y/three]
            phases: [{phase: decode, context: 8}]
            designs:
              - {machine: a.yaml, recipe: w4a8}
              - {machine: mixpe-16x16, recipe: w4a8}
            """);
    JsonNode json = Answer.to("sweep", sweep.toString(), "--out", out(), "--json").json();
    assertThat(column(json, "model"))
        .containsExactly("one", "one", "two", "two", "x/three", "x/three", "y/three", "y/three");
    assertThat(column(json, "machine").subList(0, 2)).containsExactly("my-machine", "mixpe-16x16");

    Files.writeString(
        sweep, Files.readString(sweep).replace("mixpe-16x16, recipe", "b.yaml, recipe"));
    JsonNode same = Answer.to("sweep", sweep.toString(), "--out", out(), "--json").json();
    assertThat(column(same, "machine").subList(0, 2)).containsExactly("a.yaml", "b.yaml");
  }

  @Test
  void aSweepOfAQuantizedCheckpointSaysSoOnce() throws IOException {
    Path model = ModelCommandTest.quantized(folder);
    Answer answer =
        Answer.to(
            "sweep", file("").toString(), "--set", "models=" + model, "--out", out(), "--json");
    assertThat(answer.code()).isZero();
    assertThat(answer.error()).startsWith("note: ").contains("gptq").hasLineCount(1);
  }

  @Test
  void anUnknownKeyOfTheGridIsRefusedOnceBeforeAnyPoint() throws IOException {
    refuse(
        "grid: {array.rws: [16, 32]}", "grid.array.rws: unknown key 'rws'; did you mean 'rows'?");
    refuse("grid: {aray.rows: [16]}", "grid.aray.rows: unknown key 'aray'; did you mean 'array'?");
    refuse("grid: {array: [16]}", "grid.array: is a section; give one of its keys: rows, columns");
    refuse("grid: {clock.rate: [16]}", "grid.clock.rate: 'clock' is a value and has no keys");
    refuse("grid: {vector.lanes: [8], array.rws: [16]}", "did you mean 'rows'?");
  }

  private void refuse(String grid, String line) throws IOException {
    Answer.to("sweep", file(grid).toString(), "--out", out()).assertRefused(line);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private JsonNode sweep(String options) throws IOException {
    Answer answer = Answer.toLine("sweep " + file("") + " --json --out " + out() + options);
    assertThat(answer.error()).isEmpty();
    return answer.json();
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  /** A sweep of two points. */
  private Path file(String grid) throws IOException {
    return Files.writeString(
        folder.resolve("two.yaml"),
        """
        name: two
        models: [src/test/resources/small]
        phases: [{phase: decode, context: 8}]
        designs: [{machine: mixpe-16x16, recipe: w4a8}, {machine: int8-mac-16x16, recipe: w8a8}]
        """
            + grid
            + "\n");
  }

  private static List<String> column(JsonNode rows, String column) {
    List<String> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.get(column).asText()));
    return values;
  }

  private byte[] table(String threads) throws IOException {
    Path out = folder.resolve("sweep" + threads);
    Answer answer =
        Answer.to(
            "sweep",
            Answer.SMALL + "/sweep.yaml",
            "--threads",
            threads,
            "--out",
            out.toString(),
            "--quiet");
    assertThat(answer.error()).isEmpty();
    return Files.readAllBytes(out.resolve("points.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep none.yaml | none.yaml: there is no such file",
        "sweep src/test/resources/small/sweep.yaml --threads 0 | --threads: 0 is not at least 1",
        "sweep src/test/resources/small/sweep.yaml --set grud.clock=1GHz | unknown key 'grud'; did you mean 'grid'?",
        "sweep src/test/resources/small/sweep.yaml --set array.rws=4 | --set array.rws: unknown key 'rws'; did you mean 'rows'?",
        "sweep src/test/resources/small/sweep.yaml --set array.rows=many | array.rows: 'many' is no whole number",
        "sweep src/test/resources/small/sweep.yaml --set array.rows | is no setting; give key=value",
        "sweep src/test/resources/small/sweep.yaml --set recipe.weights.grop=4 | weights.grop: unknown key 'grop'",
        "sweep src/test/resources/small/sweep.yaml --set models=nowhere | no file or folder nowhere",
        "sweep src/test/resources/small/sweep.yaml --out src/test/resources/small/config.json | is a file where a folder belongs"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }
}
