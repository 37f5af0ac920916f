package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCommandTest {

  @Test
  void aDatapathOfFormatsIsTheDesignOfTheirWidths() throws IOException {
    String formats = "shift-add --activation int8 --weight int4 --accumulator int32";
    JsonNode json = Answer.toLine("cost datapath " + formats + " --node 45nm --json").json();
    assertThat(json.get("design").asText()).isEqualTo("sa_par_8x4_32");
    assertThat(json.get("area_um2").asDouble()).isCloseTo(498.75, within(49.9));
    double area = 0;
    for (JsonNode block : json.get("blocks")) {
      area += block.get("area_um2").asDouble();
    }
    assertThat(area).isCloseTo(json.get("area_um2").asDouble(), within(1e-9));
    assertThat(json.get("source").asText()).contains("nangate45", "Stillmaker");
  }

  @Test
  void aClockAboveTheLongestPathIsWarnedOf() throws IOException {
    JsonNode json = Answer.toLine("cost datapath adder --width 32 --clock 10GHz --json").json();
    assertThat(json.get("warning").asText()).contains("pipeline stages");
  }

  @Test
  void anSramSaysHowWellItsSurfaceFits() throws IOException {
    JsonNode json =
        Answer.toLine("cost sram --capacity 64KiB --word 128 --banks 1 --node 22nm --json").json();
    assertThat(json.get("energy_pj").asDouble()).isCloseTo(6.05, within(0.6));
    assertThat(json.get("leave_one_out_error").get("area_um2").asDouble()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cost datapath addr_16 | unknown datapath 'addr_16'",
        "cost datapath dmac_8x8_12 | an accumulator of 12 bits; it takes 16 at least",
        "cost datapath adder_16 --node 5nm | give 7 nm to 65 nm",
        "cost datapath adder_16 --node 16nm --voltage 2V | 2 V is outside",
        "cost datapath adder_16 --node 16 | '16' has no unit",
        "cost datapath mac --activation int8 | --weight: is missing",
        "cost datapath adder_16 --library tsmc | unknown cell 'tsmc'",
        "cost sram --capacity 1GiB --word 128 --node 22nm | is outside of the points",
        "cost sram --capacity 64KiB --word 128 --node 22nm --device lp | unknown device 'lp'",
        "cost sram --capacity 64KiB --word 128 --banks 3 --node 22nm | 3 is no power of two",
        "cost | give a part: datapath or sram"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }
}
