package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedMachinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "mixpe-w4a8; int8; int4; 1; 1",
        "mixpe-w4a16; int16; int4; 1; 1",
        "int8-mac; int8; int8; 1; 1",
        "fp16-mac; fp16; fp16; 1; 1",
        "ant-like; int4; int4; 1; 1",
        "bitfusion-like; int8; int8; 1; 2",
        "lut-tensor-core; int8; int2; 4; 2",
        "lut-tensor-core-fp16; fp16; int2; 4; 2",
        "bitmod; fp16; int6; 4; 3",
        "bitmod-fp16; fp16; fp16; 1; 1",
        "bitmod-ant; fp16; fp4-e2m1; 1; 1",
        "bitmod-olive; fp16; fp4-e2m1; 1; 1",
        "xr-npe; posit(8,0); posit(8,0); 2; 1",
        "apsq-is; int8; int8; 1; 1",
        "apsq-ws; int8; int8; 1; 1",
      })
  void theArrayTakesThePesOfAPublishedMachine(
      String machine, String activation, String weight, int lanes, int cycles) throws IOException {
    String file = System.getProperty("picojoule.configs") + "/machines/" + machine + ".yaml";
    JsonNode json =
        Answer.toLine(
                "array --rows 8 --columns 8 --dataflow os --gemm 16x16x64 --pe %s --activation %s --weight %s --json"
                    .formatted(file, activation, weight))
            .json();
    assertThat(json.get("pe").get("lanes").asInt()).isEqualTo(lanes);
    assertThat(json.get("pe").get("passes").asInt() * json.get("pe").get("interval").asInt())
        .isEqualTo(cycles);
  }

  @ParameterizedTest
  @CsvSource({
    "mixpe-w4a8",
    "int8-mac",
    "bitfusion-like",
    "lut-tensor-core",
    "apsq-is",
    "apsq-ws",
  })
  void aModelRunsWhereARecipeHasTheFormats(String machine) throws IOException {
    JsonNode json =
        Answer.toLine(
                "run --machine "
                    + machine
                    + " --model S --recipe w4a8 --phase decode --context 16 --json")
            .json();
    assertThat(json.get("macs").asLong()).isPositive();
  }
}
