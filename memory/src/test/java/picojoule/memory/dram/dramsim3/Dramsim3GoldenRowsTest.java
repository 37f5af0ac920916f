package picojoule.memory.dram.dramsim3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.memory.dram.replay.ReplayStatistics;

/** What DRAMsim3 (commit 2981759) printed after whole traces. */
class Dramsim3GoldenRowsTest {

  private static final int ALL_ROWS = 66;
  private static final int FEW_TRANSACTIONS = 60_000;

  /** The golden file gives mean latencies to four digits. */
  private static final Offset<Double> PRINTED = within(0.000051);

  /** A row of the golden file by the names of its columns. */
  private record Row(Map<String, String> cells) {

    String text(String column) {
      return cells.get(column);
    }

    long number(String column) {
      return Long.parseLong(text(column));
    }

    double real(String column) {
      return Double.parseDouble(text(column));
    }

    boolean has(String column) {
      return !text(column).isEmpty();
    }

    @Override
    public String toString() {
      return String.join(" ", text("device"), text("mapping"), text("trace"), text("inj_per_tick"));
    }
  }

  private static List<Row> rows() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Dramsim3GoldenRowsTest.class.getResourceAsStream("/dram/dramsim3/golden.csv"),
                StandardCharsets.UTF_8))) {
      String[] names = reader.readLine().split(",", -1);
      return reader
          .lines()
          .map(
              line -> {
                String[] values = line.split(",", -1);
                Map<String, String> cells = new HashMap<>();
                for (int i = 0; i < names.length; i++) {
                  cells.put(names[i], values[i]);
                }
                return new Row(cells);
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Row> shortRows() {
    return rows().stream().filter(row -> row.number("n_tx") <= FEW_TRANSACTIONS);
  }

  static Stream<Row> longRows() {
    return rows().stream().filter(row -> row.number("n_tx") > FEW_TRANSACTIONS);
  }

  @Test
  void shortAndLongRowsAreAllThereAre() {
    assertThat(shortRows().count() + longRows().count()).isEqualTo(ALL_ROWS);
  }

  @ParameterizedTest
  @MethodSource("shortRows")
  void shortTracesTakeTheSameCyclesCommandsLatencyAndEnergy(Row row) {
    replayEquals(row);
  }

  @ParameterizedTest
  @MethodSource("longRows")
  @Tag("slow")
  void longTracesTakeTheSameCyclesCommandsLatencyAndEnergy(Row row) {
    replayEquals(row);
  }

  private static void replayEquals(Row row) {
    Dramsim3Spec spec = GoldenDevices.device(row.text("device"), row.text("mapping"));
    List<RequestList.Entry> trace = GoldenDevices.traces(spec).trace(row.text("trace"));
    assertThat(trace).hasSize((int) row.number("n_tx"));

    ReplayStatistics statistics =
        spec.newController()
            .replay(new RequestList(trace), row.text("inj_per_tick").equals("unlimited"), null);

    Map<String, Long> counts = new HashMap<>();
    counts.put("cycles", statistics.ticks());
    counts.put("last_accept_cycle", statistics.lastAcceptTick());
    counts.put("ACT", statistics.activates());
    counts.put("PRE", statistics.precharges());
    counts.put("RD", statistics.reads());
    counts.put("WR", statistics.writes());
    counts.put("REF", statistics.refreshes());
    counts.put("row_hits", statistics.rowHits());
    counts.put("all_banks_idle_cycles", statistics.allBanksIdleTicks());
    if (row.has("row_conflicts")) {
      counts.put("row_misses", statistics.rowMisses());
      counts.put("row_conflicts", statistics.rowConflicts());
    }
    Map<String, Long> golden = new HashMap<>();
    counts.keySet().forEach(column -> golden.put(column, row.number(column)));
    assertThat(counts).isEqualTo(golden);
    if (row.has("avg_rd_lat_cycles")) {
      assertThat(statistics.meanReadLatencyTicks())
          .isCloseTo(row.real("avg_rd_lat_cycles"), PRINTED);
    }
    energyEquals(
        row, spec.currents().energy(statistics, spec.timing(), spec.clockPeriodFemtoseconds()));
  }

  private static void energyEquals(Row row, Dramsim3Energy energy) {
    // The file gives tenths of a picojoule, and the simulator counted in doubles.
    double rounding = 0.1 + 1e-9 * energy.totalPicojoules();
    Map<String, Double> parts = new HashMap<>();
    parts.put("act_pJ", energy.activatePicojoules());
    parts.put("rd_pJ", energy.readPicojoules());
    parts.put("wr_pJ", energy.writePicojoules());
    parts.put("ref_pJ", energy.refreshPicojoules());
    parts.put("act_standby_pJ", energy.activeStandbyPicojoules());
    parts.put("pre_standby_pJ", energy.prechargeStandbyPicojoules());
    parts.put("energy_pJ", energy.totalPicojoules());
    parts.forEach(
        (column, picojoules) ->
            assertThat(picojoules).as(column).isCloseTo(row.real(column), within(rounding)));
  }

  @Test
  void rowsCoverBothMappingsAndBothInjections() {
    assertThat(rows().stream().map(row -> row.text("mapping")).distinct())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList("M1", "M2"));
    assertThat(rows().stream().map(row -> row.text("inj_per_tick")).distinct())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList("1", "unlimited"));
  }
}
