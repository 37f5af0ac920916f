package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

  @TempDir Path folder;

  @Test
  void aRunTellsWhatTheContractPromises() throws IOException {
    JsonNode json = run("decode").json();
    for (String name :
        List.of(
            "cycles",
            "latency_ns",
            "clock_mhz",
            "macs",
            "weight_bytes",
            "dram_read_bytes",
            "dram_write_bytes",
            "row_hit_rate",
            "utilization",
            "stalls",
            "energy_pj",
            "energy",
            "area_um2",
            "area",
            "power_mw",
            "tokens_per_second",
            "energy_pj_per_token",
            "layers")) {
      assertThat(json.has(name)).as(name).isTrue();
    }
    double shares = sum(json.get("stalls"));
    assertThat(shares).isCloseTo(1, offset(1e-9));
    assertThat(sum(json.get("energy")) / json.get("energy_pj").asDouble())
        .isCloseTo(1, offset(1e-12));
    assertThat(sum(json.get("area")) / json.get("area_um2").asDouble()).isCloseTo(1, offset(1e-12));
  }

  @Test
  void filesOfARunSayWhatWasRun() throws IOException {
    Path out = folder.resolve("deep/run");
    assertThat(runInto(out).out()).isEmpty();
    List<String> names =
        List.of(
            "area.csv",
            "config.resolved.yaml",
            "energy.csv",
            "layers.csv",
            "memory.resolved.yaml",
            "provenance.json",
            "recipe.resolved.yaml",
            "summary.json",
            "technology.resolved.yaml");
    assertThat(files(out)).isEqualTo(names);
    assertThat(files(out.getParent())).containsExactly("run");

    JsonNode provenance = Answer.jsonOf(out.resolve("provenance.json"));
    for (JsonNode told : List.of(Answer.jsonOf(out.resolve("summary.json")), provenance)) {
      assertThat(told.get("phase").asText()).isEqualTo("decode");
      assertThat(told.get("batch").asInt()).isEqualTo(1);
      assertThat(told.get("tokens").asInt()).isEqualTo(1);
      assertThat(told.get("context").asInt()).isEqualTo(32);
    }
    JsonNode summary = Answer.jsonOf(out.resolve("summary.json"));
    assertThat(summary.get("machine").asText()).isEqualTo("mixpe-16x16");
    assertThat(summary.get("model").asText()).isEqualTo("small");
    assertThat(summary.get("recipe").asText()).isEqualTo("w4a8");
    assertThat(provenance.get("version").asText()).isNotEmpty();
    assertThat(provenance.get("model").get("sha256").asText())
        .isEqualTo(sha256(Path.of(Answer.SMALL, "config.json")));
    for (String part : List.of("machine", "memory", "technology", "recipe")) {
      JsonNode source = provenance.get(part);
      assertThat(source.get("file").asText()).endsWith(".yaml");
      assertThat(source.get("sha256").asText())
          .as(part)
          .isEqualTo(sha256(out.resolve(source.get("resolved").asText())));
    }
    assertThat(Files.readString(out.resolve("recipe.resolved.yaml"))).contains("group: 64");
    assertThat(Files.readString(out.resolve("memory.resolved.yaml"))).contains("tRCDRD: 14");
  }

  @Test
  void whatStandsInTheFolderOfARunStays() throws IOException {
    Path out = Files.createDirectory(folder.resolve("run"));
    Files.writeString(out.resolve("notes.txt"), "mine");
    Files.writeString(out.resolve("summary.json"), "old");
    runInto(out);
    assertThat(out.resolve("notes.txt")).hasContent("mine");
    assertThat(Answer.jsonOf(out.resolve("summary.json")).get("model").asText()).isEqualTo("small");
    assertThat(files(out)).hasSize(10);
  }

  @Test
  void aRunWhoseFilesCannotAllBeWrittenWritesNone() throws IOException {
    Path out = Files.createDirectory(folder.resolve("run"));
    Files.createDirectory(out.resolve("area.csv"));
    runInto(out).assertRefused("area.csv: is a folder where a file belongs");
    assertThat(files(out)).containsExactly("area.csv");
  }

  @Test
  void aRunThatIsRefusedLeavesNothingBehind() throws IOException {
    Path out = folder.resolve("a/b");
    Answer.toLine("run --machine none --model S --recipe w4a8 --phase decode --out " + out)
        .assertRefused("unknown machine 'none'");
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void aQuantizedCheckpointRunsWithANote() throws IOException {
    Path model = ModelCommandTest.quantized(folder);
    String line = "run --machine mixpe-16x16 --phase decode --context 8 --json --model " + model;
    Answer.toLine(line).assertRefused("says quantization_config: gptq, which is not read: name a");
    Answer answer = Answer.toLine(line + " --recipe w4a8");
    assertThat(answer.code()).isZero();
    assertThat(answer.error()).startsWith("note: ").contains("gptq").hasLineCount(1);
    assertThat(answer.json().get("model").asText()).isEqualTo("quantized");
  }

  @Test
  void anOptionOfTheOtherPhaseIsNoted() {
    String line = "run --machine mixpe-16x16 --model S --recipe w4a8 --json --phase ";
    assertThat(Answer.toLine(line + "decode --context 8 --tokens 8").error())
        .startsWith("note: --tokens means nothing in decode")
        .hasLineCount(1);
    assertThat(Answer.toLine(line + "prefill --context 8 --tokens 8").error())
        .startsWith("note: --context means nothing in prefill")
        .hasLineCount(1);
    assertThat(Answer.toLine(line + "decode --context 8").error()).isEmpty();
  }

  private static Answer runInto(Path out) {
    return Answer.toLine(
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --context 32"
            + " --set recipe.weights.group=64 --quiet --out "
            + out);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String sha256(Path file) throws IOException {
    return Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --machine nowhere --model S --recipe w4a8 --phase decode | unknown machine 'nowhere'",
        "run --machine mixpe-16x17 --model S --recipe w4a8 --phase decode | did you mean 'mixpe-16x16'?",
        "run --machine no.yaml --model S --recipe w4a8 --phase decode | there is no file no.yaml",
        "run --machine mixpe-16x16 --model none --recipe w4a8 --phase decode | no file or folder none",
        "run --machine mixpe-16x16 --model S --recipe w3a8 --phase decode | unknown recipe 'w3a8'",
        "run --machine mixpe-16x16 --model S --phase decode | --recipe: is missing",
        "run --machine mixpe-16x16 --recipe w4a8 --phase decode | --model: is missing",
        "run --machine mixpe-16x16 --model S --recipe w4a8 | --phase: is missing",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decoed | did you mean 'decode'?",
        "run --model S --recipe w4a8 --phase decode | --machine: is missing",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --batch 0 | whole numbers from 1",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase prefill --tokens -5 | whole numbers from 1",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --context x | Invalid value for option '--context'",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set rows | --set rows: is no setting",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set array.rows=0 | array.rows: 0 is out of range",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set clock=1 | has no unit",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set buffers.activations.capacity=4KiB --set buffers.activations.banks=1 | buffers.activations: too small for small",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --context 3000000 | buffers.accumulators: too small",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --context 100000 | buffers.accumulators: too small",
        "run --machine mixpe-16x16 --model llama-2-7b --recipe w4a8 --phase decode --batch 64 | the memory has 8.00 GiB",
        "run --machine mixpe-16x16 --trace none.pjt | none.pjt: there is no such file",
        "run --machine mixpe-16x16 --trace src/test/resources/small/config.json | line 1: a trace begins with",
        "run --machine mixpe-16x16 --trace none --model S | a trace is a compiled model; give no --model with it",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set name=a#b | 'a#b' is no name",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set array.accumulator-bits=24 | partial-sums.format: has 32 bits",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set clock=5GHz | buffers.weights: a bank of",
        "run --machine mixpe-16x16 --trace none --recipe w4a8 | a trace is a compiled model; give no --recipe with it",
        "run --machine mixpe-16x16 --trace none --phase decode | give no --phase with it",
        "run --machine mixpe-16x16 --trace none --context 1024 | give no --context with it",
        "run --machine mixpe-16x16 --trace none --tokens 128 | give no --tokens with it",
        "run --machine mixpe-16x16 --trace none --batch 1 | give no --batch with it",
        "run --machine mixpe-16x16 --trace none --set recipe.weights.group=64 | --set recipe.weights.group=64: a trace is compiled",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set sweep.name=x | there is no sweep here",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set recipe.weights.grop=64 | weights.grop: unknown key 'grop'; did you mean 'group'?",
        "run --machine none --model none --recipe none --phase decode --out src/test/resources/small/config.json | is a file where a folder belongs",
        "run --machine none --model none --recipe none --phase decode --out src/test/resources/small/config.json/run | is a file where a folder belongs"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }

  static Answer run(String phase) {
    return Answer.to(
        "run",
        "--machine",
        "mixpe-16x16",
        "--model",
        Answer.SMALL,
        "--recipe",
        "w4a8",
        "--phase",
        phase,
        "--tokens",
        "16",
        "--context",
        "64",
        "--json");
  }

  private static double sum(JsonNode object) {
    double sum = 0;
    for (JsonNode value : object) {
      sum += value.asDouble();
    }
    return sum;
  }
}
