package picojoule.memory.dram.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.memory.dram.device.Devices;
import picojoule.memory.dram.device.Devices.Channel;
import picojoule.memory.dram.device.Requests;
import picojoule.memory.dram.replay.ReplayStatistics;

/** Every number of the table of docs/DRAM-ENERGY.md. */
class PublishedEnergyTest {

  /** The rows of the table of docs/DRAM-ENERGY.md. */
  static List<String> rows() throws IOException {
    Path document = Path.of(System.getProperty("picojoule.root"), "docs/DRAM-ENERGY.md");
    return Files.readAllLines(document).stream()
        .filter(line -> line.matches("\\| [A-Z0-9]+-\\d+ \\|.*"))
        .toList();
  }

  private static String device(String row) {
    return row.split(" ", -1)[1].toLowerCase(Locale.ROOT);
  }

  @Test
  void everyDeviceHasItsRowInTheDocument() throws IOException {
    assertThat(rows().stream().map(PublishedEnergyTest::device))
        .containsExactlyInAnyOrderElementsOf(Devices.in(""));
  }

  /** Published figures, and which of our parts they are about. */
  @ParameterizedTest
  @MethodSource("rows")
  void aStreamCostsPerBitWhatIsPublished(String row) {
    String name = device(row);
    double published = Double.parseDouble(row.split("\\s*\\|\\s*", -1)[8]);
    EnergyBreakdown energy = stream(name, 64 << 20);
    double bits = energy.bits();
    double covered = energy.total() / bits;
    if (name.startsWith("ddr")) {
      covered = (energy.total() - energy.dataInterface()) / bits;
    } else if (name.startsWith("lpddr5x")) {
      covered = (energy.read() + energy.dataInterface()) / bits;
    }
    assertThat(covered).isCloseTo(published, within(0.1 * published));
    assertThat(row)
        .startsWith(
            String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %s | %+d %% |",
                name.toUpperCase(Locale.ROOT),
                energy.activate() / bits,
                energy.read() / bits,
                energy.dataInterface() / bits,
                energy.refresh() / bits,
                energy.standby() / bits,
                covered,
                row.split("\\s*\\|\\s*", -1)[8],
                Math.round(100 * (covered / published - 1))));
  }

  private static EnergyBreakdown stream(String name, int bytes) {
    Channel channel = Devices.oneChannel(name);
    ReplayStatistics statistics =
        channel.run(Requests.stream(bytes, channel.spec().organisation().burstBytes()), null);
    EnergyBreakdown energy =
        DramEnergy.read(Devices.section(name, "organisation.channels=1"), channel.spec())
            .of(DramActivity.of(statistics, channel.spec(), channel.policy().refresh()));
    assertThat(energy.bits()).isEqualTo((long) bytes * Byte.SIZE);
    return energy;
  }
}
