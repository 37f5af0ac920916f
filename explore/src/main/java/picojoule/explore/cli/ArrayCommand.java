package picojoule.explore.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.Scaled;
import picojoule.explore.report.TextTable;
import picojoule.isa.GemmShape;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.ElementTiming;
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
      "Examples:",
      "  picojoule array --rows 32 --columns 32 --dataflow ws --gemm 128x4096x4096 --overlap none",
      "  picojoule array --rows 8 --columns 8 --delivery broadcast --grid 4x4 --dataflow os",
      "      --overlap pipelined --pe bit-serial --activation fp16 --weight int6 --group 128",
      "      --gemm 256x4096x4096"
    })
final class ArrayCommand extends Verb {

  private static final String SUMMARY = "summary.json";
  private static final Pattern GEMM = Pattern.compile("(\\d{1,18})[xX](\\d{1,18})[xX](\\d{1,18})");

  @Mixin GeometryOptions array;

  @Mixin ElementOptions elements;

  @Mixin ArrayPartialSumOptions partialSums;

  @ArgGroup(multiplicity = "1")
  Work work;

  /** What is multiplied. */
  static final class Work {
    @Option(
        names = "--gemm",
        paramLabel = "MxNxK",
        required = true,
        description = "Tokens, output features, reduction length.")
    String gemm;

    @Option(
        names = "--topology",
        paramLabel = "CSV",
        required = true,
        description = "Layers as SCALE-Sim has them: GEMMs or convolutions, one after another.")
    String topology;
  }

  @Option(
      names = "--group",
      paramLabel = "N",
      description = "Consecutive weights along K that share a scale (default: all).")
  Long group;

  @Override
  public Integer call() {
    refuseSettings("array reads no config; give --rows, --columns, --dataflow and the others");
    Optional<OutputFolder> folder = outputFolder(List.of(SUMMARY));
    ElementOptions.Chosen element = elements.chosen(configs());
    ArrayTiming timing = array.timing(partialSums.place());
    TileActivity total = null;
    List<Map<String, Object>> layers = new ArrayList<>();
    for (ArrayTopology.Layer layer : layers()) {
      try {
        TileActivity activity = activity(timing, layer, element.timing());
        total = total == null ? activity : total.plus(activity);
        layers.add(json(timing, layer, activity, element));
      } catch (ArithmeticException e) {
        throw new BadInputException(where(), layer.name() + " is too large to count");
      }
    }
    Map<String, Object> json = layers.get(0);
    if (work.topology != null) {
      json = json(total, element);
      json.put("layers", layers);
    }
    String text = JsonText.of(json) + "\n";
    folder.ifPresent(to -> to.write(Map.of(SUMMARY, text)));
    answer(json, text(total, element));
    return 0;
  }

  private List<ArrayTopology.Layer> layers() {
    return work.topology != null
        ? ArrayTopology.read(work.topology)
        : List.of(new ArrayTopology.Layer(work.gemm, shape()));
  }

  private String where() {
    return work.topology != null ? work.topology : "--gemm";
  }

  private long weightGroup(GemmShape shape) {
    return group == null ? shape.k() : group;
  }

  private TileActivity activity(
      ArrayTiming timing, ArrayTopology.Layer layer, ElementTiming element) {
    GemmShape shape = layer.shape();
    return DatapathOptions.checked(
        where(),
        () -> timing.activity(shape.m(), shape.n(), shape.k(), element, weightGroup(shape)));
  }

  private Map<String, Object> json(
      ArrayTiming timing,
      ArrayTopology.Layer layer,
      TileActivity activity,
      ElementOptions.Chosen element) {
    GemmShape shape = layer.shape();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", layer.name());
    json.put("M", shape.m());
    json.put("N", shape.n());
    json.put("K", shape.k());
    json.putAll(json(activity, element));
    json.put(
        "partial_sums",
        partialSums.json(partialSums.traffic(timing, shape, element.timing(), weightGroup(shape))));
    return json;
  }

  private static Map<String, Object> json(TileActivity activity, ElementOptions.Chosen element) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cycles", activity.cycles());
    json.put("last_cycle", activity.cycles() - 1);
    json.put("folds", activity.folds());
    json.put("macs", activity.macs());
    json.put("steps", activity.steps());
    json.put("busy_cycles", activity.streamCycles());
    json.put("utilization", activity.utilization());
    json.put("mapping_efficiency", activity.mappingEfficiency());
    Map<String, Long> reads = new LinkedHashMap<>();
    reads.put("activations", activity.activationReads());
    reads.put("weights", activity.weightReads());
    reads.put("partial_sums", activity.partialSumReads());
    reads.put("tables", activity.tableReads());
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
    json.put("group_results", activity.groupResults());
    json.put("tables_computed", activity.tablesComputed());
    json.put("pe", json(element));
    element.gatedBlocks().ifPresent(gated -> json.put("blocks_gated", activity.steps() * gated));
    return json;
  }

  private static Map<String, Object> json(ElementOptions.Chosen element) {
    ElementTiming timing = element.timing();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", element.name());
    json.put("lanes", timing.lanes());
    json.put("passes", timing.passes());
    json.put("interval", timing.interval());
    json.put("pipeline_depth", timing.depth());
    json.put("scale_cycles", timing.scaleCycles());
    json.put("table_cycles", timing.tableCycles());
    json.put("tables_kept", timing.tableMemory());
    return json;
  }

  private GemmShape shape() {
    Matcher matcher = GEMM.matcher(work.gemm);
    if (!matcher.matches()) {
      throw new BadInputException(
          "--gemm", "'" + work.gemm + "' is no GEMM; give MxNxK, for instance 128x4096x4096");
    }
    return DatapathOptions.checked(
        "--gemm",
        () ->
            new GemmShape(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
  }

  private static String text(TileActivity activity, ElementOptions.Chosen element) {
    TextTable table = new TextTable("array", "count");
    ElementTiming timing = element.timing();
    table.row(
        "PE",
        "%s: %d product%s in %d cycle%s"
            .formatted(
                element.name(),
                timing.lanes(),
                timing.lanes() == 1 ? "" : "s",
                timing.passes() * timing.interval(),
                timing.passes() * timing.interval() == 1 ? "" : "s"));
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
    if (timing.hasTables()) {
      table.row("tables computed", String.format("%,d", activity.tablesComputed()));
      table.row("table reads", String.format("%,d", activity.tableReads()));
    }
    return table.toString();
  }
}
