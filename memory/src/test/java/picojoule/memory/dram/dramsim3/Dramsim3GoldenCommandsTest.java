package picojoule.memory.dram.dramsim3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.replay.ReplayListener;

/** The commands that DRAMsim3 (commit 2981759) issued at the beginning of traces. */
class Dramsim3GoldenCommandsTest {

  private static final Map<String, Command> COMMANDS =
      Map.of(
          "activate", Command.ACT,
          "precharge", Command.PRE,
          "read", Command.RD,
          "write", Command.WR,
          "refresh", Command.REF);

  @ParameterizedTest
  @CsvSource({
    "DDR4_3200, M1, g_bursty, 1536",
    "DDR4_3200, M2, g_bursty, 1536",
    "DDR4_3200, M2, c_mix21, 6000",
    "DDR4_3200, M2, h_kvcache, 4000",
    "HBM2_8Gb, M1, g_bursty, 1536",
    "HBM2_8Gb, M1, d_random, 4000",
    "HBM2_8Gb, M2, c_mix21, 6000"
  })
  void commandsAreTheSameInTheSameCycles(
      String device, String mapping, String trace, int transactions) throws IOException {
    Dramsim3Spec spec = GoldenDevices.device(device, mapping);
    List<ReplayedCommand> commands = new ArrayList<>();
    spec.newController().replay(source(spec, trace, transactions), false, collector(commands));
    assertThat(commands).isEqualTo(golden(spec, device, mapping, trace));
  }

  @ParameterizedTest
  @CsvSource({
    "DDR4_3200, M2, c_mix21, 6000",
    "DDR4_3200, M2, h_kvcache, 4000",
    "HBM2_8Gb, M1, d_random, 4000",
    "HBM2_8Gb, M2, c_mix21, 6000"
  })
  void theClockByClockControllerIsHeldToThemToo(
      String device, String mapping, String trace, int transactions) throws IOException {
    Dramsim3Spec spec = GoldenDevices.device(device, mapping);
    List<ReplayedCommand> commands = new ArrayList<>();
    new ReferenceDramsim3Controller(
            spec.timing(),
            spec.organisation(),
            spec.mapping(),
            spec.controller(),
            source(spec, trace, transactions),
            false,
            collector(commands))
        .replay();
    assertThat(commands).isEqualTo(golden(spec, device, mapping, trace));
  }

  private static RequestList source(Dramsim3Spec spec, String trace, int transactions) {
    return new RequestList(GoldenDevices.traces(spec).trace(trace).subList(0, transactions));
  }

  private static ReplayListener collector(List<ReplayedCommand> commands) {
    return (tick, command, bank, row, column) ->
        commands.add(new ReplayedCommand(tick, command, bank, row, column));
  }

  private static List<ReplayedCommand> golden(
      Dramsim3Spec spec, String device, String mapping, String trace) throws IOException {
    String name = "/dram/dramsim3/d3_%s_%s_%s.cmd.gz".formatted(device, mapping, trace);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Dramsim3GoldenCommandsTest.class.getResourceAsStream(name)),
                StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> command(line, spec.organisation().banks())).toList();
    }
  }

  /** A line: clock, command, channel, rank, bank group, bank, row, column. */
  private static ReplayedCommand command(String line, int banksPerGroup) {
    String[] fields = line.strip().split("\\s+", -1);
    Command command = COMMANDS.get(fields[1]);
    boolean column = command == Command.RD || command == Command.WR;
    return new ReplayedCommand(
        Long.parseLong(fields[0]),
        command,
        command == Command.REF
            ? 0
            : Integer.parseInt(fields[4]) * banksPerGroup + Integer.parseInt(fields[5]),
        column || command == Command.ACT ? Integer.decode(fields[6]) : -1,
        column ? Integer.decode(fields[7]) : -1);
  }
}
