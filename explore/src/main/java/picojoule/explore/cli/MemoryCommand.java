package picojoule.explore.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.explore.report.AtomicFile;
import picojoule.explore.report.Scaled;
import picojoule.explore.report.TextTable;
import picojoule.memory.dram.device.TraceDevice;
import picojoule.memory.dram.replay.CommandTrace;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.TraceFile;

/** Replays a request trace on a DRAM device. */
@Command(
    name = "memory",
    description =
        "Replays a trace of memory requests on one channel of a DRAM, command by command.",
    footer = {
      "",
      "A line of a trace is one burst: 'R|W hexaddress earliest_ns'. Those of Ramulator ('LD 0x40',",
      "'0x40 R') and of DRAMsim3 ('0x40 READ 12', in cycles) are recognized, gzip too.",
      "",
      "Examples:",
      "  picojoule memory --device ramulator-2.1/DDR4_3200 --trace requests.txt",
      "  picojoule memory --device hbm2-2000 --set organisation.channels=1 --trace requests.txt.gz \\",
      "    --mapping 'row bank column pseudo-channel bank-group' --commands commands.csv.gz"
    })
final class MemoryCommand extends Verb {

  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--device",
      paramLabel = "NAME|FILE",
      required = true,
      description = "The device: a YAML file, or the name of one in configs/memory.")
  String device;

  @Option(
      names = "--trace",
      paramLabel = "FILE|-",
      required = true,
      description = "The requests, or - for standard input.")
  String trace;

  @Option(
      names = "--mapping",
      paramLabel = "MAPPING",
      description = "Another address mapping: a name of the device's file, such as m2, or a text.")
  String mapping;

  @Option(
      names = "--injection",
      paramLabel = "1|unlimited",
      defaultValue = "1",
      description =
          "Requests that the controller may take in one tick (default: ${DEFAULT-VALUE}).")
  String injection;

  @Option(
      names = "--commands",
      paramLabel = "FILE",
      description = "Write every command as CSV; gzip where the name ends in .gz.")
  Path commands;

  @Override
  public Integer call() {
    if (!injection.equals("1") && !injection.equals("unlimited")) {
      throw new BadInputException("--injection", "'" + injection + "' is not 1 or unlimited");
    }
    TraceDevice memory = memory();
    ReplayStatistics statistics = replay(memory);
    answer(json(memory, statistics), text(memory, statistics));
    return 0;
  }

  private TraceDevice memory() {
    Section section = ConfigFile.read(configs().find("memory", device, "--device"));
    if (mapping != null) {
      section = ConfigFile.with(section, List.of("mapping=" + mapping));
    }
    section = ConfigFile.with(section, common.settings);
    TraceDevice memory = TraceDevice.read(section);
    section.rejectUnknownKeys();
    return memory;
  }

  private ReplayStatistics replay(TraceDevice memory) {
    if (commands == null) {
      return replay(memory, null);
    }
    AtomicFile.requireWritable(commands);
    ReplayStatistics[] statistics = new ReplayStatistics[1];
    AtomicFile.write(
        commands,
        file -> {
          try (Writer text = writer(file)) {
            statistics[0] = replay(memory, new CommandTrace(memory.organisation(), text));
          }
        });
    return statistics[0];
  }

  private Writer writer(OutputStream file) throws IOException {
    OutputStream packed = commands.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file;
    return new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8));
  }

  private ReplayStatistics replay(TraceDevice memory, ReplayListener listener) {
    try (TraceFile source =
        trace.equals(STANDARD_INPUT)
            ? TraceFile.of(
                "standard input",
                System.in,
                memory.organisation(),
                memory.clockPeriodFemtoseconds())
            : TraceFile.open(
                Path.of(trace), memory.organisation(), memory.clockPeriodFemtoseconds())) {
      return memory.controller().play(source, injection.equals("unlimited"), listener);
    }
  }

  private static Map<String, Object> json(TraceDevice memory, ReplayStatistics statistics) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("standard", memory.standard());
    json.put("cycles", statistics.ticks());
    json.put("last_accept_cycle", statistics.lastAcceptTick());
    json.put("clock_mhz", 1e9 / memory.clockPeriodFemtoseconds());
    json.put("time_ns", nanoseconds(memory, statistics.ticks()));
    json.put("latency_cycles_avg", statistics.meanReadLatencyTicks());
    json.put("latency_ns_avg", memory.nanoseconds(statistics.meanReadLatencyTicks()));
    json.put("latency_ns_max", nanoseconds(memory, statistics.longestReadLatencyTicks()));
    json.put("bandwidth_gbps", gigabytesPerSecond(memory, statistics));
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
    return json;
  }

  private static double nanoseconds(TraceDevice memory, long ticks) {
    return memory.nanoseconds((double) ticks);
  }

  private static double gigabytesPerSecond(TraceDevice memory, ReplayStatistics statistics) {
    double bytes =
        (double) (statistics.reads() + statistics.writes()) * memory.organisation().burstBytes();
    return bytes / nanoseconds(memory, statistics.ticks());
  }

  private static String text(TraceDevice memory, ReplayStatistics statistics) {
    TextTable table = new TextTable(memory.standard(), "");
    table.row("cycles", String.format("%,d", statistics.ticks()));
    table.row("time", Scaled.of(nanoseconds(memory, statistics.ticks()) * 1e-9, "s"));
    double achieved = gigabytesPerSecond(memory, statistics);
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
            nanoseconds(memory, statistics.longestReadLatencyTicks())));
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
    return table.toString();
  }
}
