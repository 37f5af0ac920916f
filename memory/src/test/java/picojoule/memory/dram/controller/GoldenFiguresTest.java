package picojoule.memory.dram.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.replay.ReplayStatistics;

/** Every figure of every golden run of Ramulator 2.1. */
class GoldenFiguresTest {

  private static final long MOST_REQUESTS = 1 << 18;
  private static final int ROWS = 63;

  /** Means are printed with four digits. */
  private static final double HALF_A_DIGIT = 0.5001e-4;

  static List<Map<String, String>> shortRuns() {
    return GoldenRuns.table("golden.csv").stream()
        .filter(row -> row.get("mapping").equals("M1") && number(row, "n_tx") <= MOST_REQUESTS)
        .toList();
  }

  static List<Map<String, String>> otherRuns() {
    List<Map<String, String>> rows = GoldenRuns.table("golden.csv");
    assertThat(rows).hasSize(ROWS);
    return rows.stream().filter(row -> !shortRuns().contains(row)).toList();
  }

  @ParameterizedTest
  @MethodSource("shortRuns")
  void reproducesEveryFigureOfShortRuns(Map<String, String> row) {
    check(row);
  }

  @ParameterizedTest
  @MethodSource("otherRuns")
  @Tag("slow")
  void reproducesEveryFigureOfLongRuns(Map<String, String> row) {
    check(row);
  }

  private static void check(Map<String, String> row) {
    String device = row.get("device");
    DramSpec spec = GoldenRuns.device(device, row.get("mapping").toLowerCase(Locale.ROOT));
    long[] commands = new long[Command.values().length];
    GoldenTrace trace = GoldenRuns.trace(GoldenTrace.Kind.of(row.get("trace")), spec);
    ReplayStatistics statistics =
        new Replay(spec, GoldenRuns.policy(device))
            .run(
                trace,
                row.get("inj_per_tick").equals("unlimited"),
                (tick, command, bank, place, column) -> commands[command.ordinal()]++);
    Map<String, Long> actual = new TreeMap<>();
    actual.put("n_tx", trace.count());
    actual.put("cycles", statistics.ticks());
    actual.put("last_accept_cycle", statistics.lastAcceptTick());
    actual.put("row_hits", statistics.rowHits());
    actual.put("row_misses", statistics.rowMisses());
    actual.put("row_conflicts", statistics.rowConflicts());
    actual.put("ACT", commands[Command.ACT.ordinal()]);
    actual.put("PRE", commands[Command.PRE.ordinal()]);
    actual.put("PREab", commands[Command.PREA.ordinal()]);
    actual.put("RD", commands[Command.RD.ordinal()]);
    actual.put("WR", commands[Command.WR.ordinal()]);
    actual.put("REF", commands[Command.REF.ordinal()]);
    actual.put("rd_forwarded", statistics.forwardedReads());
    actual.put("wr_coalesced", statistics.coalescedWrites());
    Map<String, Long> expected = new TreeMap<>();
    actual.keySet().forEach(name -> expected.put(name, number(row, name)));
    assertThat(actual).isEqualTo(expected);
    assertThat(statistics.reads()).isEqualTo(number(row, "RD"));
    assertThat(statistics.writes()).isEqualTo(number(row, "WR"));
    assertThat(statistics.activates()).isEqualTo(number(row, "ACT"));
    assertThat(statistics.precharges()).isEqualTo(number(row, "PRE"));
    assertThat(statistics.prechargesAll()).isEqualTo(number(row, "PREab"));
    assertThat(statistics.refreshes()).isEqualTo(number(row, "REF"));
    String latency = row.get("avg_rd_lat_cycles");
    assertThat(statistics.meanReadLatencyTicks())
        .isCloseTo(latency.isEmpty() ? 0 : Double.parseDouble(latency), offset(HALF_A_DIGIT));
  }

  private static long number(Map<String, String> row, String column) {
    return Long.parseLong(row.get(column));
  }
}
