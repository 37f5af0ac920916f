package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.explore.report.CsvText;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.Scaled;
import picojoule.explore.report.TextTable;
import picojoule.explore.sweep.QuantizedCheckpoint;
import picojoule.explore.sweep.Settings;
import picojoule.workload.importer.ModelFormat;
import picojoule.workload.model.Block;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.Operator;
import picojoule.workload.model.OperatorGraph;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.Recipe;

/** What a model is, before any machine. */
@Command(
    name = "model",
    description = "Shows what a model is, before any machine: parameters, bytes, layers.",
    footer = {"", "Example:", "  picojoule model llama-2-7b --recipe w4a8 --bind batch=1,seq=128"})
final class ModelCommand extends Verb {

  private static final String SUMMARY = "summary.json";
  private static final String LAYERS = "layers.csv";

  @Parameters(
      paramLabel = "PATH",
      description =
          "A Hugging Face folder or config.json, or the name of a folder in configs/models.")
  String path;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Quantization recipe; without one, everything is as published.")
  String recipe;

  @Option(
      names = "--bind",
      paramLabel = "NAME=N",
      split = ",",
      description = "Sizes that the model leaves open: batch, seq (default: 1 each).")
  Map<String, Integer> sizes = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Optional<OutputFolder> folder = outputFolder(List.of(SUMMARY, LAYERS));
    Path file = configs().model(path, "PATH");
    DecoderModel model = ModelFormat.read(file);
    Recipe quantization = quantization(file, model);
    OperatorGraph graph = DecoderGraph.of(model, quantization, phase());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", model.name());
    json.put("parameters", model.parameters());
    json.put("weight_bytes", graph.storedWeightBytes());
    json.put("streamed_weight_bytes", graph.streamedWeightBytes());
    json.put(
        "stored_bits_per_weight",
        (double) Byte.SIZE * graph.storedWeightBytes() / model.parameters());
    json.put("kv_bytes_per_token", graph.keyValueBytesPerToken());
    json.put("macs", graph.macs());
    json.put("layers", layers(graph));
    json.put("unmodelled", List.of());
    folder.ifPresent(
        to -> to.write(Map.of(SUMMARY, JsonText.of(json) + "\n", LAYERS, csv(layers(graph)))));
    answer(json, text(model, quantization, graph));
    return 0;
  }

  private Recipe quantization(Path file, DecoderModel model) {
    if (recipe == null) {
      refuseSettings("without --recipe there is nothing to set");
      QuantizedCheckpoint.requireUnquantized(file);
      return Recipe.asPublished(model.storedBits());
    }
    QuantizedCheckpoint.note(file).ifPresent(this::note);
    Settings settings = Settings.ofRun(common.settings);
    if (!settings.machine().isEmpty()) {
      throw new BadInputException(
          "--set " + settings.machine().get(0),
          "there is no machine here; a key of the recipe has 'recipe.' in front");
    }
    return Recipe.read(configs().find("recipes", recipe, "--recipe"), settings.recipe());
  }

  /** A column for whatever any layer has; what one has not stays blank. */
  private static String csv(List<Map<String, Object>> layers) {
    Set<String> columns = new LinkedHashSet<>();
    layers.forEach(layer -> columns.addAll(layer.keySet()));
    CsvText csv = new CsvText(columns);
    for (Map<String, Object> layer : layers) {
      csv.row(columns.stream().map(column -> layer.getOrDefault(column, "")).toList());
    }
    return csv.toString();
  }

  private Phase phase() {
    for (Map.Entry<String, Integer> size : sizes.entrySet()) {
      if (!List.of("batch", "seq").contains(size.getKey())) {
        throw BadInputException.unknown("--bind", "size", size.getKey(), List.of("batch", "seq"));
      }
      if (size.getValue() < 1 || size.getValue() > Phase.MOST) {
        throw new BadInputException(
            "--bind " + size.getKey(), size.getValue() + " is not from 1 to " + Phase.MOST);
      }
    }
    return Phase.prefill(sizes.getOrDefault("batch", 1), sizes.getOrDefault("seq", 1));
  }

  private static List<Map<String, Object>> layers(OperatorGraph graph) {
    List<Map<String, Object>> layers = new ArrayList<>();
    for (Block block : graph.blocks()) {
      for (int repetition = 0; repetition < block.repetitions(); repetition++) {
        for (Operator operator : block.operators()) {
          layers.add(layer(operator, block.first() + repetition));
        }
      }
    }
    return layers;
  }

  private static Map<String, Object> layer(Operator operator, int repetition) {
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("name", operator.name(repetition));
    layer.put("kind", operator.kind().name().toLowerCase(Locale.ROOT));
    layer.put("M", operator.shape().m());
    layer.put("N", operator.shape().n());
    layer.put("K", operator.shape().k());
    layer.put("instances", operator.instances());
    layer.put("macs", operator.macs());
    layer.put("weight_bytes", operator.parameterBytes());
    operator
        .stored()
        .ifPresent(
            stored ->
                layer.put(
                    "stored_bits_per_weight",
                    (double) Byte.SIZE * stored.bytes() / stored.elements()));
    return layer;
  }

  private static String text(DecoderModel model, Recipe recipe, OperatorGraph graph) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%s, %s%n  parameters            %,d%n  stored weights        %s (%.4f bits per parameter)%n"
                + "  KV cache per token    %,d B%n  work of one step      %s (batch %d, %d tokens each)%n%n",
            model.name(),
            recipe.name(),
            model.parameters(),
            Scaled.of(graph.storedWeightBytes(), "B"),
            (double) Byte.SIZE * graph.storedWeightBytes() / model.parameters(),
            graph.keyValueBytesPerToken(),
            Scaled.of(graph.macs(), "MAC"),
            graph.phase().batch(),
            graph.phase().tokens()));
    TextTable table =
        new TextTable("layer", "kind", "M", "N", "K", "instances", "times", "weights");
    for (Block block : graph.blocks()) {
      for (Operator operator : block.operators()) {
        table.row(
            operator.name(),
            operator.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            Long.toString(operator.shape().m()),
            Long.toString(operator.shape().n()),
            Long.toString(operator.shape().k()),
            Long.toString(operator.instances()),
            Integer.toString(block.repetitions()),
            operator.parameterBytes() == 0 ? "-" : Scaled.of(operator.parameterBytes(), "B"));
      }
    }
    return text.append(table).toString();
  }
}
