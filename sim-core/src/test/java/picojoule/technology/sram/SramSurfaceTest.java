package picojoule.technology.sram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;

class SramSurfaceTest {

  private static final Path FILE =
      Path.of(System.getProperty("picojoule.root", "..")).resolve("configs/sram/cacti.yaml");
  private static final SramSurface SURFACE = SramSurface.read(FILE, ConfigFile.read(FILE));

  @Test
  void theSurfacePassesCactisRuns() throws IOException {
    List<String> lines = Files.readAllLines(FILE.resolveSibling("cacti.csv"));
    for (SramPrice price :
        List.of(SramPrice.READ, SramPrice.WRITE, SramPrice.LEAKAGE, SramPrice.AREA)) {
      double sum = 0;
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        SramMacro macro =
            new SramMacro(
                Long.parseLong(cells[2]),
                Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]),
                SramDevice.valueOf(cells[1].toUpperCase(Locale.ROOT)));
        double reference = Double.parseDouble(cells[5 + price.ordinal()]);
        double difference =
            Math.abs(SURFACE.price(macro, Double.parseDouble(cells[0]), price) / reference - 1);
        assertThat(difference).as(price + " " + line).isLessThan(0.10);
        sum += difference / (lines.size() - 1);
      }
      assertThat(sum).as(price.name()).isLessThan(0.03);
    }
  }

  @Test
  void aRunLeftOutIsFoldedBackWithinAFewPercentOnTheMean() {
    assertThat(SURFACE.leaveOneOutError(SramPrice.READ)).isBetween(0.01, 0.055);
    assertThat(SURFACE.leaveOneOutError(SramPrice.WRITE)).isBetween(0.01, 0.055);
    assertThat(SURFACE.leaveOneOutError(SramPrice.LEAKAGE)).isBetween(0.01, 0.08);
    assertThat(SURFACE.leaveOneOutError(SramPrice.AREA)).isBetween(0.005, 0.025);
  }

  @Test
  void nothingIsExtrapolated() {
    SramMacro large = new SramMacro(1L << 30, 64, 1, SramDevice.HP);
    assertThatThrownBy(() -> SURFACE.price(large, 22, SramPrice.AREA))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--capacity: 1073741824 B is outside");
    SramMacro small = new SramMacro(1 << 16, 64, 1, SramDevice.HP);
    assertThatThrownBy(() -> SURFACE.price(small, 14, SramPrice.AREA))
        .hasMessageContaining("give 22 nm to 65 nm");
  }
}
