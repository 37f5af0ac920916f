package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorsCommandTest {

  /** Multipliers and adders in a cycle: {@code %s} is the operands' signedness in the product. */
  private static final String MULTIPLIER =
      """
      module datapath(input clock, input start, input [31:0] activations, input [31:0] weights,
                      output reg [31:0] result);
        integer i;
        reg signed [31:0] sum;
        reg signed [7:0] a;
        reg %s [7:0] w;
        always @(posedge clock) if (start) begin
          sum = 0;
          for (i = 0; i < 4; i = i + 1) begin
            a = activations[8 * i +: 8];
            w = weights[8 * i +: 8];
            sum = sum + a * $signed({%s, w});
          end
          result <= sum;
        end
      endmodule
      """;

  /** MixPE's gates: the sign bit of a weight subtracts. */
  private static final String SHIFT_ADD =
      """
      module datapath(input clock, input start, input [63:0] activations, input [31:0] weights,
                      output reg [31:0] result);
        integer i;
        reg signed [31:0] sum;
        reg signed [31:0] a;
        always @(posedge clock) if (start) begin
          sum = 0;
          for (i = 0; i < 8; i = i + 1) begin
            a = $signed(activations[8 * i +: 8]);
            sum = sum + (weights[4 * i] ? a : 0) + (weights[4 * i + 1] ? a <<< 1 : 0)
                      + (weights[4 * i + 2] ? a <<< 2 : 0) %s (weights[4 * i + 3] ? a <<< 3 : 0);
          end
          result <= sum;
        end
      endmodule
      """;

  /** DenseShift: a sign above three bits of exponent. */
  private static final String POWER_OF_TWO =
      """
      module datapath(input clock, input start, input [15:0] activations, input [7:0] weights,
                      output reg [31:0] result);
        reg signed [31:0] first;
        reg signed [31:0] second;
        always @(posedge clock) if (start) begin
          first = $signed(activations[7:0]) <<< weights[2:0];
          second = $signed(activations[15:8]) <<< weights[6:4];
          result <= (weights[3] ? -first : first) + (weights[7] ? %ssecond : second);
        end
      endmodule
      """;

  /** Two groups, the second of them ragged, and a dequantizer. */
  private static final String GROUPS =
      """
      module datapath(input clock, input start, input [47:0] activations, input [23:0] weights,
                      input [15:0] scales, input [7:0] zero_points, output reg [63:0] result);
        integer i;
        reg signed [63:0] total, sum, ofActivations, a, w, z, s;
        always @(posedge clock) if (start) begin
          total = 0;
          sum = 0;
          ofActivations = 0;
          for (i = 0; i < 6; i = i + 1) begin
            a = $signed(activations[8 * i +: 8]);
            w = $signed(weights[4 * i +: 4]);
            sum = sum + a * w;
            ofActivations = ofActivations + a;
            if (i == 3 || i == 5) begin
              z = $signed(zero_points[4 * (i / 4) +: 4]);
              s = scales[8 * (i / 4) +: 8];
              total = total + s * (sum - %s * ofActivations);
              sum = 0;
              ofActivations = 0;
            end
          end
          result <= total;
        end
      endmodule
      """;

  /** Answers with the responses that are expected, or with others. */
  private static final String REPLAY =
      """
      module datapath(input clock, input start, %1$soutput reg [%2$d:0] result);
        reg [%2$d:0] responses [0:39];
        integer index = 0;
        initial $readmemh("responses.hex", responses);
        always @(posedge clock) if (start) begin
          result <= responses[index]%3$s;
          index <= index + 1;
        end
      endmodule
      """;

  @TempDir Path folder;

  @Test
  void aModuleThatIsRightPassesAndOneThatForgetsTheSignFails() throws Exception {
    write("vectors mac --activation int8 --weight int8 --length 4 --latency 1 --count 500");

    assertThat(simulated(MULTIPLIER.formatted("signed", "w[7]"))).contains("PASS: 500 vectors");
    assertThat(simulated(MULTIPLIER.formatted("", "1'b0"))).contains("FAIL: ");
  }

  @Test
  void gatesAndAddersPassAndThoseThatAddTheSignBitFail() throws Exception {
    write("vectors shift-add --activation int8 --weight int4 --length 8 --latency 1 --count 500");

    assertThat(simulated(SHIFT_ADD.formatted("-"))).contains("PASS: 500 vectors");
    assertThat(simulated(SHIFT_ADD.formatted("+"))).contains("FAIL: ");
  }

  @Test
  void shiftersPassWithTheLatencyThatTheDatapathHas() throws Exception {
    write("vectors power-of-two --activation int8 --weight pot4 --length 2 --count 300");

    assertThat(simulated(POWER_OF_TWO.formatted("-"))).contains("PASS: 300 vectors");
    assertThat(simulated(POWER_OF_TWO.formatted(""))).contains("FAIL: ");
  }

  @Test
  void scalesAndZeroPointsBehindGroupsPassAndThoseLeftOutFail() throws Exception {
    write(
        "vectors shift-add --activation int8 --weight int4 --length 6 --group 4 --scale-format"
            + " uint8 --zero-points --latency 1 --count 500");

    assertThat(simulated(GROUPS.formatted("z"))).contains("PASS: 500 vectors");
    assertThat(simulated(GROUPS.formatted("0"))).contains("FAIL: ");
    JsonNode manifest = Answer.jsonOf(folder.resolve("manifest.json"));
    assertThat(manifest.get("scale_format").asText()).isEqualTo("uint8");
    assertThat(manifest.get("zero_point_format").asText()).isEqualTo("int4");
    assertThat(manifest.get("group").asInt()).isEqualTo(4);
    assertThat(manifest.get("rounding").asText()).isEqualTo("none");
    assertThat(manifest.get("result_bits").asInt()).isEqualTo(64);
    assertThat(manifest.get("scale_bits").asInt()).isEqualTo(16);
  }

  /** The bench and the files of every datapath fit each other, and a wrong bit is found. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mac --activation int8 --weight int4 --group 3 --zero-points",
        "mac --activation int16 --weight int16 --accumulator int40-saturate --chunk 4",
        "mac --activation fp16 --weight fp16",
        "mac --activation bf16 --weight fp8-e5m2 --accumulator fp16 --group 8",
        "mac --activation fp16 --weight int4 --group 4 --zero-points",
        "shift-add --activation int16 --weight int8 --group 8 --scale-format int8",
        "lut --activation int8 --weight int2 --group 8 --zero-points --table-quantization",
        "lut --activation fp16 --weight uint4 --group 4 --zero-points --chunk 8",
        "bit-serial --activation fp16 --weight int6 --group 8",
        "bit-serial --activation fp16 --weight fp4-er+ --group 4 --scale-format int8 --zero-points",
        "simd-posit --activation fp4-e2m1 --weight posit(4,1)",
        "simd-posit --activation posit(8,0) --weight posit(8,0) --accumulator fp32 --chunk 4",
        "simd-posit --activation posit(16,1) --weight posit(16,1) --result posit(32,2)",
        "ternary --activation int8 --weight ternary --group 8",
        "power-of-two --activation uint8 --weight pot4 --group 6"
      })
  void theBenchOfEveryDatapathTakesItsResponsesAndNoOthers(String datapath) throws Exception {
    write("vectors " + datapath + " --length 12 --count 40");
    JsonNode manifest = Answer.jsonOf(folder.resolve("manifest.json"));
    StringBuilder ports = new StringBuilder();
    for (String port : List.of("activations", "weights", "scales", "zero_points")) {
      JsonNode bits = manifest.get(port.replaceFirst("s$", "_bits"));
      if (bits != null) {
        ports.append("input [%d:0] %s, ".formatted(bits.asInt() - 1, port));
        assertThat(Files.readAllLines(folder.resolve(port + ".hex")))
            .hasSize(40)
            .allMatch(line -> line.length() == (bits.asInt() + 3) / 4);
      }
    }
    int top = manifest.get("result_bits").asInt() - 1;

    assertThat(simulated(REPLAY.formatted(ports, top, ""))).contains("PASS: 40 vectors");
    assertThat(simulated(REPLAY.formatted(ports, top, " ^ (index == 39)")))
        .contains("FAIL: 1 of 40");
  }

  private void write(String line) {
    Answer answer = Answer.toLine(line + " --out " + folder);
    assertThat(answer.error()).isEmpty();
    assertThat(answer.code()).isZero();
  }

  /** What the bench prints with a module under test. */
  private String simulated(String module) throws IOException, InterruptedException {
    assumeTrue(hasSimulator(), "Icarus Verilog (Debian's iverilog) is not installed");
    Files.writeString(folder.resolve("module.sv"), module);
    Run compiled = run("iverilog", "-g2012", "-o", "bench", "testbench.sv", "module.sv");
    assertThat(compiled.output()).isEmpty();
    Run run = run("vvp", "bench");
    assertThat(run.code() == 0).as(run.output()).isEqualTo(run.output().contains("PASS"));
    return run.output();
  }

  private static boolean hasSimulator() {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(path -> Files.isExecutable(Path.of(path, "iverilog")));
  }

  private record Run(int code, String output) {}

  private Run run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  @Test
  void theManifestSaysWhatTheVectorsAre() throws IOException {
    JsonNode json =
        Answer.toLine(
                "vectors simd-posit --activation posit(8,0) --weight posit(8,0) --length 6 --count"
                    + " 20 --json --out "
                    + folder)
            .json();

    assertThat(Answer.jsonOf(folder.resolve("manifest.json"))).isEqualTo(json);
    assertThat(json.get("result_format").asText()).isEqualTo("posit(16,1)");
    assertThat(json.get("latency_cycles").asInt()).isEqualTo(3);
    assertThat(json.get("rounding").asText()).isEqualTo("nearest-even");
    assertThat(Files.readAllLines(folder.resolve("activations.hex")))
        .hasSize(20)
        .allMatch(line -> line.length() == 12);
    // Corners first: zeros, then the greatest posit six times, which is 64 each, by itself.
    List<String> responses = Files.readAllLines(folder.resolve("responses.hex"));
    assertThat(responses).hasSize(20).allMatch(line -> line.length() == 4);
    assertThat(responses.get(0)).isEqualTo("0000");
    assertThat(responses.get(4)).isEqualTo(positOf24576());
  }

  /** 6·64·64 = 1.5·2^14: regime 2^14 = 4^7, so eight ones and a zero, exponent 0, fraction .1. */
  private static String positOf24576() {
    int bits = 0b0_11111111_0_0_10000;
    return "%04x".formatted(bits);
  }

  @Test
  void equalSeedsGiveEqualVectorsAndOthersDoNot() throws IOException {
    String line = "vectors lut --activation fp16 --weight int2 --count 50 --out " + folder;
    assertThat(Answer.toLine(line + "/a").code()).isZero();
    assertThat(Answer.toLine(line + "/b").code()).isZero();
    assertThat(Answer.toLine(line + "/c --seed 2").code()).isZero();
    for (String file : List.of("activations.hex", "weights.hex", "responses.hex")) {
      String first = Files.readString(folder.resolve("a/" + file));
      assertThat(Files.readString(folder.resolve("b/" + file))).isEqualTo(first);
      assertThat(Files.readString(folder.resolve("c/" + file))).isNotEqualTo(first);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vectors mac --activation int8 --weight int8 | --out: give the folder",
        "vectors mac --activation int8 --weight int8 --out @ --count 0 | --count, --length: give 1 to",
        "vectors mac --activation int8 --weight int8 --out @ --latency 0 | latency are at least 1",
        "vectors mac --activation int8 --weight int8 --out @ --module 3d | '3d' is no module's name",
        "vectors mcu --activation int8 --weight int8 --out @ | did you mean 'mac'?",
        "vectors mac --activation int8 --weight int8 --out @ --zero-points | give --group too",
        "vectors mac --activation int8 --weight int8 --out @ --group 2 | a group has 1 to 1 weights",
        "vectors ternary --activation int8 --weight binary --out @ --length 4 --group 2 --zero-points | ternary has neither zero points nor",
        "vectors simd-posit --activation fp4-e2m1 --weight fp4-e2m1 --out @ --group 2 | simd-posit has no scales",
        "vectors mac --activation int8 --weight int8 --out @ --length 64 --accumulator int10-detect | --accumulator, --length: a sum of",
        "vectors lut --activation int8 --weight int4 --out @ --chunk 6 | a chunk is a multiple of 4, not 6",
        "vectors ternary --activation int8 --weight int8 --out @ | with weights ternary or binary"
      })
  void badInputGetsOneLine(String line, String message) {
    Answer.toLine(line.replace("@", folder.toString())).assertRefused(message);
  }
}
