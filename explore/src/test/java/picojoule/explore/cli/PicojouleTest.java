package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicojouleTest {

  private static final String SMALL = "src/test/resources/small";

  @TempDir Path folder;

  private record Answer(int code, String out, String error) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  @Test
  void everyVerbExplainsItselfWithAnExample() {
    for (String verb : List.of("model", "compile", "run", "array", "sweep", "chart")) {
      Answer help = picojoule(verb, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Example").contains("picojoule " + verb + " ");
      for (String option : List.of("--json", "--out", "--quiet", "--set")) {
        assertThat(help.out()).contains(option);
      }
    }
    assertThat(picojoule().out()).contains("model", "compile", "run", "array", "sweep", "chart");
    assertThat(picojoule("--version").out()).startsWith("picojoule ");
  }

  @Test
  void aModelIsCountedWithoutAMachine() throws IOException {
    JsonNode json = picojoule("model", "llama-2-7b", "--json").json();
    assertThat(json.get("parameters").asLong()).isEqualTo(6_738_415_616L);
    assertThat(json.get("kv_bytes_per_token").asLong()).isEqualTo(524_288);
    assertThat(json.get("stored_bits_per_weight").asDouble()).isEqualTo(16);
    JsonNode bound =
        picojoule("model", "llama-2-7b", "--recipe", "w4a8", "--bind", "batch=2,seq=128", "--json")
            .json();
    JsonNode query = bound.get("layers").get(2);
    assertThat(query.get("name").asText()).isEqualTo("layers.0.self_attn.q_proj");
    assertThat(query.get("M").asInt()).isEqualTo(256);
    assertThat(query.get("stored_bits_per_weight").asDouble()).isEqualTo(4.15625);
    assertThat(bound.get("unmodelled")).isEmpty();
  }

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
  void aTraceRunsAsTheModelThatItWasCompiledFrom() throws IOException {
    JsonNode direct = run("prefill").json();
    for (String trace : List.of("t.pjt", "t.txt")) {
      String file = folder.resolve(trace).toString();
      Answer compiled =
          picojoule(
              "compile",
              "--machine",
              "mixpe-16x16",
              "--model",
              SMALL,
              "--recipe",
              "w4a8",
              "--phase",
              "prefill",
              "--tokens",
              "16",
              "-o",
              file,
              "--json");
      assertThat(compiled.code()).isZero();
      assertThat(compiled.json().get("instructions").asInt()).isPositive();
      assertThat(compiled.json().get("layers").size()).isEqualTo(direct.get("layers").size());
      Answer ran = picojoule("run", "--machine", "mixpe-16x16", "--trace", file, "--json");
      assertThat(ran.json()).isEqualTo(direct);
    }
  }

  @Test
  void filesOfARunAreWrittenWhole() throws IOException {
    Path out = folder.resolve("run");
    assertThat(
            picojoule(
                    "run",
                    "--machine",
                    "mixpe-16x16",
                    "--model",
                    SMALL,
                    "--recipe",
                    "w4a8",
                    "--phase",
                    "decode",
                    "--context",
                    "32",
                    "--out",
                    out.toString(),
                    "--quiet")
                .out())
        .isEmpty();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "summary.json",
              "layers.csv",
              "energy.csv",
              "area.csv",
              "config.resolved.yaml",
              "provenance.json");
    }
  }

  @Test
  void theTableOfASweepDoesNotDependOnThreads() throws IOException {
    byte[] one = sweep("1");
    byte[] two = sweep("2");
    assertThat(two).isEqualTo(one);
    List<String> lines = new String(one, StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(1 + 2 * 2 * 4);
    assertThat(lines.get(0)).contains("vector.lanes,array.dataflow,latency_cycles");
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.endsWith(","));
  }

  @Test
  void aSweepIsDrawn() throws IOException {
    sweep("2");
    for (String kind : List.of("trade-off", "energy")) {
      Path picture = folder.resolve(kind + ".svg");
      Answer drawn =
          picojoule(
              "chart",
              folder.resolve("sweep2/points.csv").toString(),
              "--kind",
              kind,
              "-o",
              picture.toString());
      assertThat(drawn.error()).isEmpty();
      assertThat(Files.readString(picture)).contains("<svg").contains("mixpe");
    }
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
    Answer answer = picojoule("sweep", sweep.toString(), "--out", folder.toString(), "--quiet");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.error()).contains("point 1: ").contains("larger than its buffers can feed");
    assertThat(Files.readAllLines(folder.resolve("points.csv")).get(2))
        .contains("larger than its buffers can feed");
  }

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
          picojoule(
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
        "rnu --machine mixpe-16x16 | Unmatched arguments from index 0: 'rnu'",
        "run --machin mixpe-16x16 | Unknown options: '--machin', 'mixpe-16x16'; did you mean '--machine'?",
        "model src/test/resources/small/sweep.yaml | is no model; give a Hugging Face folder or config.json",
        "model S --bind sequence=4 | unknown size 'sequence'",
        "model S --bind seq=0 | 0 is not from 1",
        "model S --bind batch=16777216,seq=16777216 | too large to count",
        "compile --machine mixpe-16x16 --model S --recipe w4a8 --phase decode -o / | is a folder where",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set name=a#b | 'a#b' is no name",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set array.accumulator-bits=24 | partial-sums.format: has 32 bits",
        "run --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --set clock=5GHz | buffers.weights: a bank of",
        "array --rows 8 --columns 8 --dataflow xs --gemm 1x1x1 | unknown dataflow 'xs'",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1 | is no GEMM; give MxNxK",
        "array --rows 0 --columns 8 --dataflow ws --gemm 1x1x1 | give whole numbers from 1",
        "array --rows 8 --columns 8 --dataflow ws --gemm 0x1x1 | are at least 1",
        "array --rows 8 --columns 8 --dataflow ws --gemm 1x1x1 --overlap full | unknown overlap 'full'",
        "sweep none.yaml | none.yaml: there is no such file",
        "sweep src/test/resources/small/sweep.yaml --threads 0 | --threads: 0 is not at least 1",
        "sweep src/test/resources/small/sweep.yaml --set grud.clock=1GHz | unknown key 'grud'; did you mean 'grid'?",
        "chart none.csv | none.csv",
        "chart src/test/resources/small/sweep.yaml --kind pie | trade-off",
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer answer = picojoule(command.replace(" S ", " " + SMALL + " ").split(" ", -1));
    assertThat(answer.error()).contains(line).hasLineCount(1).doesNotContain("\tat ");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weights: {format: int4, group: 100} | weights.group: 100 does not divide the reduction length 256",
        "weights: {format: int40} | weights.format: an integer has 1 to 32 bits, not 40",
        "weights: {format: fp4} | weights.format: unknown number format 'fp4'",
        "weights: {format: int16} | int8-mac-16x16: program: 'matrix",
        "weights: {formt: int4} | weights.format: is missing",
        "weights: {format: int4, grop: 8} | weights.grop: unknown key 'grop'; did you mean 'group'?",
        "weights: 4 | weights: is a value where a section belongs",
        "activations: {format: int4} | activations.format: int4 is not stored in whole bytes",
        "kv-cache: {format: int8, scale-bits: 4} | kv-cache.scale-bits: 4 is no whole number of bytes",
        "overrides: [{layers: lm_haed, weights: {format: int8}}] | 'lm_haed' matches no projection",
        "overrides: lm_head | overrides: is no list of sections",
        "weights: {format: int4 | is no YAML: line",
      })
  void aBrokenRecipeGetsOneLineAndExitCodeTwo(String replacement, String line) throws IOException {
    String key = replacement.substring(0, replacement.indexOf(':'));
    List<String> lines = new ArrayList<>(List.of("name: test"));
    for (String other :
        List.of(
            "weights: {format: int8}",
            "activations: {format: int8}",
            "kv-cache: {format: int8, scale-bits: 16}",
            "partial-sums: {format: int32}")) {
      if (!other.startsWith(key)) {
        lines.add(other);
      }
    }
    lines.add(replacement);
    Path recipe = Files.write(folder.resolve("recipe.yaml"), lines);
    Answer answer =
        picojoule(
            "run",
            "--machine",
            "int8-mac-16x16",
            "--model",
            SMALL,
            "--recipe",
            recipe.toString(),
            "--phase",
            "decode");
    assertThat(answer.error()).contains(line).hasLineCount(1);
    assertThat(answer.code()).isEqualTo(2);
  }

  @Test
  void aTraceForAnotherMachineIsRefused() {
    String trace = folder.resolve("t.pjt").toString();
    picojoule(
        "compile",
        "--machine",
        "mixpe-16x16",
        "--model",
        SMALL,
        "--recipe",
        "w4a8",
        "--phase",
        "decode",
        "-o",
        trace);
    Answer answer = picojoule("run", "--machine", "mixpe-32x32", "--trace", trace);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.error())
        .contains("is for another machine than mixpe-32x32: rows 16 against 32")
        .hasLineCount(1);
  }

  @Test
  void decodeOfLlamaReadsEveryWeightOnceAndDoesItsExactWork() throws IOException {
    assertLlama("decode");
  }

  @Test
  @Tag("slow")
  void prefillOfLlamaReadsEveryWeightOnceAndDoesItsExactWork() throws IOException {
    assertLlama("prefill");
  }

  private void assertLlama(String phase) throws IOException {
    JsonNode run =
        picojoule(
                "run",
                "--machine",
                "mixpe-32x32",
                "--model",
                "llama-2-7b",
                "--recipe",
                "w4a8",
                "--phase",
                phase,
                "--json")
            .json();
    long rows = phase.equals("decode") ? 1 : 128;
    long keys = phase.equals("decode") ? 1024 : 128;
    long projections = 32L * (4 * 4096 * 4096 + 3 * 4096 * 11008) + 32000L * 4096;
    long attention = 32L * 32 * 2 * keys * 128;
    assertThat(run.get("macs").asLong()).isEqualTo(rows * (projections + attention));
    long decoderWeights = projections - 32000L * 4096;
    long groups = decoderWeights / 128;
    long quantized = decoderWeights / 2 + groups * 2 + groups / 2;
    long head = 32000L * 4096 + 32000L * 4096 / 128 * 2;
    long gains = (2 * 32 + 1) * 4096L * 2;
    assertThat(run.get("weight_bytes").asLong()).isEqualTo(quantized + head + gains);
    for (JsonNode layer : run.get("layers")) {
      assertThat(layer.get("span_over_bound").asDouble()).isGreaterThan(1 - 1e-9);
    }
  }

  private Answer run(String phase) {
    return picojoule(
        "run",
        "--machine",
        "mixpe-16x16",
        "--model",
        SMALL,
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

  private byte[] sweep(String threads) throws IOException {
    Path out = folder.resolve("sweep" + threads);
    Answer answer =
        picojoule(
            "sweep",
            SMALL + "/sweep.yaml",
            "--threads",
            threads,
            "--out",
            out.toString(),
            "--quiet");
    assertThat(answer.error()).isEmpty();
    return Files.readAllBytes(out.resolve("points.csv"));
  }

  private static double sum(JsonNode object) {
    double sum = 0;
    for (JsonNode value : object) {
      sum += value.asDouble();
    }
    return sum;
  }

  private static Answer picojoule(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int code = Picojoule.run(new PrintWriter(out), new PrintWriter(error), arguments);
    return new Answer(code, out.toString(), error.toString());
  }
}
