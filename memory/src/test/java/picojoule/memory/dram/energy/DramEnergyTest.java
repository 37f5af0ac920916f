package picojoule.memory.dram.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.device.Devices;

class DramEnergyTest {

  private static final Offset<Double> EXACT = within(1e-6);

  /** What DRAMsim3's HBM2 has otherwise than its DDR4, as far as it costs energy. */
  private static final String[] HBM2 = {
    "clock=1 ns",
    "organisation.burst-length=4",
    "timing.CL=14",
    "timing.tRC=48",
    "timing.tRAS=34",
    "timing.tRFC=260",
    "energy.devices=1",
    "energy.currents.VDD.IDD0=65 mA",
    "energy.currents.VDD.IDD2N=40 mA",
    "energy.currents.VDD.IDD3N=55 mA",
    "energy.currents.VDD.IDD4R=390 mA",
    "energy.currents.VDD.IDD4W=500 mA",
    "energy.currents.VDD.IDD5AB=250 mA"
  };

  private static DramEnergy energy(Section section) {
    return DramEnergy.read(section, DramSpec.read(section));
  }

  @Test
  void pricesEveryCountByItsEvent() {
    // Powers of ten, so that no count goes to a wrong price unnoticed.
    DramEnergy energy = new DramEnergy(1, 10, 100, 1000, 10_000, 100_000, 0.5, 0.25, 8, 2, 256);
    DramActivity activity = new DramActivity(3, 4, 5, 6, 7, 2, 8, 9, 500_000);
    EnergyBreakdown breakdown = energy.of(activity);
    assertThat(breakdown)
        .isEqualTo(
            new EnergyBreakdown(
                3, 40, 500, 4 * 128 + 5 * 64, 276_000, (8 * 8 + 9 * 2) * 0.5, 9 * 256));
    assertThat(energy.items(activity).stream().mapToDouble(EnergyItem::picojoules).sum())
        .isEqualTo(breakdown.total());
    assertThat(breakdown.total()).isEqualTo(3 + 40 + 500 + 832 + 276_000 + 41);
    assertThat(breakdown.picojoulesPerBit()).isEqualTo(breakdown.total() / 2304);
  }

  @Test
  void pricesNothingWithoutBits() {
    DramEnergy energy = energy(Devices.section("hbm3-6400"));
    EnergyBreakdown idle = energy.of(new DramActivity(0, 0, 0, 0, 0, 0, 0, 1000, 1_000_000));
    assertThat(idle.total()).isEqualTo(9600, EXACT);
    assertThat(idle.picojoulesPerBit()).isZero();
  }

  /** The shares that O'Connor et al. publish per bit: 909 pJ a row, 2.68 inside, 0.80 outside. */
  @Test
  void readsPricesOfEventsAsTheyStand() {
    assertThat(energy(Devices.section("hbm2-2000")))
        .isEqualTo(new DramEnergy(909, 686, 686, 30_400, 1900, 0, 0.8, 0.8, 33, 24, 256));
  }

  @Test
  void sumsOverSupplies() {
    String rail = "VPP: {voltage: 2.5 V, IDD0: 4 mA, IDD2N: 3 mA, IDD3N: 3 mA, ";
    Section two =
        ConfigFile.over(
            ConfigFile.read(
                "two.yaml",
                new StringReader(
                    "energy: {currents: {" + rail + "IDD4R: 3 mA, IDD4W: 3 mA, IDD5AB: 6 mA}}}")),
            Devices.section("ddr4-3200"));
    DramEnergy one = energy(Devices.section("ddr4-3200"));
    DramEnergy both = energy(two);
    double cycle = 8 * 0.625;
    assertThat(both.activate() - one.activate()).isEqualTo(2.5 * 74 * cycle, EXACT);
    assertThat(both.readBurst()).isEqualTo(one.readBurst());
    assertThat(both.refresh() - one.refresh()).isEqualTo(2.5 * 3 * 560 * cycle, EXACT);
    assertThat(both.perBankRefresh()).isEqualTo(both.refresh() / 16, EXACT);
    assertThat(both.activeStandby() - one.activeStandby()).isEqualTo(2.5 * 3 * 8, EXACT);
    assertThat(both.idleStandby() - one.idleStandby()).isEqualTo(2.5 * 3 * 8, EXACT);
  }

  /** Every part of every run of DRAMsim3, from its counts and its currents. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "/picojoule/memory/dram/energy/dramsim3.csv",
      useHeadersInDisplayName = true)
  void pricesCountsAsDramsim3DoesOnceItsUnitIsMended(
      String device,
      String mapping,
      String trace,
      String injection,
      long cycles,
      long activates,
      long reads,
      long writes,
      long refreshes,
      long idleCycles,
      double activate,
      double read,
      double write,
      double refresh,
      double activeStandby,
      double idleStandby,
      double total) {
    String[] settings =
        switch (device) {
          case "DDR4_3200" -> new String[] {"clock=630 ps", "timing.tRFC=560"};
          case "HBM2_8Gb" -> HBM2;
          case "DDR4_ALIGN" -> new String[] {"timing.tRFC=576"};
          default -> throw new AssertionError("no currents of " + device);
        };
    Section section = Devices.section("ddr4-3200", settings);
    DramSpec spec = DramSpec.read(section);
    EnergyBreakdown ours =
        DramEnergy.read(section, spec)
            .of(
                new DramActivity(
                    activates,
                    reads,
                    writes,
                    refreshes,
                    0,
                    0,
                    cycles - idleCycles,
                    idleCycles,
                    spec.clockPeriodFemtoseconds()));
    assertThat(ours.activate()).isCloseTo(activate, within(1 + activate * 1e-9));
    assertThat(ours.read()).isCloseTo(read, within(1 + read * 1e-9));
    assertThat(ours.write()).isCloseTo(write, within(1 + write * 1e-9));
    assertThat(ours.refresh()).isCloseTo(refresh, within(1 + refresh * 1e-9));
    assertThat(ours.standby())
        .isCloseTo(activeStandby + idleStandby, within(1 + activeStandby * 1e-9));
    assertThat(ours.total() - ours.dataInterface()).isCloseTo(total, within(1 + total * 1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hbm2-2000|energy: {activate: 5 mW}|energy.activate: ",
        "hbm2-2000|energy: {read: -1 pJ}|energy.read: '-1 pJ' is negative",
        "ddr4-3200|energy: {devices: 0}|energy.devices: 0 is out of range",
        "ddr4-3200|energy: {currents: {VDD: {IDD4R: 40 mA}}}"
            + "|energy.currents.VDD.IDD4R: is below IDD3N",
        "ddr4-3200|energy: {currents: {VDD: {IDD0: 40 mA}}}"
            + "|energy.currents.VDD.IDD0: draws less than standby",
        "ddr4-3200|energy: {currents: 7}|energy.currents: is a value where a section belongs",
        "ddr4-3200|energy: {currents: {VDD: {IDD5: 7 mA}}}|unknown key 'IDD5'",
        "hbm2-2000|energy: {refresh-per-banks: 7 pJ}|did you mean 'refresh-per-bank'?"
      })
  void namesTheKeyThatIsWrong(String name, String change, String message) {
    Section section =
        ConfigFile.over(ConfigFile.read("x.yaml", new StringReader(change)), Devices.section(name));
    assertThatThrownBy(
            () -> {
              energy(section);
              section.section("energy").rejectUnknownKeys();
            })
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x.yaml: ")
        .hasMessageContaining(message);
  }

  @Test
  void pricesARefreshOfLpddr4FromBothOfItsSupplies() {
    Section section = Devices.section("lpddr4-4266");
    assertThat(energy(section).refresh()).isEqualTo((1.8 * 7.75 + 1.1 * 60) * 598 * 0.46875, EXACT);
  }

  /** Eight REFsb in the time of one REFab renew as many rows. */
  @Test
  void pricesARefreshOfTheSameBanksByItsShareOfTime() {
    DramEnergy energy = energy(Devices.section("ddr5-4800"));
    assertThat(energy.sameBankRefresh()).isPositive().isEqualTo(energy.refresh() / 8, EXACT);
    assertThat(energy(Devices.section("ddr4-3200")).sameBankRefresh()).isZero();
  }

  /** A refresh of a whole pseudo channel is one of all its ranks. */
  @Test
  void pricesARefreshByTheRanksThatItRenews() {
    DramEnergy rank = energy(twoRanks("rank"));
    DramEnergy both = energy(twoRanks("pseudo-channel"));
    assertThat(both.refresh()).isEqualTo(2 * rank.refresh(), EXACT);
    assertThat(both.perBankRefresh()).isEqualTo(rank.perBankRefresh(), EXACT);
  }

  private static Section twoRanks(String refreshScope) {
    return ConfigFile.over(
        ConfigFile.read(
            "two.yaml",
            new StringReader(
                """
                refresh-scope: %1$s
                organisation: {ranks: 2}
                constraints: [{level: %1$s, preceding: [REFab], following: [ACT], latency: tRFC}]
                """
                    .formatted(refreshScope))),
        Devices.section("ddr4-3200"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tRC: 9, tRAS: 6|{VDD: {voltage: 1 V, IDD0: 9 mA, IDD2N: 2 mA, IDD3N: 3 mA, IDD4R: 9 mA,"
            + " IDD4W: 9 mA, IDD5AB: 9 mA}}|timing.tRFC: is missing, but energy.currents needs it",
        "tRC: 9, tRAS: 6, tRFC: 9|{}|energy.currents: names no supply"
      })
  void asksForWhatCurrentsNeed(String timing, String currents, String message) {
    String device =
        """
        standard: none
        clock: 1 GHz
        command-bus: single
        refresh-scope: rank
        organisation: {channels: 1, pseudo-channels: 1, bank-groups: 1, banks: 2, rows: 16, columns: 64,
          data-bits: 16, burst-length: 4}
        timing: {CL: 3, CWL: 2, tREFI: 1000, %s}
        constraints: [{level: bank, preceding: [ACT], following: [PRE], latency: tRAS}]
        mapping: row bank column
        energy: {devices: 1, read-interface: 1 pJ, write-interface: 1 pJ, currents: %s}
        """
            .formatted(timing, currents);
    Section section =
        ConfigFile.over(
            ConfigFile.read("x.yaml", new StringReader(device)),
            Devices.section("policies/default"));
    DramSpec spec = DramSpec.read(section);
    assertThatThrownBy(() -> DramEnergy.read(section, spec))
        .isInstanceOf(BadInputException.class)
        .hasMessage("x.yaml: " + message);
  }
}
