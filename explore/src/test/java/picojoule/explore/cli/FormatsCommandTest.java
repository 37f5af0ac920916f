package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsCommandTest {

  @TempDir Path folder;

  private record Answer(int code, String out, String error) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  private static Answer formats(String... words) {
    List<String> arguments = new ArrayList<>(List.of("formats"));
    arguments.addAll(List.of(words));
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int code =
        Picojoule.run(
            new PrintWriter(out), new PrintWriter(error), arguments.toArray(String[]::new));
    return new Answer(code, out.toString(), error.toString());
  }

  private static List<String> golden(String table) throws IOException {
    Path file =
        Path.of(
            System.getProperty("picojoule.root"),
            "isa/src/test/resources/golden/formats",
            table + ".csv.gz");
    try (var stream = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String columns(String row, int first, int end) {
    return String.join(",", List.of(row.split(",", -1)).subList(first, end));
  }

  private String file(List<String> lines) throws IOException {
    return Files.write(folder.resolve("rows.csv"), lines).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list", "table", "encode", "decode", "op", "compare"})
  void everyPartExplainsItselfWithAnExample(String part) {
    Answer help = part.isEmpty() ? formats("--help") : formats(part, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Example", "picojoule formats " + part);
    assertThat(help.out()).contains("--json", "--out", "--quiet", "--set");
  }

  @Test
  void formatsAreListed() throws IOException {
    JsonNode json = new ObjectMapper().readTree(formats("list", "--json").out());
    assertThat(json).hasSizeGreaterThan(50);
    for (JsonNode format : json) {
      if (format.get("name").asText().equals("nvfp4")) {
        assertThat(format.get("stored_bits_per_element").asDouble()).isEqualTo(4.5);
      }
    }
    assertThat(formats("list").out()).contains("fp8-e4m3fn", "448", "mxfp4", "4.25");
    assertThat(formats().out()).isEqualTo(formats("list").out());
  }

  @ParameterizedTest
  @CsvSource({
    "fp8_e5m2, fp8-e5m2",
    "posit8_0, 'posit(8,0)'",
    "ue5m3, ue5m3",
    "e8m0, e8m0",
    "fp4_e2m1, fp4-e2m1"
  })
  void tablesAreExact(String table, String name) throws IOException {
    List<String> rows = golden(table + "_decode");
    List<String> lines = formats("table", name).lines();
    assertThat(lines).hasSameSizeAs(rows).first().isEqualTo("bits,value");
    for (int i = 1; i < rows.size(); i++) {
      List<String> expected = List.of(rows.get(i).split(",", -1));
      List<String> cells = List.of(lines.get(i).split(",", -1));
      assertThat(Long.decode(cells.get(0))).isEqualTo(Long.parseLong(expected.get(0), 16));
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(expected.get(2), 16));
      if (Double.isFinite(value)) {
        assertThat(new BigDecimal(cells.get(1))).isEqualByComparingTo(new BigDecimal(value));
      } else {
        assertThat(cells.get(1)).isEqualToIgnoringCase(expected.get(1));
      }
    }
  }

  @Test
  void numbersAreEncodedAndDecoded() {
    assertThat(formats("encode", "fp8-e4m3fn", "0.3", "-448", "1e9", "nan", "-0").lines())
        .containsExactly("0x2a", "0xfe", "0x7e", "0x7f", "0x80");
    assertThat(formats("encode", "fp8-e4m3fn", "1e9", "--overflow", "special").lines())
        .containsExactly("0x7f");
    assertThat(formats("encode", "int8", "2.5", "--rounding", "nearest-away").lines())
        .containsExactly("0x03");
    assertThat(formats("encode", "bf16", "--from", "fp32", "3f8ccccd", "0x7f800000").lines())
        .containsExactly("0x3f8d", "0x7f80");
    // A little beyond a tie, with more digits than a double has; and the tie as a double prints it.
    assertThat(formats("encode", "fp4-e2m1", "0.2500000000000000000000001", "0.25").lines())
        .containsExactly("0x1", "0x0");
    assertThat(formats("decode", "posit(8,0)", "0x41", "80", "c0").lines())
        .containsExactly("1.03125", "NaR", "-1");
    assertThat(formats("decode", "mxfp4", "0x80", "f".repeat(32)).lines())
        .hasSize(32)
        .containsOnly("-12");
  }

  @Test
  void stochasticRoundingRepeatsWithItsSeed() {
    String[] words = {
      "encode",
      "int8",
      "0.5",
      "0.5",
      "0.5",
      "0.5",
      "0.5",
      "0.5",
      "0.5",
      "0.5",
      "--rounding",
      "stochastic",
      "--seed",
      "3"
    };
    assertThat(formats(words).lines()).contains("0x00", "0x01");
    assertThat(formats(words).out()).isEqualTo(formats(words).out());
  }

  @Test
  void operationsReadBitsAndWriteBits() throws IOException {
    List<String> rows = golden("posit8_0_addmul");
    List<String> operands = rows.stream().map(row -> columns(row, 0, 2)).toList();
    List<String> sums = formats("op", "add", "posit(8,0)", file(operands)).lines();
    assertThat(sums).hasSize(65_536);
    for (int i = 0; i < sums.size(); i++) {
      assertThat(Long.decode(sums.get(i)))
          .isEqualTo(Long.parseLong(columns(rows.get(i + 1), 2, 3), 16));
    }
    List<String> quires = golden("posit4_1_quire_dot32");
    List<String> dots =
        formats(
                "op",
                "dot",
                "posit(4,1)",
                file(quires.stream().map(row -> columns(row, 0, 2)).toList()))
            .lines();
    for (int i = 0; i < dots.size(); i++) {
      assertThat(dots.get(i)).isEqualTo("0x" + columns(quires.get(i + 1), 2, 3));
    }
  }

  @Test
  void operandsMayHaveAHeaderAPrefixAndAWiderResult() throws IOException {
    String file = file(List.of("a,b,c", "0x7bff, 0x7bff, 0x3f800000", "3c00,3c00,0"));
    assertThat(formats("op", "fma", "fp16", file, "--result", "fp32").lines())
        .containsExactly("0x4f7fc004", "0x3f800000");
    assertThat(formats("op", "mul", "fp16", file(List.of("7bff,7bff"))).lines())
        .containsExactly("0x7c00");
    assertThat(formats("op", "mul", "fp16", file(List.of("a,b")), "--no-header").lines())
        .containsExactly("0x0000");
    String dot = file(List.of("0x38 0x40,38 38", "38,40,38,38"));
    assertThat(formats("op", "dot", "fp8-e4m3fn", dot).lines()).containsExactly("0x44", "0x44");
  }

  @Test
  void blocksAreEncodedAndMultipliedAsTheirReference() throws IOException {
    List<String> rows = golden("block_mxfp4_e2m1");
    List<String> values = rows.stream().skip(1).map(row -> columns(row, 0, 1)).toList();
    List<String> blocks =
        formats("encode", "mxfp4", "--from", "fp32", "--file", file(values)).lines();
    assertThat(blocks).hasSize(rows.size()).first().isEqualTo("scale,codes");
    for (int i = 1; i < rows.size(); i++) {
      assertThat(Long.decode(columns(blocks.get(i), 0, 1)))
          .isEqualTo(Long.parseLong(columns(rows.get(i), 1, 2), 16));
      assertThat(columns(blocks.get(i), 1, 2)).isEqualTo(columns(rows.get(i), 2, 3));
    }
    List<String> dots = golden("dot32_mxfp4_e2m1");
    String file = file(dots.stream().map(row -> columns(row, 0, 4)).toList());
    List<String> exact = formats("op", "dot", "mxfp4", file).lines();
    List<String> running =
        formats("op", "dot", "mxfp4", file, "--accumulate", "sequential").lines();
    for (int i = 0; i < exact.size(); i++) {
      assertThat(exact.get(i)).isEqualTo("0x" + columns(dots.get(i + 1), 5, 6));
      assertThat(running.get(i)).isEqualTo("0x" + columns(dots.get(i + 1), 6, 7));
    }
  }

  @Test
  void aTensorIsAllRowsOrEveryRowOfItsOwn() throws IOException {
    String row = "6,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0";
    String file = file(List.of(row, row.replace("6", "3")));
    assertThat(formats("encode", "nvfp4", "--file", file).lines())
        .containsExactly(
            "scale,codes,tensor_scale",
            "0x7e,7000000000000000,0x43e00000",
            "0x76,7000000000000000,0x43e00000");
    assertThat(formats("encode", "nvfp4", "--file", file, "--per-row").lines().get(2))
        .isEqualTo("0x7e,7000000000000000,0x44600000");
    assertThat(formats("encode", "nvfp4", "--file", file, "--tensor-scale", "1").lines().get(1))
        .isEqualTo("0x38,7000000000000000,0x3f800000");
  }

  @Test
  void aTableFromAFileIsAFormat() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("quarter.yaml"), "name: quarters\nvalues: [0, 0.25, -0.25, 1]\n");
    assertThat(formats("encode", table.toString(), "0.3", "-9").lines())
        .containsExactly("0x1", "0x2");
    Files.writeString(table, "name: quarters\nvalues: [0, 0.25, 1]\n");
    assertThat(formats("table", table.toString()).error())
        .contains("quarter.yaml: values: a codebook has 2, 4, 8 … 256 values")
        .hasLineCount(1);
  }

  @Test
  void formatsAreComparedInAPicture() throws IOException {
    Answer answer =
        formats("compare", "fp8-e4m3fn", "posit(8,0)", "nf4", "--out", folder.toString());
    assertThat(answer.error()).isEmpty();
    assertThat(Files.readString(folder.resolve("precision.svg")))
        .contains("<svg", "posit(8,0)", "fp8-e4m3fn");
    assertThat(Files.size(folder.resolve("precision.png"))).isGreaterThan(10_000);
    assertThat(Files.readAllLines(folder.resolve("precision.csv")))
        .contains("fp8-e4m3fn,-9,0", "fp8-e4m3fn,0,3", "\"posit(8,0)\",0,5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encode posit(8,9) 1 | posit(8,9) is impossible: a posit has 2 to 32 bits",
        "encode fp4-e3m2 1 | 'fp4-e3m2' is impossible: a sign, 3 exponent and 2 mantissa bits are 6 bits",
        "encode fp8-e4m3n 1 | unknown number format 'fp8-e4m3n'; did you mean 'fp8-e4m3",
        "encode fp4-e2m1 nan | fp4-e2m1 has no NaN; it holds numbers from -6 to 6",
        "encode mxfp4 1 2 3 | 3 values are not whole blocks: mxfp4 has blocks of 32",
        "encode int8 one | 'one' is no number",
        "encode int8 | give numbers, or --file, and not both",
        "encode int8 1 --tensr | --tensr: is no option",
        "encode int8 1 --rounding up | unknown choice 'up'",
        "encode int8 1 --seed 4 | --seed: is for --rounding stochastic alone",
        "encode int8 1 --per-row | are for block formats, not int8",
        "encode mxfp4 1 --tensor-scale 2 | mxfp4 has no scale of the tensor",
        "encode int8 --file none.csv | none.csv: there is no such file",
        "decode int4 0x1f | '0x1f' does not fit int4, which has 4 bits",
        "decode int4 xyz | 'x' is no bit pattern",
        "decode mxfp4 80 12 | 2 elements are no block of mxfp4, which has 32",
        "table fp32 | fp32 has 2^32 patterns; tables are for up to 16 bits",
        "table mxfp4 | 'mxfp4' is a block format where one of single numbers belongs",
        "op div fp16 F | unknown choice 'div'",
        "op mul mxfp4 F | 'mxfp4' is a block format, of which there is dot",
        "op fma fp16 F | rows.csv: line 1: has 2 cells where 3 operands belong",
        "op mul posit(4,1) F | rows.csv: line 1: '0x12' does not fit posit(4,1), which has 4 bits",
        "op dot mxfp4 F | rows.csv: line 1: has 2 cells where 4 belong",
        "op mul fp16 none.csv | none.csv: there is no such file",
        "compare int1 int2 int3 int4 int5 int6 int7 int8 | 8 formats are more than a picture can tell apart",
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) throws IOException {
    String file = file(List.of("0x12,0x34"));
    Answer answer = formats(command.replaceAll(" F$", " " + file).split(" ", -1));
    assertThat(answer.error()).contains(line).hasLineCount(1).doesNotContain("\tat ");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
  }
}
