package picojoule.explore.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.Scaled;
import picojoule.explore.report.TextTable;
import picojoule.isa.GemmShape;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.array.TileActivity;

/** The timing of the array alone. */
@Command(
    name = "array",
    description = "Times a GEMM on the array alone, with ideal memory.",
    footer = {
      "",
      "'--overlap none' is what SCALE-Sim counts; the total that it prints is the index of the last",
      "cycle, one less than the cycles here (last_cycle in the JSON).",
      "",
      "Example:",
      "  picojoule array --rows 32 --columns 32 --dataflow ws --gemm 128x4096x4096 --overlap none"
    })
final class ArrayCommand extends Verb {

  private static final String SUMMARY = "summary.json";
  private static final int MOST_PES_PER_SIDE = 1 << 16;
  private static final Pattern GEMM = Pattern.compile("(\\d{1,18})[xX](\\d{1,18})[xX](\\d{1,18})");

  @Option(names = "--rows", paramLabel = "R", required = true, description = "Rows of the array.")
  int rows;

  @Option(
      names = "--columns",
      paramLabel = "C",
      required = true,
      description = "Columns of the array.")
  int columns;

  @Option(
      names = "--dataflow",
      paramLabel = "os|ws|is",
      required = true,
      description = "Output-, weight- or input-stationary.")
  String dataflow;

  @Option(
      names = "--gemm",
      paramLabel = "MxNxK",
      required = true,
      description = "Tokens, output features, reduction length.")
  String gemm;

  @Option(
      names = "--overlap",
      paramLabel = "none|wavefront|pipelined",
      defaultValue = "none",
      description =
          "How much of a fold's fill and drain the next hides (default: ${DEFAULT-VALUE}).")
  String overlap;

  @Option(
      names = "--passes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Reduction steps of one MAC (default: ${DEFAULT-VALUE}).")
  int passes;

  @Option(
      names = "--group",
      paramLabel = "N",
      description = "Consecutive weights along K that share a scale (default: all).")
  Long group;

  @Override
  public Integer call() {
    refuseSettings("array reads no config; give --rows, --columns, --dataflow and the others");
    Optional<OutputFolder> folder = outputFolder(List.of(SUMMARY));
    GemmShape shape = shape();
    TileActivity activity = activity(shape);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cycles", activity.cycles());
    json.put("last_cycle", activity.cycles() - 1);
    json.put("folds", activity.folds());
    json.put("macs", activity.macs());
    json.put("utilization", activity.utilization());
    json.put("mapping_efficiency", activity.mappingEfficiency());
    Map<String, Long> reads = new LinkedHashMap<>();
    reads.put("activations", activity.activationReads());
    reads.put("weights", activity.weightReads());
    reads.put("partial_sums", activity.partialSumReads());
    json.put("reads", reads);
    Map<String, Long> writes = new LinkedHashMap<>();
    writes.put("outputs", activity.outputWrites());
    writes.put("partial_sums", activity.partialSumWrites());
    json.put("writes", writes);
    Map<String, Long> hops = new LinkedHashMap<>();
    hops.put("activations", activity.activationHops());
    hops.put("weights", activity.weightHops());
    hops.put("partial_sums", activity.partialSumHops());
    json.put("hops", hops);
    folder.ifPresent(to -> to.write(Map.of(SUMMARY, JsonText.of(json) + "\n")));
    answer(json, text(activity));
    return 0;
  }

  private GemmShape shape() {
    Matcher matcher = GEMM.matcher(gemm);
    if (!matcher.matches()) {
      throw new BadInputException(
          "--gemm", "'" + gemm + "' is no GEMM; give MxNxK, for instance 128x4096x4096");
    }
    return checked(
        "--gemm",
        () ->
            new GemmShape(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
  }

  private TileActivity activity(GemmShape shape) {
    if (rows < 1 || columns < 1 || rows > MOST_PES_PER_SIDE || columns > MOST_PES_PER_SIDE) {
      throw new BadInputException(
          "--rows, --columns", "give whole numbers from 1 to " + MOST_PES_PER_SIDE);
    }
    Dataflow flow = checked("--dataflow", () -> Dataflow.parse(dataflow));
    ArrayTiming timing = new ArrayTiming(new ArrayShape(rows, columns), flow, overlapMode());
    try {
      return checked(
          "--gemm",
          () ->
              timing.activity(
                  shape.m(), shape.n(), shape.k(), passes, group == null ? shape.k() : group));
    } catch (ArithmeticException e) {
      throw new BadInputException("--gemm", gemm + " is too large to count");
    }
  }

  private FoldOverlap overlapMode() {
    Map<String, FoldOverlap> modes = new LinkedHashMap<>();
    for (FoldOverlap mode : FoldOverlap.values()) {
      modes.put(mode.name().toLowerCase(Locale.ROOT), mode);
    }
    FoldOverlap mode = modes.get(overlap.toLowerCase(Locale.ROOT));
    if (mode == null) {
      throw BadInputException.unknown("--overlap", "overlap", overlap, modes.keySet());
    }
    return mode;
  }

  private interface Checked<T> {
    T get();
  }

  private static <T> T checked(String option, Checked<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(option, e.getMessage());
    }
  }

  private static String text(TileActivity activity) {
    TextTable table = new TextTable("array", "count");
    table.row("cycles", String.format("%,d", activity.cycles()));
    table.row("folds", String.format("%,d", activity.folds()));
    table.row("MACs", String.format("%,d", activity.macs()));
    table.row("utilization", Scaled.percent(activity.utilization()));
    table.row("mapping efficiency", Scaled.percent(activity.mappingEfficiency()));
    table.row("activation reads", String.format("%,d", activity.activationReads()));
    table.row("weight reads", String.format("%,d", activity.weightReads()));
    table.row("partial-sum reads", String.format("%,d", activity.partialSumReads()));
    table.row("partial-sum writes", String.format("%,d", activity.partialSumWrites()));
    table.row("output writes", String.format("%,d", activity.outputWrites()));
    table.row("activation hops", String.format("%,d", activity.activationHops()));
    table.row("weight hops", String.format("%,d", activity.weightHops()));
    table.row("partial-sum hops", String.format("%,d", activity.partialSumHops()));
    return table.toString();
  }
}
