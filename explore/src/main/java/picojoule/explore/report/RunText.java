package picojoule.explore.report;

import java.util.LinkedHashMap;
import java.util.Map;
import picojoule.accelerator.OperationReport;
import picojoule.accelerator.RunReport;

/**
 * A run for the terminal: the headline, where the time and the energy went, and the kinds of
 * layers.
 */
public final class RunText {

  private static final double NANO = 1e-9;
  private static final double PICO = 1e-12;
  private static final double MILLI = 1e-3;
  private static final double SQUARE_MICROMETRES_PER_SQUARE_MILLIMETRE = 1e6;
  private static final double BYTES_PER_GIGABYTE = 1e9;

  private RunText() {}

  public static String of(RunInput input, RunReport report) {
    String memories = report.memories().size() > 1 ? MemorySummary.text(report) + '\n' : "";
    return headline(input, report) + '\n' + shares(report) + '\n' + memories + layers(report);
  }

  private static String headline(RunInput input, RunReport report) {
    StringBuilder text = new StringBuilder();
    line(text, "machine", report.machine());
    input.names().forEach((name, value) -> line(text, name, value.toString()));
    line(
        text,
        "latency",
        Scaled.of(report.nanoseconds() * NANO, "s")
            + String.format(" (%,d cycles at %.0f MHz)", report.cycles(), report.clockMegahertz()));
    report
        .tokens()
        .ifPresent(
            tokens -> {
              line(
                  text, "throughput", Scaled.of(tokens / (report.nanoseconds() * NANO), "token/s"));
              line(text, "energy per token", Scaled.of(report.picojoules() / tokens * PICO, "J"));
            });
    line(text, "energy", Scaled.of(report.picojoules() * PICO, "J"));
    line(text, "average power", Scaled.of(report.milliwatts() * MILLI, "W"));
    line(
        text,
        "area",
        String.format(
            "%.3f mm2", report.squareMicrometres() / SQUARE_MICROMETRES_PER_SQUARE_MILLIMETRE));
    line(
        text,
        "work",
        Scaled.of(report.macs(), "MAC")
            + ", array utilization "
            + Scaled.percent(report.utilization()));
    line(
        text,
        "DRAM",
        Scaled.of(report.dramReadBytes(), "B")
            + " read, "
            + Scaled.of(report.dramWriteBytes(), "B")
            + String.format(
                " written, %.1f of %.1f GB/s, row hits ",
                report.dramBytesPerSecond() / BYTES_PER_GIGABYTE,
                report.dramPeakBytesPerSecond() / BYTES_PER_GIGABYTE)
            + Scaled.percent(report.rowHitRate()));
    return text.toString();
  }

  private static String shares(RunReport report) {
    TextTable time = new TextTable("the array's time", "share");
    RunSummary.stalls(report)
        .forEach(
            (cause, share) -> {
              if (share > 0) {
                time.row(cause.replace('_', ' '), Scaled.percent(share));
              }
            });
    TextTable energy = new TextTable("energy", "total", "share");
    RunSummary.energy(report)
        .forEach(
            (component, picojoules) ->
                energy.row(
                    component.replace('_', ' '),
                    Scaled.of(picojoules * PICO, "J"),
                    Scaled.percent(picojoules / report.picojoules())));
    return time + "\n" + energy;
  }

  private static String layers(RunReport report) {
    Map<String, KindTotals> kinds = new LinkedHashMap<>();
    for (OperationReport row : report.operations()) {
      kinds.computeIfAbsent(kind(row), k -> new KindTotals()).add(row);
    }
    TextTable table =
        new TextTable("layers", "count", "latency", "of run", "DRAM", "bound by", "span / bound");
    kinds.forEach(
        (kind, totals) ->
            table.row(
                kind,
                Integer.toString(totals.count),
                String.format("%,.0f cycles", totals.latency),
                Scaled.percent(totals.latency / report.cycles()),
                Scaled.of(totals.bytes, "B"),
                totals.boundBy,
                String.format("%.2f", totals.span / totals.bound)));
    return table.toString();
  }

  /** The operation's name without the number of its layer. */
  private static String kind(OperationReport row) {
    return row.operation().name().replaceAll("layers\\.\\d+\\.", "");
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-18s%s%n", name, value));
  }

  private static final class KindTotals {
    private int count;
    private double latency;
    private double span;
    private double bound;
    private long bytes;
    private String boundBy = "";

    void add(OperationReport row) {
      count++;
      latency += row.latencyCycles();
      span += row.spanCycles();
      bound += row.boundCycles();
      bytes += row.dramBytes();
      boundBy = row.boundBy();
    }
  }
}
