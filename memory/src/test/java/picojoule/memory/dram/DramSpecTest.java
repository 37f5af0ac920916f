package picojoule.memory.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.dram.controller.DramDevice;

class DramSpecTest {

  @Test
  void readsOneStackOfHbm2AndLeavesNoKeyUnread() {
    Section section = DramConfigs.hbm2();
    DramSpec spec = DramDevice.read(section).spec();
    section.rejectUnknownKeys();

    assertThat(spec.organisation().capacityBytes()).isEqualTo(8L << 30);
    assertThat(spec.organisation().burstBytes()).isEqualTo(32);
    assertThat(spec.peakBytesPerSecond()).isEqualTo(256e9);
    assertThat(spec.timing().cycles()).containsEntry("tREFI", 3900).containsEntry("tRFC", 350);
  }

  /** Gaps that Ramulator 2.1 resolves for HBM2_8Gb, 2000 Mb/s (golden/dram/params.json). */
  @ParameterizedTest
  @CsvSource({
    "CHANNEL, ACT, PRE, 2, 1",
    "PSEUDO_CHANNEL, RD, RD, 2, 1",
    "PSEUDO_CHANNEL, RD, WR, 13, 1",
    "PSEUDO_CHANNEL, WR, RD, 13, 1",
    "PSEUDO_CHANNEL, WR, PREA, 23, 1",
    "PSEUDO_CHANNEL, ACT, ACT, 4, 1",
    "PSEUDO_CHANNEL, ACT, ACT, 15, 4",
    "PSEUDO_CHANNEL, ACT, PREA, 35, 1",
    "PSEUDO_CHANNEL, PREA, ACT, 13, 1",
    "PSEUDO_CHANNEL, ACT, REF, 49, 1",
    "PSEUDO_CHANNEL, PRE, REF, 14, 1",
    "PSEUDO_CHANNEL, REF, ACT, 349, 1",
    "BANK_GROUP, RD, RD, 4, 1",
    "BANK_GROUP, WR, RD, 15, 1",
    "BANK, ACT, ACT, 48, 1",
    "BANK, ACT, RD, 15, 1",
    "BANK, ACT, WR, 13, 1",
    "BANK, ACT, PRE, 35, 1",
    "BANK, PRE, ACT, 13, 1",
    "BANK, RD, PRE, 5, 1",
    "BANK, WR, PRE, 23, 1"
  })
  void resolvesTheRulesOfHbm2ToCycles(
      Level level, Command preceding, Command following, int latency, int window) {
    assertThat(DramSpec.read(DramConfigs.hbm2()).constraints())
        .contains(new Constraint(level, preceding, following, latency, window));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "organisation: {banks: 3}|organisation.banks: 3 is no power of two",
        "organisation: {columns: 2}|organisation.columns: are fewer than one burst",
        "mapping: row bank column channel bank-group|mapping: 'row bank column channel bank-group'"
            + " lacks the field pseudo-channel",
        "mapping: row bank column:2 channel pseudo-channel bank-group|lacks 3 bits of column",
        "mapping: row bank column:6 channel pseudo-channel bank-group|gives column more bits than the 5 that it has",
        "mapping: row bank colum channel pseudo-channel bank-group|'colum' in",
        "timing: {tREFI: 1000}|timing.tREFI: is below 4 times the 349 cycles from REF",
        "controller: {write-high-watermark: 161}|write-high-watermark: 161 is out of range",
        "controller: {write-low-watermark: 120}|write-low-watermark: 120 is out of range",
        "controller: {request-latency: 0.5 ns}|request-latency: is below one cycle",
        "constraints: [{level: bank, preceding: [RDX], following: [PRE], latency: tRTP}]"
            + "|constraints[0].preceding: unknown command 'RDX'; did you mean 'RD'?",
        "constraints: [{level: bank, preceding: [RD], following: [PRE], latency: tRTX}]"
            + "|constraints[0].latency: 'tRTX' in 'tRTX' is no timing",
        "constraints: [{level: bank, preceding: [RD], following: [REF], latency: 1}]"
            + "|constraints[0].level: REFab goes to all banks",
        "{organisation: {ranks: 2}, constraints:"
            + " [{level: rank, preceding: [REF], following: [ACT], latency: 1}]}"
            + "|constraints[0].level: is rank, but REFab goes to all ranks of a pseudo-channel",
        "constraints: [{level: bank, preceding: [RD], following: [PRE], latency: tRTP - 9}]"
            + "|is negative",
        "constraints: [{level: bank, preceding: [RD], following: [PRE], latency: 9999999 + 9999999}]"
            + "|constraints[0].latency: 19999998 cycles are beyond 16777216"
      })
  void namesTheKeyThatIsWrong(String change, String message) {
    Section section =
        ConfigFile.over(ConfigFile.read("x.yaml", new StringReader(change)), DramConfigs.hbm2());
    assertThatThrownBy(() -> DramDevice.read(section))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x.yaml: ")
        .hasMessageContaining(message);
  }

  @Property(tries = 50)
  void mapsEveryBurstToAPlaceOfItsOwn(@ForAll long seed) {
    DramSpec spec = DramConfigs.random(DramConfigs.hbm2(), new Random(seed)).spec();
    Organisation organisation = spec.organisation();
    AddressMapping mapping = spec.mapping();
    long bursts = organisation.capacityBytes() / organisation.burstBytes();
    Set<List<Integer>> places = new HashSet<>();
    for (long burst = 0; burst < bursts; burst++) {
      places.add(
          List.of(
              mapping.channel(burst),
              mapping.pseudoChannel(burst),
              mapping.bank(burst),
              mapping.row(burst),
              mapping.column(burst)));
    }
    assertThat(places).hasSize((int) bursts);
  }
}
