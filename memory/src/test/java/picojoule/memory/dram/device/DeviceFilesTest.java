package picojoule.memory.dram.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.dram.Constraint;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.controller.ControllerPolicy;
import picojoule.memory.dram.device.Devices.Channel;
import picojoule.memory.dram.energy.DramEnergy;
import picojoule.memory.dram.replay.ReplayStatistics;

class DeviceFilesTest {

  private static final int REQUESTS = 4000;

  static List<String> devices() {
    return Devices.in("");
  }

  static List<String> copies() {
    return Devices.in("ramulator-2.1");
  }

  static Stream<String> all() {
    return Stream.concat(devices().stream(), copies().stream());
  }

  static List<String> devicesWithPerBankRefresh() {
    return devices().stream()
        .filter(name -> Devices.section(name).section("timing").has("tREFIpb"))
        .toList();
  }

  @Test
  void thereIsADeviceOfEveryStandard() {
    assertThat(devices())
        .containsExactly(
            "ddr4-3200",
            "ddr5-4800",
            "ddr5-6400",
            "hbm2-2000",
            "hbm2e-3600",
            "hbm3-6400",
            "hbm3e-9200",
            "hbm4-8000",
            "lpddr4-4266",
            "lpddr5-6400",
            "lpddr5x-8533");
    assertThat(copies()).hasSize(6);
    assertThat(devicesWithPerBankRefresh()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("all")
  void leavesNoKeyUnread(String name) {
    Section section = Devices.section(name);
    DramSpec spec = DramSpec.read(section);
    ControllerPolicy.read(section.section("controller"), spec);
    if (section.has("energy")) {
      DramEnergy.read(section, spec);
    }
    section.rejectUnknownKeys();
    assertThat(section.has("energy")).isEqualTo(devices().contains(name));
  }

  /** Peaks of golden/dram/README.md 5.5, in GB/s; capacities in GiB. */
  @ParameterizedTest
  @CsvSource({
    "ddr4-3200, 25.6, 25.6, 8",
    "ddr5-4800, 19.2, 38.4, 16",
    "ddr5-6400, 25.6, 51.2, 16",
    "lpddr4-4266, 8.53, 34.1, 4",
    "lpddr5-6400, 12.8, 51.2, 4",
    "lpddr5x-8533, 17.1, 68.3, 8",
    "hbm2-2000, 32, 256, 8",
    "hbm2e-3600, 57.6, 461, 16",
    "hbm3-6400, 51.2, 819, 16",
    "hbm3e-9200, 73.6, 1178, 32",
    "hbm4-8000, 64, 2048, 32"
  })
  void hasThePeakOfItsStandard(String name, double channel, double whole, long gibibytes) {
    DramSpec spec = DramSpec.read(Devices.section(name));
    assertThat(Devices.oneChannel(name).spec().peakBytesPerSecond() / 1e9)
        .isCloseTo(channel, within(0.003 * channel));
    assertThat(spec.peakBytesPerSecond() / 1e9).isCloseTo(whole, within(0.003 * whole));
    assertThat(spec.organisation().capacityBytes()).isEqualTo(gibibytes << 30);
  }

  /** With the few timings that a copy has otherwise, our expressions give its numbers. */
  @ParameterizedTest
  @CsvSource({
    "ddr4-3200, ramulator-2.1/DDR4_3200, timing.tRFC=576, 0",
    "ddr5-4800, ramulator-2.1/DDR5_4800, timing.tRFC=469, 0",
    "hbm2-2000, ramulator-2.1/HBM2_2000, timing.tRTP=5, 0",
    "hbm3-6400, ramulator-2.1/HBM3_6400, timing.tRTP=18, 0",
    "hbm4-8000, ramulator-2.1/HBM4_8000, timing.tRTP=24, 0",
    // Our REFab waits for tRPab, not tRP, after PREab.
    "lpddr5-6400, ramulator-2.1/LPDDR5_6400, timing.tRTP=8, 1"
  })
  void resolvesItsRulesAsTheSimulatorThatTheyAreFrom(
      String name, String copy, String setting, int others) {
    List<Constraint> ours = DramSpec.read(Devices.section(name, setting)).constraints();
    List<Constraint> theirs = new ArrayList<>(DramSpec.read(Devices.section(copy)).constraints());
    theirs.removeIf(ours::contains);
    if (name.startsWith("hbm2")) {
      // Ours has none of the commands that close their bank: no controller issues them.
      theirs.removeIf(rule -> rule.toString().matches(".*(RDA|WRA).*"));
    }
    assertThat(theirs).hasSize(others);
  }

  @ParameterizedTest
  @MethodSource("all")
  void streamsNearItsPeakAndServesRandomRequests(String name) {
    Channel channel = Devices.oneChannel(name, "mapping=" + streaming(name));
    serves(channel, copies().contains(name) ? 0.65 : 0.75);
  }

  @ParameterizedTest
  @MethodSource("devicesWithPerBankRefresh")
  void refreshesBankByBank(String name) {
    serves(Devices.oneChannel(name, "controller.refresh=per-bank"), 0.75);
  }

  /** Every interval of REFsb: 8 of them renew what one REFab does. */
  @ParameterizedTest
  @ValueSource(strings = {"ddr5-4800", "ddr5-6400"})
  void refreshesOneBankOfEachGroup(String name) {
    Channel same = Devices.oneChannel(name, "controller.refresh=same-bank");
    serves(same, 0.9);
    assertThat(same.spec().timing().refreshInterval() / same.spec().timing().cycles("tREFIsb"))
        .isBetween(7, 8);
  }

  private static String streaming(String name) {
    return copies().contains(name) ? "m2" : Devices.section(name).text("mapping");
  }

  private static void serves(Channel channel, double leastShare) {
    Organisation organisation = channel.spec().organisation();
    int bytes = organisation.burstBytes();
    ReplayStatistics stream = channel.run(Requests.stream(1 << 20, bytes), null);
    assertThat(stream.completedReads()).isEqualTo((1 << 20) / bytes);
    assertThat(stream.refreshes()).isPositive();
    assertThat(channel.share(stream)).isBetween(leastShare, 1.0);

    ReplayStatistics random =
        channel.run(Requests.random(REQUESTS, organisation.capacityBytes(), bytes, 20, 1), null);
    assertThat(random.completedReads() + random.writes() + random.coalescedWrites())
        .isEqualTo(REQUESTS);
    assertThat(random.activates()).isGreaterThan(REQUESTS / 2);
    assertThat(random.activeTicks() + random.allBanksIdleTicks())
        .isEqualTo(random.ticks() * organisation.pseudoChannels() * organisation.ranks());
  }

  @Test
  void aSpeedGradeIsAFileOfAFewLines(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ddr4-2666.yaml");
    Files.writeString(
        file,
        """
        extends: %s
        clock: 750 ps
        timing: {CL: 19, CWL: 18}
        """
            .formatted(Devices.file("ddr4-3200").toAbsolutePath()));
    Channel channel = Channel.of(ConfigFile.read(file));
    assertThat(channel.spec().peakBytesPerSecond() / 1e9).isCloseTo(21.3, within(0.1));
    assertThat(channel.spec().timing().cycles())
        .containsEntry("tRCD", 19)
        .containsEntry("tRFC", 467)
        .containsEntry("tREFI", 10400);
    serves(channel, 0.9);
  }
}
