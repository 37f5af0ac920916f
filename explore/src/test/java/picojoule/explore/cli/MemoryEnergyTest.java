package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static picojoule.explore.cli.MemoryVerb.RAMULATOR;
import static picojoule.explore.cli.MemoryVerb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEnergyTest {

  @TempDir Path folder;

  private Path trace(String text) throws IOException {
    return MemoryVerb.trace(folder, text);
  }

  @ParameterizedTest
  @CsvSource({"hbm2-2000", "lpddr5-6400", "ddr4-3200", "dramsim3/HBM2_8Gb"})
  void theEnergyIsTheSumOfItsParts(String device) throws IOException {
    JsonNode json = memory(device, trace("R 0 0\nW 1000 0\nR 40 5000\n"), "--json").json();
    double sum = 0;
    for (JsonNode part : json.get("energy")) {
      sum += part.asDouble();
    }
    double energy = json.get("energy_pj").asDouble();
    assertThat(energy).isPositive().isCloseTo(sum, within(energy * 1e-12));
    assertThat(json.get("energy").get("activate").asDouble()).isPositive();
    double bits = 8 * json.get("bandwidth_gbps").asDouble() * json.get("time_ns").asDouble();
    assertThat(json.get("pj_per_bit").asDouble()).isCloseTo(energy / bits, within(1e-6));
  }

  /** 909 pJ for the row, 686 for the burst, 0.80 for each of its 256 bits. */
  @Test
  void theTableTellsWhereTheEnergyWent() throws IOException {
    assertThat(memory("hbm2-2000", trace("R 0 0\n")).out())
        .containsPattern("energy +\\d+\\.\\d+ nJ, \\d+\\.\\d\\d pJ per bit\n")
        .containsPattern("  activate +909\\.0 pJ\n")
        .containsPattern("  read +686\\.0 pJ\n")
        .containsPattern("  data interface +204\\.8 pJ\n");
  }

  /** Eight devices, 1.2 V, 0.63 ns: the formulas of golden/dram/README.md 3.6 by hand. */
  @Test
  void theProfileOfDramsim3PricesAsDramsim3Does() throws IOException {
    JsonNode energy = memory("dramsim3/DDR4_3200", trace("R 0 0\n"), "--json").json().get("energy");
    double cycle = 8 * 1.2 * 0.63;
    assertThat(energy.get("activate").asDouble())
        .isCloseTo(cycle * (57 * 74 - (52 * 52 + 37 * 22)), within(1e-6));
    assertThat(energy.get("read").asDouble()).isCloseTo(cycle * (168 - 52) * 4, within(1e-6));
    assertThat(energy.get("write").asDouble()).isZero();
    assertThat(energy.get("refresh").asDouble()).isZero();
  }

  @Test
  void aDeviceWithoutPricesHasNoEnergy() throws IOException {
    Path trace = trace("R 0 0\n");
    JsonNode json = memory(RAMULATOR, trace, "--json").json();
    for (String name : List.of("energy", "energy_pj", "pj_per_bit")) {
      assertThat(json.has(name)).isTrue();
      assertThat(json.get(name).isNull()).as(name).isTrue();
    }
    assertThat(memory(RAMULATOR, trace).out())
        .contains("unknown: the device's file gives no prices");
  }
}
