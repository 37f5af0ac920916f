package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatapathCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void writeOperands() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "1,-2,3,4\n0,5,0x7f,-128\n");
    Files.writeString(folder.resolve("w.csv"), "1,2,-3,7\n-8,0,1,1\n0,0,0,1\n");
    Files.writeString(folder.resolve("s.csv"), "0.5,2\n1,1\n0.25,4\n");
    Files.writeString(folder.resolve("z.csv"), "0,1\n0,0\n-1,0\n");
    Files.writeString(folder.resolve("short.csv"), "1,2,3\n");
    Files.writeString(folder.resolve("ragged.csv"), "1,2,3,4\n1\n");
    Files.writeString(folder.resolve("words.csv"), "1,2,3,four\n");
    Files.writeString(folder.resolve("half.csv"), "0.5,2,300,1\n");
    Files.writeString(folder.resolve("inf.csv"), "inf,1,1,1\n");
    Files.writeString(folder.resolve("nan.csv"), "nan,1,1,1\n");
  }

  private Answer answer(String line) {
    return Answer.toLine(line.replace("@", folder + "/"));
  }

  @Test
  void aProductWithoutScalesIsThatOfTheIntegers() throws IOException {
    JsonNode json =
        answer("datapath shift-add --activation int8 --weight int4 --gemm @a.csv @w.csv --json")
            .json();

    assertThat(json.get("result").toString()).isEqualTo("[[16,-1,4],[-1267,-1,-128]]");
    assertThat(json.get("exact").asBoolean()).isTrue();
    assertThat(json.get("sqnr_db").isNull()).isTrue();
    assertThat(json.get("statistics").get("macs").asInt()).isEqualTo(24);
    assertThat(json.get("statistics").get("zero_activations").asInt()).isEqualTo(3);
    assertThat(json.get("rounded_operands").asInt()).isZero();
  }

  @Test
  void scalesAndZeroPointsAreThoseOfTheFiles() throws IOException {
    for (String datapath : new String[] {"shift-add", "lut", "mac"}) {
      JsonNode json =
          answer(
                  "datapath "
                      + datapath
                      + " --activation int8 --weight int4 --gemm @a.csv @w.csv --group 2"
                      + " --scales @s.csv --zero-points @z.csv --json")
              .json();

      // Of the first output: 0.5·(1·1 − 2·2) + 2·(3·(−3 − 1) + 4·(7 − 1)).
      assertThat(json.get("result").get(0).get(0).decimalValue()).isEqualByComparingTo("22.5");
      assertThat(json.get("exact").asBoolean()).isTrue();
    }
  }

  @Test
  void anOverflowShowsInTheError() throws IOException {
    JsonNode json =
        answer(
                "datapath mac --activation int8 --weight int4 --accumulator int10-saturate --gemm"
                    + " @a.csv @w.csv --json")
            .json();

    assertThat(json.get("result").get(1).get(0).asInt()).isEqualTo(-512);
    assertThat(json.get("overflows").asInt()).isEqualTo(1);
    assertThat(json.get("max_error").asDouble()).isEqualTo(1267 - 512);
    double signal = 16 * 16 + 1 + 4 * 4 + 1267.0 * 1267 + 1 + 128 * 128;
    assertThat(json.get("sqnr_db").asDouble())
        .isCloseTo(10 * Math.log10(signal / (755.0 * 755)), within(1e-9));
  }

  @Test
  void operandsThatAFormatDoesNotHoldAreRoundedAndCounted() throws IOException {
    JsonNode json =
        answer("datapath mac --activation int8 --weight int8 --gemm @half.csv @half.csv --json")
            .json();

    assertThat(json.get("rounded_operands").asInt()).isEqualTo(4);
    assertThat(json.get("result").get(0).get(0).asInt()).isEqualTo(2 * 2 + 127 * 127 + 1);
  }

  @Test
  void anInfinityIsTheLastValueOfWhatHasNone() throws IOException {
    JsonNode json =
        answer("datapath mac --activation int8 --weight int4 --gemm @inf.csv @inf.csv --json")
            .json();

    assertThat(json.get("rounded_operands").asInt()).isEqualTo(2);
    assertThat(json.get("result").get(0).get(0).asInt()).isEqualTo(127 * 7 + 3);
    JsonNode floats =
        answer("datapath mac --activation fp16 --weight fp16 --gemm @inf.csv @inf.csv --json")
            .json();
    assertThat(floats.get("result").get(0).get(0).asText()).isEqualTo("inf");
    assertThat(floats.get("exact").asBoolean()).isFalse();
  }

  @Test
  void floatsAnswerWithTheirPatterns() throws IOException {
    JsonNode json =
        answer(
                "datapath mac --activation fp16 --weight fp16 --gemm @half.csv @half.csv --json"
                    + " --out @out")
            .json();

    assertThat(json.get("result_format").asText()).isEqualTo("fp32");
    assertThat(json.get("result").get(0).get(0).decimalValue()).isEqualByComparingTo("90005.25");
    assertThat(json.get("result_bits").get(0).get(0).asText())
        .isEqualTo("0x%08x".formatted(Float.floatToIntBits(90005.25f)));
    assertThat(Files.readString(folder.resolve("out/result.csv"))).isEqualTo("90005.25\n");
    assertThat(Answer.jsonOf(folder.resolve("out/summary.json"))).isEqualTo(json);
  }

  @Test
  void partialSumsAreStoredInTheBitsAskedForAndTheWidthsNeededAreTold() throws IOException {
    JsonNode json =
        answer(
                "datapath mac --activation int8 --weight int4 --gemm @a.csv @w.csv --psum-bits 4"
                    + " --psum-tile 2 --psum-granularity tensor --json")
            .json();

    // -1267 in four bits with the scale 2^8 is -5; before it 5*0 + 0*2 = 0.
    assertThat(json.get("result").get(1).get(0).asInt()).isEqualTo(-5 * 256);
    assertThat(json.get("statistics").get("partial_sum_bits").asInt()).isEqualTo(2 * 6 * 4);
    // 128·8·4 is 2^12, one more than thirteen bits hold.
    assertThat(json.get("register_bits_needed").asInt()).isEqualTo(14);
    assertThat(json.get("mantissa_bits_needed").asInt()).isBetween(1, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shiftadd --activation int8 --weight int4 --gemm @a.csv @w.csv | PE: unknown datapath"
            + " 'shiftadd'; did you mean 'shift-add'? There is: bit-serial, lut, mac",
        "mac --activation int8 --weight posit(8,9) --gemm @a.csv @w.csv | posit(8,9)",
        "mac --activation int8 --weight fp16 --gemm @a.csv @w.csv | PE: mac cannot multiply int8 by"
            + " fp16; it takes int1 … int16",
        "mac --activation int8 --weight int4 --accumulator wide --gemm @a.csv @w.csv |"
            + " --accumulator: unknown accumulator 'wide'; there is exact, quire, int<2",
        "mac --activation int8 --weight int4 --gemm @a.csv @none.csv | there is no such file",
        "mac --activation int8 --weight int4 --gemm @a.csv @short.csv | has rows of K = 3 where the"
            + " activations have K = 4",
        "mac --activation int8 --weight int4 --gemm @ragged.csv @w.csv | line 2: has 1 values where"
            + " the first row has 4",
        "mac --activation int8 --weight int4 --gemm @words.csv @w.csv | line 1: 'four' is no number",
        "mac --activation int8 --weight int4 --gemm @nan.csv @w.csv | int8 has no NaN",
        "mac --activation int4 --weight int4 --gemm @a.csv @w.csv | '0x7f' does not fit int4",
        "mac --activation int8 --weight int4 --gemm @a.csv @w.csv --group 2 --scales @a.csv |"
            + " has 2x4 values where weights of 3x4 in groups of 2 needs 3x2",
        "mac --activation int8 --weight int4 --gemm @a.csv @w.csv --group 0 | a group has at least 1",
        "mac --activation int8 --weight int4 --gemm @a.csv @w.csv --group 2 --zero-points @s.csv |"
            + " '0.5' is no whole number",
        "mac --activation int8 --weight int4 --gemm @a.csv @w.csv --chunk -1 | a chunk has at least",
        "lut --activation int8 --weight int4 --gemm @a.csv @w.csv --table-inputs 9 | a table has 1 to"
            + " 8 activations, not 9",
        "simd-posit --activation posit(8,0) --weight posit(8,0) --gemm @a.csv @w.csv --scales @s.csv"
            + " --group 2 | simd-posit has no scales",
        "mac --activation int8 --weight int4 --accumulator int6-detect --gemm @a.csv @w.csv |"
            + " overflows the accumulator of 6 bits",
        "mac --activation int8 --weight int4 --gemm @a.csv @w.csv --psum-bits 8 --psum-group 5 | a"
            + " group has 1 to 4 tiles, not 5",
        "mac --activation int8 --weight int4 --gemm @a.csv @w.csv --psum-bits 8 --psum-granularity"
            + " lane | unknown granularity 'lane'; there is [tensor, tile, row, column]",
        "mac --activation int8 --weight int4 --gemm @a.csv @w.csv --psum-bits 8 --group 2 | partial"
            + " sums are quantized between tiles of one group",
        "mac --activation int8 --weight int4 --gemm @a.csv @w.csv --set a=1 | --set a=1: datapath"
            + " reads no config"
      })
  void badInputGetsOneLine(String line, String message) {
    answer("datapath " + line).assertRefused(message);
  }
}
