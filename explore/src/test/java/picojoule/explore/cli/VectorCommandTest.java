package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.config.ConfigFile;
import picojoule.pe.vector.table.PiecewiseTable;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableError;
import picojoule.pe.vector.table.TableSet;

class VectorCommandTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void shippedTablesAreWhatTheFitterMakesAndStateTheirErrors(int entries) throws IOException {
    Path file =
        Path.of(System.getProperty("picojoule.configs"), "vector", "pwl" + entries + ".yaml");

    assertThat(Answer.to("vector", "--fit", "" + entries).out()).isEqualTo(Files.readString(file));
    TableSet set = TableSet.read(ConfigFile.read(file));
    for (ScalarFunction function : ScalarFunction.values()) {
      PiecewiseTable table = set.table(function);
      assertThat(table.entries()).isEqualTo(entries);
      TableError error = TableError.of(table, function);
      var stated = ConfigFile.read(file).section("tables").section(function.label());
      assertThat(stated.number("mse", 0, 1)).isEqualTo(error.meanSquare());
      assertThat(stated.number("max-error", 0, 1)).isEqualTo(error.greatest());
    }
  }

  @Test
  void aGeluByTableIsTheLinesOfItsTable() throws IOException {
    JsonNode json =
        Answer.toLine(
                "vector gelu --implementation pwl8 --fraction-bits 5 --input -4,-1,0.5,3.2 --json")
            .json();

    // -32: slope -7/64, intercept -17/64; 16: 57 and -6; 102 (3.1875): 64 and 0; in 32nds.
    assertThat(json.get("result_codes").toString()).isEqualTo("[[0,-5,11,102]]");
    assertThat(json.get("rounded_operands").asInt()).isEqualTo(1);
    assertThat(json.get("exact").get(0).get(2).asDouble())
        .isCloseTo(0.5 * 0.6914624612740131, within(1e-15));
    assertThat(json.get("max_error").asDouble()).isBetween(0.001, 0.02);
  }

  @Test
  void rowsOfAFileShareOneGainAndResultsAreWritten() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), "3,4\n0,0\n-3,4\n");
    Path out = folder.resolve("out");

    Answer answer =
        Answer.to(
            "vector",
            "rms-norm",
            "--input",
            rows.toString(),
            "--operand",
            "1,2",
            "--epsilon",
            "0",
            "--format",
            "fp32",
            "--out",
            out.toString(),
            "--json");

    double third = (float) (3 / Math.sqrt(12.5));
    double fourth = (float) (8 / Math.sqrt(12.5));
    assertThat(answer.json().get("result").toString())
        .isEqualTo("[[%s,%s],[0.0,0.0],[%s,%s]]".formatted(third, fourth, -third, fourth));
    assertThat(Files.readAllLines(out.resolve("result.csv"))).hasSize(3);
    assertThat(Answer.jsonOf(out.resolve("summary.json"))).isEqualTo(answer.json());
  }

  @Test
  void sumsAreRequantizedByMultiplierAndShift() throws IOException {
    // 100 · 5 / 8 is 62.5; 90 · 5 / 8 is 56.25; the last saturates.
    assertThat(
            Answer.toLine(
                    "vector requantize --input 100,90,-4000 --multiplier 5 --shift 3 --rounding"
                        + " nearest-away --zero-point -3 --json")
                .json()
                .get("result_codes")
                .toString())
        .isEqualTo("[[60,53,-128]]");
  }

  @Test
  void tablesOfOnesOwnWork() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "name: mine\nsource: by hand\ntables:\n  gelu: {fraction-bits: 6, breakpoints: [0],"
                + " slopes: [0, 1], intercepts: [0, 0]}\n");

    JsonNode json =
        Answer.to(
                "vector", "gelu", "--implementation", file.toString(), "--input", "-1,1", "--json")
            .json();

    assertThat(json.get("result").toString()).isEqualTo("[[0.0,1.0]]");
    Answer.to("vector", "silu", "--implementation", file.toString(), "--input", "1")
        .assertRefused("--implementation: silu: mine has no table of silu; it has: gelu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vector gleu --input 1 | OP: unknown operation 'gleu'; did you mean 'gelu'?",
        "vector --input 1 | OP: is missing; there is: rms-norm",
        "vector gelu | --input: is missing; give numbers, 0.5,-1,2, or a CSV",
        "vector gelu --input 1,x | 1,x: there is no such file that can be read",
        "vector gelu --input 1,1e999 | --input: '1e999' is beyond 1e300",
        "vector gelu --input 1,,2 | --input: '' is no number",
        "vector add --input 1 | --operand: add takes other, not 0 beside its input",
        "vector softmax --input 1 --operand 2 | --operand: softmax takes none, not 1 beside its input",
        "vector add --input 1,2 --operand 1 | --operand: has 1 values where the input's row has 2",
        "vector rope --input 1,2,3 | --input: a rotation turns pairs; 3 elements are odd",
        "vector gelu --input 1 --implementation pwl9 | --implementation: unknown implementation 'pwl9'; did you mean 'pwl8'? There is: exact, pwl16, pwl8",
        "vector gelu --input 1 --implementation no.yaml | --implementation: there is no file no.yaml",
        "vector relu --input 1 --implementation pwl8 | --implementation: relu needs no table; give exact, or --integer",
        "vector requantize --input 1 --implementation pwl8 | --implementation: requantize needs no table; give exact",
        "vector gelu --input 1 --integer | --integer: gelu needs tables",
        "vector gelu --input 1 --implementation pwl8 --fraction-bits 7 | --fraction-bits: inputs of a table have 0 to 6 fraction bits, not 7",
        "vector relu --input 1 --integer --fraction-bits 8 | --fraction-bits: INT8 operands have 0 to 7 fraction bits here, not 8",
        "vector gelu --input 1 --format fp17 | --format: ",
        "vector requantize --input 0.5 | --input: 0.5 is no INT32 sum; give whole numbers",
        "vector requantize --input 1 --shift 63 | OP: a shift is 0 to 62, not 63",
        "vector requantize --input 1 --multiplier 0 | OP: a multiplier is above zero, not 0",
        "vector requantize --input 1 --zero-point 200 | OP: a zero point of 200 is no value of 8 bits",
        "vector requantize --input 1 --rounding up | --rounding: 'up' is no rounding; there is: nearest-even",
        "vector rope --input 1,2 --position -1 | OP: a position is 0 to 16777216, not -1",
        "vector rope --input 1,2 --base 1 | OP: the base of angles is above 1",
        "vector rms-norm --input 1 --epsilon -1 | OP: epsilon is 0 to 1, not -1.0",
        "vector --fit 65 | --fit: a table of reciprocal has 2 to 64 entries, not 65",
        "vector gelu --fit 8 | --fit: fits all functions; leave gelu out",
        "vector gelu --input 1 --set a=1 | --set a=1: vector reads no config",
      })
  void badInputGetsOneLine(String line, String error) {
    Answer.toLine(line).assertRefused(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slopes: [0, 1.99]' | tables.gelu.slopes: 1.99 is no INT8 value with 6 fraction bits; give a multiple of 1/64 from -2 to 1.984375",
        "slopes: [0]' | tables.gelu: 1 slopes need as many intercepts and one breakpoint less, not 2 and 1",
        "slopes: [0, x]' | tables.gelu.slopes: 'x' is no number",
        "slops: [0, 1]' | tables.gelu.slopes: is missing",
        "slopes: [0, 1], colour: 1' | unknown key 'colour'",
      })
  void aBadTableGetsOneLine(String slopes, String error) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"),
            "name: bad\nsource: by hand\ntables:\n  gelu: {fraction-bits: 6, breakpoints: [0],"
                + " intercepts: [0, 0], "
                + slopes.replace("'", "")
                + "}\n");

    Answer.to("vector", "gelu", "--implementation", file.toString(), "--input", "1")
        .assertRefused(error);
  }
}
