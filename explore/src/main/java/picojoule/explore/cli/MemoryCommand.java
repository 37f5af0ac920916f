package picojoule.explore.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Dimension;
import picojoule.config.Quantity;
import picojoule.config.Section;
import picojoule.explore.chart.Charts;
import picojoule.explore.chart.ReplayChart;
import picojoule.explore.chart.ReplayPictures;
import picojoule.explore.report.AtomicFile;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
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
      "'0x40 R') and of DRAMsim3 ('0x40 READ 12', in cycles) are recognized, gzip too. Of a device",
      "of several channels one is kept: addresses go up to the capacity of one channel, and the bits",
      "of a mapping's channel are none. Energy is told where the device's file gives prices.",
      "",
      "Examples:",
      "  picojoule memory --device ramulator-2.1/DDR4_3200 --trace requests.txt",
      "  picojoule memory --device hbm2-2000 --trace requests.txt.gz \\",
      "    --mapping 'row bank column pseudo-channel bank-group' --commands commands.csv.gz",
      "  picojoule memory --device ddr4-3200 --trace requests.txt --chart bandwidth --chart banks \\",
      "    --window 5us --out pictures"
    })
final class MemoryCommand extends Verb {

  private static final String STANDARD_INPUT = "-";
  private static final String SUMMARY = "summary.json";
  private static final String DEFAULT_WINDOW = "2us";
  private static final double SHORTEST_WINDOW = 1e6;
  private static final double LONGEST_WINDOW = 1e11;

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

  @Option(
      names = "--chart",
      paramLabel = "bandwidth|banks",
      description =
          "Draw, into the folder of --out, the bandwidth over time, or what every bank does in the"
              + " first microseconds; as PNG and SVG; repeatable.")
  List<String> charts = new ArrayList<>();

  @Option(
      names = "--window",
      paramLabel = "TIME",
      description = "How much of the begin --chart banks shows (default: " + DEFAULT_WINDOW + ").")
  String window;

  @Override
  public Integer call() {
    if (!injection.equals("1") && !injection.equals("unlimited")) {
      throw new BadInputException("--injection", "'" + injection + "' is not 1 or unlimited");
    }
    Set<ReplayChart> drawn = new LinkedHashSet<>();
    charts.forEach(chart -> drawn.add(ReplayChart.parse(chart)));
    if (window != null && !drawn.contains(ReplayChart.BANKS)) {
      throw new BadInputException(
          "--window", "is how much --chart banks shows; add that or leave --window out");
    }
    if (!drawn.isEmpty()) {
      if (common.out == null) {
        throw new BadInputException("--chart", "give --out DIR, the folder for its files");
      }
      Charts.requireFonts();
    }
    TraceDevice memory = memory();
    ReplayPictures pictures = new ReplayPictures(memory, drawn, windowTicks(memory));
    List<String> files = new ArrayList<>(ReplayPictures.files(drawn));
    files.add(SUMMARY);
    Optional<OutputFolder> folder = outputFolder(files);
    ReplayStatistics statistics = replay(memory, drawn.isEmpty() ? null : pictures);
    ReplayReport report = new ReplayReport(memory, statistics);
    folder.ifPresent(to -> to.write(Map.of(SUMMARY, JsonText.of(report.json()) + "\n")));
    if (!drawn.isEmpty()) {
      pictures.write(common.out, statistics.ticks());
    }
    answer(report.json(), report.text());
    return 0;
  }

  private long windowTicks(TraceDevice memory) {
    String shown = window == null ? DEFAULT_WINDOW : window;
    double femtoseconds =
        Quantity.parse(shown, Dimension.TIME, "--window").inBaseUnit().doubleValue();
    if (femtoseconds < SHORTEST_WINDOW || femtoseconds > LONGEST_WINDOW) {
      throw new BadInputException("--window", shown + " is not from 1 ns to 100 us");
    }
    return (long) Math.ceil(femtoseconds / memory.clockPeriodFemtoseconds());
  }

  private TraceDevice memory() {
    Section section = ConfigFile.read(configs().find("memory", device, "--device"));
    if (mapping != null) {
      String quoted = "mapping: '" + mapping.replace("'", "''") + "'";
      section = ConfigFile.over(ConfigFile.read("--mapping", new StringReader(quoted)), section);
    }
    return TraceDevice.read(ConfigFile.with(section, common.settings));
  }

  /** Replays, and writes the commands where that is asked for. */
  private ReplayStatistics replay(TraceDevice memory, ReplayListener picturesOrNull) {
    if (commands == null) {
      return play(memory, picturesOrNull);
    }
    Path file = output(commands);
    AtomicFile.requireWritable(file);
    ReplayStatistics[] statistics = new ReplayStatistics[1];
    AtomicFile.write(
        file,
        stream -> {
          try (Writer text = writer(stream)) {
            CommandTrace written = new CommandTrace(memory.organisation(), text);
            statistics[0] =
                play(memory, picturesOrNull == null ? written : both(written, picturesOrNull));
          }
        });
    return statistics[0];
  }

  private static ReplayListener both(ReplayListener one, ReplayListener other) {
    return (tick, command, bank, row, column) -> {
      one.command(tick, command, bank, row, column);
      other.command(tick, command, bank, row, column);
    };
  }

  private Writer writer(OutputStream stream) throws IOException {
    OutputStream packed =
        commands.toString().endsWith(".gz") ? new GZIPOutputStream(stream) : stream;
    return new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8));
  }

  private ReplayStatistics play(TraceDevice memory, ReplayListener listener) {
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
}
