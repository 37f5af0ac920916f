package picojoule.memory.dram.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.replay.ReplayStatistics;

/** Every command of the golden runs of Ramulator 2.1. */
class GoldenCommandsTest {

  private static final int RUNS = 25;

  /** A run as its name tells it: {@code r21_DDR4_3200_M1_d_random}. */
  private record Run(String name, String device, String mapping, String trace, long cycles) {

    static Run of(Map<String, String> row) {
      String[] words = row.get("name").split("_", 5);
      return new Run(
          row.get("name"),
          words[1] + "_" + words[2],
          words[3].toLowerCase(Locale.ROOT),
          words[4],
          Long.parseLong(row.get("cycles")));
    }

    DramSpec spec() {
      return GoldenRuns.device(device, mapping);
    }

    List<TracedRequest> requests() {
      int tick = GoldenRuns.tickPicoseconds(spec());
      String file = "commands-in/" + GoldenRuns.traceSet(spec()) + "_" + trace + ".txt.gz";
      return GoldenRuns.lines(file).stream()
          .map(line -> line.split(" ", -1))
          .map(
              words ->
                  new TracedRequest(
                      words[0].equals("W"),
                      Long.parseLong(words[1], 16),
                      -Math.floorDiv(-Long.parseLong(words[2]) * 1000, tick)))
          .toList();
    }

    List<TracedCommand> commands() {
      Organisation organisation = spec().organisation();
      return GoldenRuns.table("commands/" + name + ".cmd.gz").stream()
          .map(row -> command(row, organisation))
          .toList();
    }

    private static TracedCommand command(Map<String, String> row, Organisation organisation) {
      int rank = part(row, "PseudoChannel") * organisation.ranks();
      rank += part(row, "Rank") + part(row, "Sid");
      int group = rank * organisation.bankGroups() + part(row, "BankGroup");
      return new TracedCommand(
          Long.parseLong(row.get("clock")),
          Stream.of(Command.values())
              .filter(command -> command.text().equals(row.get("command")))
              .findFirst()
              .orElseThrow(),
          group * organisation.banks() + part(row, "Bank"),
          Integer.parseInt(row.get("Row")),
          Integer.parseInt(row.get("Column")));
    }

    /** The number of a part; 0 where there is none, or where the command goes to all. */
    private static int part(Map<String, String> row, String level) {
      return Math.max(0, Integer.parseInt(row.getOrDefault(level, "0")));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Run> runs() {
    List<Run> runs = GoldenRuns.table("commands-INDEX.csv").stream().map(Run::of).toList();
    assertThat(runs).hasSize(RUNS);
    return runs;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void issuesEveryCommandAtItsClock(Run run) {
    List<TracedCommand> commands = new ArrayList<>();
    ReplayStatistics statistics =
        new Replay(run.spec(), GoldenRuns.policy(run.device()))
            .run(
                TracedRequest.source(run.requests()),
                false,
                (tick, command, bank, row, column) ->
                    commands.add(new TracedCommand(tick, command, bank, row, column)));
    assertThat(commands).isEqualTo(run.commands());
    new CommandTraceChecker(run.spec(), RefreshMode.ALL_BANK).check(commands, run.cycles());
    assertThat(statistics.ticks()).isEqualTo(run.cycles());
  }

  @Test
  void isWhatTheClockByClockControllerIssues() {
    checkReference(
        runs().stream()
            .filter(run -> run.name().equals("r21_HBM2_2000_M1_d_random"))
            .findFirst()
            .orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("runs")
  @Tag("slow")
  void isWhatTheClockByClockControllerIssuesInEveryRun(Run run) {
    checkReference(run);
  }

  private static void checkReference(Run run) {
    List<TracedCommand> commands = new ArrayList<>();
    ReplayStatistics statistics =
        ReferenceReplay.run(
            run.spec(),
            GoldenRuns.policy(run.device()),
            run.requests(),
            false,
            (tick, command, bank, row, column) ->
                commands.add(new TracedCommand(tick, command, bank, row, column)));
    assertThat(commands).isEqualTo(run.commands());
    assertThat(statistics.ticks()).isEqualTo(run.cycles());
  }
}
