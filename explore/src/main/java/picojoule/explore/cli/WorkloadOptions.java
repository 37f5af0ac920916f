package picojoule.explore.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.BadInputException;
import picojoule.explore.sweep.DesignPoint;
import picojoule.workload.model.Phase;

/** Options that say what is run. */
final class WorkloadOptions {

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
      defaultValue = "128",
      description = "Tokens of the prompt (prefill; default: ${DEFAULT-VALUE}).")
  int tokens;

  @Option(
      names = "--context",
      paramLabel = "N",
      defaultValue = "1024",
      description =
          "Keys that attention reads, the new token's own included (decode; default: ${DEFAULT-VALUE}).")
  int context;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Sequences (default: ${DEFAULT-VALUE}).")
  int batch;

  /** The point that the options describe on a machine. */
  DesignPoint on(String machine, List<String> settings, ConfigFolder configs) {
    return new DesignPoint(
        configs.find("machines", required("--machine", machine), "--machine"),
        settings,
        configs.model(required("--model", model), "--model"),
        configs.find("recipes", required("--recipe", recipe), "--recipe"),
        phase());
  }

  Phase phase() {
    int length = required("--phase", phase).equals("prefill") ? tokens : context;
    if (batch < 1 || length < 1 || batch > Phase.MOST || length > Phase.MOST) {
      throw new BadInputException(
          "--batch, --tokens, --context", "give whole numbers from 1 to " + Phase.MOST);
    }
    return switch (phase) {
      case "prefill" -> Phase.prefill(batch, tokens);
      case "decode" -> Phase.decode(batch, context);
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
