package picojoule.explore.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import picojoule.accelerator.AreaRow;
import picojoule.accelerator.EnergyRow;
import picojoule.accelerator.OperationReport;
import picojoule.accelerator.RunReport;
import picojoule.isa.Operand;
import picojoule.isa.Operation;

/** A run as the names and numbers that users script against; the unit is in every name. */
public final class RunSummary {

  private static final double BYTES_PER_GIGABYTE = 1e9;
  private static final double NANOSECONDS_PER_SECOND = 1e9;

  private RunSummary() {}

  /** The whole summary: what was run, the figures, operations among them. */
  public static Map<String, Object> of(RunInput input, RunReport report) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("machine", report.machine());
    summary.putAll(input.names());
    summary.putAll(figures(report));
    summary.put("stalls", stalls(report));
    summary.put("dram_requesters", MemorySummary.requesters(report));
    summary.put("memories", MemorySummary.memories(report));
    summary.put("links", MemorySummary.links(report));
    summary.put("energy", energy(report));
    summary.put("area", area(report));
    summary.put("layers", report.operations().stream().map(RunSummary::layer).toList());
    return summary;
  }

  /** The figures of a run that are single numbers. */
  public static Map<String, Object> figures(RunReport report) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("cycles", report.cycles());
    figures.put("latency_ns", report.nanoseconds());
    figures.put("clock_mhz", report.clockMegahertz());
    figures.put("tokens_per_second", perToken(report, RunSummary::tokensPerSecond));
    figures.put("macs", report.macs());
    figures.put("utilization", report.utilization());
    figures.put("weight_bytes", report.bytesRead().get(Operand.WEIGHTS));
    figures.put(
        "kv_bytes",
        report.bytesRead().get(Operand.KV_CACHE) + report.bytesWritten().get(Operand.KV_CACHE));
    figures.put("dram_read_bytes", report.dramReadBytes());
    figures.put("dram_write_bytes", report.dramWriteBytes());
    figures.put("row_hit_rate", report.rowHitRate());
    figures.put("dram_bandwidth_gbps", report.dramBytesPerSecond() / BYTES_PER_GIGABYTE);
    figures.put("dram_peak_gbps", report.dramPeakBytesPerSecond() / BYTES_PER_GIGABYTE);
    figures.put(
        "dram_share_of_peak", report.dramBytesPerSecond() / report.dramPeakBytesPerSecond());
    figures.put("energy_pj", report.picojoules());
    figures.put("energy_pj_per_token", perToken(report, (r, tokens) -> r.picojoules() / tokens));
    figures.put("power_mw", report.milliwatts());
    figures.put("area_um2", report.squareMicrometres());
    return figures;
  }

  /** Shares of the run's time by what the array did or waited for; they add up to 1. */
  public static Map<String, Double> stalls(RunReport report) {
    Map<String, Double> stalls = new LinkedHashMap<>();
    report.stallShares().forEach((cause, share) -> stalls.put(cause.key(), share));
    return stalls;
  }

  /** Energy by component in picojoules. */
  public static Map<String, Double> energy(RunReport report) {
    return report.energy().stream()
        .collect(
            Collectors.groupingBy(
                row -> component(row.component()),
                LinkedHashMap::new,
                Collectors.summingDouble(EnergyRow::picojoules)));
  }

  /** Area by component in square micrometres. */
  public static Map<String, Double> area(RunReport report) {
    return report.area().stream()
        .collect(
            Collectors.groupingBy(
                row -> component(row.component()),
                LinkedHashMap::new,
                Collectors.summingDouble(AreaRow::squareMicrometres)));
  }

  /** One operation. */
  public static Map<String, Object> layer(OperationReport row) {
    Operation operation = row.operation();
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("name", operation.name());
    layer.put("kind", operation.kind().name().toLowerCase(Locale.ROOT));
    layer.put("M", operation.shape().m());
    layer.put("N", operation.shape().n());
    layer.put("K", operation.shape().k());
    layer.put("instances", operation.instances());
    layer.put("macs", operation.macs());
    layer.put("weight_bytes", operation.weightBytes());
    layer.put("kv_read_bytes", operation.kvReadBytes());
    layer.put("kv_write_bytes", operation.kvWriteBytes());
    layer.put("dram_bytes", row.dramBytes());
    layer.put("latency_cycles", row.latencyCycles());
    layer.put("span_cycles", row.spanCycles());
    layer.put("bound_cycles", row.boundCycles());
    layer.put("bound_by", row.boundBy());
    layer.put("span_over_bound", row.spanOverBound());
    layer.put("utilization", row.arrayUtilization());
    return layer;
  }

  /** The columns of {@link #layer}. */
  public static List<String> layerColumns(RunReport report) {
    return List.copyOf(layer(report.operations().get(0)).keySet());
  }

  private static String component(String name) {
    return name.startsWith("pe.") ? "array" : name.replace('-', '_');
  }

  private static double tokensPerSecond(RunReport report, long tokens) {
    return tokens * NANOSECONDS_PER_SECOND / report.nanoseconds();
  }

  private static Double perToken(RunReport report, PerToken figure) {
    OptionalLong tokens = report.tokens();
    return tokens.isPresent() ? figure.of(report, tokens.getAsLong()) : null;
  }

  private interface PerToken {
    double of(RunReport report, long tokens);
  }
}
