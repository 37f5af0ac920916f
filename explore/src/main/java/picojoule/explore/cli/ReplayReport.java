package picojoule.explore.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picojoule.explore.report.Scaled;
import picojoule.explore.report.TextTable;
import picojoule.memory.dram.device.TraceDevice;
import picojoule.memory.dram.energy.EnergyBreakdown;
import picojoule.memory.dram.replay.ReplayStatistics;

/** What the replay of a trace is answered with. */
final class ReplayReport {

  private final TraceDevice memory;
  private final ReplayStatistics statistics;
  private final Optional<EnergyBreakdown> energy;

  ReplayReport(TraceDevice memory, ReplayStatistics statistics) {
    this.memory = memory;
    this.statistics = statistics;
    this.energy = memory.energy(statistics);
  }

  /** As the contract of the verb names it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("standard", memory.standard());
    json.put("cycles", statistics.ticks());
    json.put("last_accept_cycle", statistics.lastAcceptTick());
    json.put("clock_mhz", 1e9 / memory.clockPeriodFemtoseconds());
    json.put("time_ns", nanoseconds(statistics.ticks()));
    json.put("latency_cycles_avg", statistics.meanReadLatencyTicks());
    json.put("latency_ns_avg", memory.nanoseconds(statistics.meanReadLatencyTicks()));
    json.put("latency_ns_max", nanoseconds(statistics.longestReadLatencyTicks()));
    json.put("bandwidth_gbps", gigabytesPerSecond());
    json.put("peak_bandwidth_gbps", memory.peakBytesPerSecond() / 1e9);
    json.put("reads", statistics.reads());
    json.put("writes", statistics.writes());
    json.put("activates", statistics.activates());
    json.put("precharges", statistics.precharges());
    json.put("precharges_all", statistics.prechargesAll());
    json.put("refreshes", statistics.refreshes());
    json.put("row_hits", statistics.rowHits());
    json.put("row_misses", statistics.rowMisses());
    json.put("row_conflicts", statistics.rowConflicts());
    json.put("reads_forwarded", statistics.forwardedReads());
    json.put("writes_coalesced", statistics.coalescedWrites());
    json.put("energy_pj", energy.map(EnergyBreakdown::total).orElse(null));
    json.put("pj_per_bit", energy.map(EnergyBreakdown::picojoulesPerBit).orElse(null));
    json.put("energy", energy.map(ReplayReport::parts).orElse(null));
    return json;
  }

  private static Map<String, Double> parts(EnergyBreakdown energy) {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("activate", energy.activate());
    parts.put("read", energy.read());
    parts.put("write", energy.write());
    parts.put("data_interface", energy.dataInterface());
    parts.put("refresh", energy.refresh());
    parts.put("standby", energy.standby());
    return parts;
  }

  private double nanoseconds(long ticks) {
    return memory.nanoseconds((double) ticks);
  }

  /** What the data buses carried; 0 where nothing happened. */
  private double gigabytesPerSecond() {
    double bytes =
        (double) (statistics.reads() + statistics.writes()) * memory.organisation().burstBytes();
    return statistics.ticks() == 0 ? 0 : bytes / nanoseconds(statistics.ticks());
  }

  /** For the terminal. */
  String text() {
    TextTable table = new TextTable(memory.standard(), "");
    table.row("cycles", String.format("%,d", statistics.ticks()));
    table.row("time", Scaled.of(nanoseconds(statistics.ticks()) * 1e-9, "s"));
    double achieved = gigabytesPerSecond();
    table.row(
        "bandwidth",
        String.format(
            "%.2f GB/s, %s of the peak",
            achieved, Scaled.percent(achieved * 1e9 / memory.peakBytesPerSecond())));
    table.row(
        "read latency",
        String.format(
            "%.1f ns on average, %.1f ns at most",
            memory.nanoseconds(statistics.meanReadLatencyTicks()),
            nanoseconds(statistics.longestReadLatencyTicks())));
    table.row("reads", String.format("%,d", statistics.reads()));
    table.row("writes", String.format("%,d", statistics.writes()));
    table.row("activates", String.format("%,d", statistics.activates()));
    table.row(
        "precharges",
        String.format(
            "%,d of one bank, %,d of all", statistics.precharges(), statistics.prechargesAll()));
    table.row("refreshes", String.format("%,d", statistics.refreshes()));
    table.row(
        "rows",
        String.format(
            "%,d hits, %,d misses, %,d conflicts",
            statistics.rowHits(), statistics.rowMisses(), statistics.rowConflicts()));
    if (energy.isEmpty()) {
      table.row("energy", "unknown: the device's file gives no prices");
    } else {
      table.row(
          "energy",
          "%s, %.2f pJ per bit"
              .formatted(joules(energy.get().total()), energy.get().picojoulesPerBit()));
      parts(energy.get())
          .forEach((part, price) -> table.row("  " + part.replace('_', ' '), joules(price)));
    }
    return table.toString();
  }

  private static String joules(double picojoules) {
    return Scaled.of(picojoules * 1e-12, "J");
  }
}
