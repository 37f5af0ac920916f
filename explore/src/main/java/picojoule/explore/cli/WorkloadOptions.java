package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.BadInputException;
import picojoule.explore.sweep.DesignPoint;
import picojoule.explore.sweep.QuantizedCheckpoint;
import picojoule.explore.sweep.Settings;
import picojoule.workload.model.Phase;

/** Options that say what is run. */
final class WorkloadOptions {

  private static final int DEFAULT_TOKENS = 128;
  private static final int DEFAULT_CONTEXT = 1024;

  @Option(
      names = "--model",
      paramLabel = "PATH",
      description =
          "A Hugging Face folder or config.json, or the name of a folder in configs/models.")
  String model;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Quantization recipe: a YAML file, or the name of one in configs/recipes.")
  String recipe;

  @Option(
      names = "--phase",
      paramLabel = "prefill|decode",
      description = "All tokens of a prompt at once, or one token per sequence.")
  String phase;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Tokens of the prompt (prefill; default: " + DEFAULT_TOKENS + ").")
  Integer tokens;

  @Option(
      names = "--context",
      paramLabel = "N",
      description =
          "Keys that attention reads, the new token's own included (decode; default: "
              + DEFAULT_CONTEXT
              + ").")
  Integer context;

  @Option(names = "--batch", paramLabel = "N", description = "Sequences (default: 1).")
  Integer batch;

  /** The point that the options describe on a machine. */
  DesignPoint on(String machine, List<String> settings, ConfigFolder configs) {
    Path machineFile = configs.find("machines", required("--machine", machine), "--machine");
    Path modelFile = configs.model(required("--model", model), "--model");
    if (recipe == null) {
      QuantizedCheckpoint.requireUnquantized(modelFile);
    }
    return new DesignPoint(
        machineFile,
        Settings.ofRun(settings),
        modelFile,
        configs.find("recipes", required("--recipe", recipe), "--recipe"),
        phase());
  }

  /** What the user should know of a point: lines for standard error. */
  List<String> notes(DesignPoint point) {
    List<String> notes = new ArrayList<>(QuantizedCheckpoint.note(point.model()).stream().toList());
    boolean isPrefill = point.phase().kind() == Phase.Kind.PREFILL;
    if (isPrefill && context != null) {
      notes.add("--context means nothing in prefill, where attention reads the prompt's tokens");
    } else if (!isPrefill && tokens != null) {
      notes.add("--tokens means nothing in decode, which takes one token a sequence");
    }
    return notes;
  }

  /**
   * Refuses every option beside a trace.
   *
   * @throws BadInputException naming the first that is given
   */
  void refuseBesideTrace() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--model", model);
    given.put("--recipe", recipe);
    given.put("--phase", phase);
    given.put("--tokens", tokens);
    given.put("--context", context);
    given.put("--batch", batch);
    given.forEach(
        (option, value) -> {
          if (value != null) {
            throw new BadInputException(
                "--trace", "a trace is a compiled model; give no " + option + " with it");
          }
        });
  }

  private Phase phase() {
    int sequences = batch == null ? 1 : batch;
    int promptTokens = tokens == null ? DEFAULT_TOKENS : tokens;
    int keys = context == null ? DEFAULT_CONTEXT : context;
    int length = required("--phase", phase).equals("prefill") ? promptTokens : keys;
    if (sequences < 1 || length < 1 || sequences > Phase.MOST || length > Phase.MOST) {
      throw new BadInputException(
          "--batch, --tokens, --context", "give whole numbers from 1 to " + Phase.MOST);
    }
    return switch (phase) {
      case "prefill" -> Phase.prefill(sequences, promptTokens);
      case "decode" -> Phase.decode(sequences, keys);
      default ->
          throw BadInputException.unknown("--phase", "phase", phase, List.of("prefill", "decode"));
    };
  }

  /** The value of an option that must be given. */
  static String required(String option, String value) {
    if (value == null) {
      throw new BadInputException(option, "is missing");
    }
    return value;
  }
}
