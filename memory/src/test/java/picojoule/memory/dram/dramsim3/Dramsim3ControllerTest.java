package picojoule.memory.dram.dramsim3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.config.BadInputException;
import picojoule.memory.dram.replay.ReplayStatistics;

class Dramsim3ControllerTest {

  private static RequestList.Entry read(long address) {
    return new RequestList.Entry(false, address, 0);
  }

  private static RequestList.Entry write(long address) {
    return new RequestList.Entry(true, address, 0);
  }

  private static ReplayStatistics replay(
      Dramsim3Spec spec, boolean unlimited, List<RequestList.Entry> requests) {
    return spec.newController().replay(new RequestList(requests), unlimited, null);
  }

  @Test
  void aReadOfAClosedBankTakesActivateReadAndItsData() {
    ReplayStatistics statistics =
        replay(GoldenDevices.device("DDR4_3200", "m1"), false, List.of(read(0)));
    // Accepted in tick 0 for tick 1, moved in 1, activated in 2, read tRCD = 22 later, the data
    // complete CL + burst = 26 after that.
    assertThat(statistics.meanReadLatencyTicks()).isEqualTo(2 + 22 + 26 - 1);
    assertThat(statistics.ticks()).isEqualTo(2 + 22 + 26 + 1);
  }

  @Test
  void readsOfOneAddressShareABurst() {
    ReplayStatistics statistics =
        replay(
            GoldenDevices.device("DDR4_3200", "m1"), true, List.of(read(64), read(64), read(64)));
    assertThat(statistics.reads()).isEqualTo(1);
    assertThat(statistics.completedReads()).isEqualTo(3);
    assertThat(statistics.readLatencyTicks()).isEqualTo(3 * 49);
  }

  @Test
  void aReadOfAQueuedWriteIsAnsweredInOneTick() {
    ReplayStatistics statistics =
        replay(
            GoldenDevices.device("DDR4_3200", "m1"), true, List.of(write(64), write(64), read(64)));
    assertThat(statistics.forwardedReads()).isEqualTo(1);
    assertThat(statistics.coalescedWrites()).isEqualTo(1);
    assertThat(statistics.longestReadLatencyTicks()).isEqualTo(1);
    assertThat(statistics.reads()).isZero();
  }

  @Test
  void aDrainWhoseFirstWriteWaitsForAWaitingReadDoesNotStopForEver() {
    // The read waits behind a drain that must not overtake it: DRAMsim3 would stand still.
    List<RequestList.Entry> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      requests.add(read(0x10000 + 64 * i));
      requests.add(write(0x10000 + 64 * i));
    }
    ReplayStatistics statistics = replay(GoldenDevices.device("DDR4_3200", "m1"), true, requests);
    assertThat(statistics.completedReads()).isEqualTo(200);
  }

  @Test
  void idleTimeCostsRefreshesOnly() {
    Dramsim3Spec spec = GoldenDevices.device("HBM2_8Gb", "m1");
    long farAway = 1_000_000_000;
    ReplayStatistics statistics =
        replay(spec, false, List.of(new RequestList.Entry(false, 0, farAway)));
    assertThat(statistics.refreshes()).isEqualTo(farAway / spec.timing().refreshInterval());
    assertThat(statistics.activates()).isEqualTo(1);
    assertThat(statistics.activeTicks()).isLessThan(spec.timing().refreshInterval());
  }

  @Test
  void anEmptyTraceIsOneTick() {
    assertThat(replay(GoldenDevices.device("DDR4_3200", "m1"), false, List.of()).ticks())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DDR4_3200", "HBM2_8Gb", "LPDDR4_2400"})
  void shippedDevicesReplayUnderBothMappingsAsTheReferenceDoes(String device) {
    for (String mapping : List.of("m1", "m2")) {
      Dramsim3Spec spec = GoldenDevices.device(device, mapping);
      for (String trace : List.of("c_mix21", "d_random", "g_bursty")) {
        List<RequestList.Entry> requests = GoldenDevices.traces(spec).trace(trace).subList(0, 600);
        ReplayStatistics expected =
            new ReferenceDramsim3Controller(
                    spec.timing(),
                    spec.organisation(),
                    spec.mapping(),
                    spec.controller(),
                    new RequestList(requests),
                    false,
                    (tick, command, bank, row, column) -> {})
                .replay();
        assertThat(spec.newController().replay(new RequestList(requests), false, null))
            .as("%s %s", mapping, trace)
            .usingRecursiveComparison()
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "controller.profile=dramsim | controller.profile: 'dramsim' is not 'dramsim3'",
        "organisation.channels=2 | organisation.channels: 2 is more than the 1",
        "organisation.pseudo-channels=2 | organisation.pseudo-channels: 2 is more than the 1",
        "clock=0 ns | clock: '0 ns' is not above zero",
        "mapping=m3 | mapping: unknown mapping 'm3'; did you mean 'm1'? There is: m1, m2",
        "timing.tCCDL=3 | timing.tCCDL: is below tCCDS",
        "timing.CWL=60 | timing.CWL: is not below CL + burst + tRTRS",
        "timing.tREFI=600 | timing.tREFI: is below 4 times the longest distance of 560 cycles",
        "timing.AL=23 | timing.AL: is above tRCD",
        "controller.command-queue=65 | controller.command-queue: 65 is out of range",
        "currents.VDD=12 mA | currents.VDD",
        "mappings.m1=row bank column | lacks the field bank-group",
        "timing.tRCDD=3 | unknown key 'tRCDD'; did you mean 'tRCD'"
      })
  void badConfigsAreRefusedNamingWhatIsWrong(String setting, String message) {
    assertThatThrownBy(() -> GoldenDevices.with("DDR4_3200", List.of(setting)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void banksThatCannotAllBeClosedBetweenRefreshesAreRefused() {
    assertThatThrownBy(
            () ->
                GoldenDevices.with("DDR4_3200", List.of("organisation.banks=16", "timing.tPPD=74")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "timing.tREFI: is below 4 times the 4736 cycles that closing 64 banks takes");
  }
}
