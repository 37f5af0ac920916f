package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picojoule.config.BadInputException;

class EnergyBreakdownTest {

  @TempDir private Path folder;

  @Test
  void componentsComeBySizeAndPerToken() throws IOException {
    SweepTable table =
        table(
            "energy_pj,energy_pj_per_token,energy_array_pj,energy_weight_buffer_pj,energy_dma_pj,"
                + "energy_dram_pj\n"
                + "80,20,8,16,0,56\n");
    EnergyBreakdown breakdown = new EnergyBreakdown(table, 9);
    assertThat(breakdown.components()).containsExactly("DRAM", "weight buffer", "array");
    assertThat(breakdown.of(table.rows().get(0))).containsExactly(14, 4, 2);
  }

  @Test
  void theSmallestOfTooManyAreAddedUp() throws IOException {
    SweepTable table =
        table(
            "energy_pj,energy_pj_per_token,energy_a_pj,energy_b_pj,energy_c_pj\n100,100,20,70,10\n");
    EnergyBreakdown breakdown = new EnergyBreakdown(table, 2);
    assertThat(breakdown.components()).containsExactly("b", "other");
    assertThat(breakdown.of(table.rows().get(0))).containsExactly(70, 30);
  }

  @Test
  void componentsThatAreNotTheTotalAreRefused() throws IOException {
    SweepTable table = table("energy_pj,energy_pj_per_token,energy_a_pj\n100,100,90\n");
    assertThatThrownBy(() -> new EnergyBreakdown(table, 9))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            table.file()
                + ", line 2, column energy_pj: is 100.0, but the components' energies add up to"
                + " 90.0");
  }

  @Test
  void aTableWithoutComponentsIsRefused() throws IOException {
    SweepTable table = table("energy_pj,energy_pj_per_token\n100,100\n");
    assertThatThrownBy(() -> new EnergyBreakdown(table, 9))
        .hasMessage(table.file() + ": has no column of a component's energy, named energy_…_pj");
  }

  private SweepTable table(String text) throws IOException {
    return SweepTable.read(Files.writeString(folder.resolve("sweep.csv"), text));
  }
}
