package picojoule.memory.dram.controller;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;

class CommandTraceCheckerTest {

  /** Traces are written as tick, command, bank and row. */
  private static List<TracedCommand> trace(String text) {
    return Arrays.stream(text.split(", ", -1))
        .map(command -> command.split(" ", -1))
        .map(
            words ->
                new TracedCommand(
                    Long.parseLong(words[0]),
                    Command.valueOf(words[1]),
                    Integer.parseInt(words[2]),
                    words.length > 3 ? Integer.parseInt(words[3]) : -1,
                    0))
        .toList();
  }

  private static void check(String device, String text) {
    DramSpec spec = RandomDevice.shipped(device);
    List<TracedCommand> commands = trace(text);
    new CommandTraceChecker(spec, RefreshMode.ALL_BANK)
        .check(commands, commands.get(commands.size() - 1).tick());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DDR4_3200|1 ACT 0 5, 23 RD 0 5, 53 PRE 0, 75 ACT 0 6",
        "DDR4_3200|1 ACT 0 5, 5 ACT 4 5, 9 ACT 8 5, 13 ACT 12 5, 35 ACT 1 5",
        "DDR4_3200|1 ACT 0 5, 12480 PREA 0, 12502 REF 0, 13078 ACT 0 5",
        "LPDDR5_6400|1 ACT1 0 5, 9 ACT2 0 5, 16 CAS_RD 0 5, 17 RD 0 5, 34 RD 0 5",
        "HBM3_6400|1 ACT 0 5, 65 RD 0 5, 94 PRE 0, 145 ACT 0 6",
        "HBM2_2000|1 ACT 0 5, 16 RD 0 5, 16 ACT 16 5"
      })
  void findsNothingInAGoodTrace(String device, String text) {
    assertThatCode(() -> check(device, text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DDR4_3200|1 ACT 0 5, 22 RD 0 5|latency=22",
        "DDR4_3200|1 ACT 0 5, 23 RD 0 5, 52 PRE 0|latency=52",
        "DDR4_3200|1 ACT 0 5, 5 ACT 4 5, 9 ACT 8 5, 13 ACT 12 5, 34 ACT 1 5|window=4",
        "DDR4_3200|1 ACT 0 5, 200 ACT 0 6|not closed",
        "DDR4_3200|1 ACT 0 5, 23 RD 0 6|not open",
        "DDR4_3200|1 PRE 0|not open",
        "DDR4_3200|1 RD 0 5|not open",
        "DDR4_3200|1 ACT 0 5, 12480 REF 0|not closed",
        "DDR4_3200|12479 REF 0|before it is due",
        "DDR4_3200|16000 REF 0|was due",
        "DDR4_3200|16000 ACT 0 5|was to be refreshed",
        "DDR4_3200|1 ACT 0 5, 23 RD 0 5, 23 ACT 4 5|bus taken",
        "DDR4_3200|12480 REF 0, 13055 ACT 0 5|latency=576",
        "DDR4_3200|9 ACT 0 5, 1 ACT 4 5|back in time",
        "HBM3_6400|2 ACT 0 5|falling edge",
        "HBM3_6400|1 ACT 0 5, 65 RD 0 5, 94 PRE 0, 143 ACT 0 6|latency=144",
        "HBM3_6400|12481 REF 0, 13001 ACT 31 5|latency=1118",
        "LPDDR5_6400|1 ACT1 0 5, 16 CAS_RD 0 5, 17 RD 0 5|not open",
        "LPDDR5_6400|1 ACT1 0 5, 5 ACT1 4 5|before an ACT2",
        "LPDDR5_6400|1 ACT1 0 5, 10 ACT2 0 5|tAAD",
        "LPDDR5_6400|1 ACT1 0 5, 9 ACT2 0 6|another row",
        "LPDDR5_6400|1 ACT2 0 5|no ACT1",
        "LPDDR5_6400|1 ACT1 0 5, 9 ACT2 0 5, 17 RD 0 5|no write clock",
        "LPDDR5_6400|1 ACT1 0 5, 9 ACT2 0 5, 16 CAS_RD 0 5, 17 RD 0 5, 37 RD 0 5|no write clock",
        "LPDDR5_6400|1 ACT1 0 5, 9 ACT2 0 5, 16 CAS_RD 0 5, 17 WR 0 5|follows",
      })
  void namesTheFirstWrongCommand(String device, String text, String message) {
    assertThatThrownBy(() -> check(device, text))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 ACT 0 5, 10 ACT 16 5, 40 RD 0 5, 45 RD 16 5|sibling=true",
        "12480 REF 16, 12480 REF 0|bus taken",
        "12480 REF 0, 16000 ACT 0 5|bank 16 was to be refreshed"
      })
  void seesRanks(String text, String message) {
    DramSpec spec =
        RandomDevice.shipped(
            "DDR4_3200", "organisation.ranks=2", "mapping=row rank bank bank-group column");
    List<TracedCommand> commands = trace(text);
    assertThatThrownBy(
            () -> new CommandTraceChecker(spec, RefreshMode.ALL_BANK).check(commands, 20_000))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }

  /** Every device under every policy. */
  static Stream<ControllerPolicy> policies() {
    List<ControllerPolicy> policies = new ArrayList<>();
    for (Scheduler.Kind scheduler : Scheduler.Kind.values()) {
      for (long idleCycles : new long[] {0, 100, RowPolicy.FOREVER}) {
        for (RefreshMode refresh : RefreshMode.values()) {
          policies.add(
              new ControllerPolicy(
                  32, 32, 26, 6, scheduler, 4, new RowPolicy(idleCycles), refresh, 1, 0));
        }
      }
    }
    return policies.stream();
  }

  private static boolean has(DramSpec spec, RefreshMode refresh) {
    return switch (refresh) {
      case PER_BANK -> spec.timing().cycles().containsKey("tREFIpb");
      case SAME_BANK -> spec.timing().cycles().containsKey("tREFIsb");
      case ALL_BANK, NONE -> true;
    };
  }

  @ParameterizedTest
  @MethodSource("policies")
  void findsNothingInWhatControllersDoWithShippedDevices(ControllerPolicy policy) {
    Random random = new Random(policy.hashCode());
    for (String device : RandomDevice.NAMES) {
      DramSpec spec = RandomDevice.shipped(device);
      if (!has(spec, policy.refresh())) {
        continue;
      }
      List<TracedRequest> requests = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        long start = random.nextInt(3000) * (long) i;
        for (TracedRequest request : RandomTraffic.next(spec, random)) {
          requests.add(
              new TracedRequest(
                  request.isWrite(), request.address(), start + request.earliestTick()));
        }
      }
      List<TracedCommand> commands = new ArrayList<>();
      long end =
          new Replay(spec, policy)
              .run(
                  TracedRequest.source(requests),
                  true,
                  (tick, command, bank, row, column) ->
                      commands.add(new TracedCommand(tick, command, bank, row, column)))
              .ticks();
      new CommandTraceChecker(spec, policy.refresh()).check(commands, end);
    }
  }
}
