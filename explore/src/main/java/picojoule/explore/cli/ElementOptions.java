package picojoule.explore.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import picojoule.accelerator.ConfigFolder;
import picojoule.accelerator.MachineFile;
import picojoule.config.BadInputException;
import picojoule.isa.number.NumberFormat;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.element.ElementType;
import picojoule.pe.element.ProcessingElement;

/** Which PEs an array has, and what they multiply. */
final class ElementOptions {

  @Option(
      names = "--pe",
      paramLabel = "NAME|FILE",
      description =
          "mac, shift-add, lut, bit-serial, simd-posit, ternary, power-of-two; or a YAML file with"
              + " array.processing-element and array.element as in a machine.")
  String element;

  @Option(
      names = "--activation",
      paramLabel = "FORMAT",
      description = "Format of activations, for instance int8 or fp16; with --pe.")
  String activation;

  @Option(
      names = "--weight",
      paramLabel = "FORMAT",
      description = "Format of weights, for instance int4 or fp4-er+; with --pe.")
  String weight;

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "Reduction steps of one MAC, where no --pe says (default: 1).")
  Integer passes;

  /**
   * What was chosen.
   *
   * @param name of the PE, or what stands for it
   * @param timing of the pair of formats
   * @param gatedBlocks multiplier blocks that rest in a step; empty where the PE has none
   */
  record Chosen(String name, ElementTiming timing, OptionalLong gatedBlocks) {}

  Chosen chosen(ConfigFolder configs) {
    if (element == null) {
      if (activation != null || weight != null) {
        throw new BadInputException(
            activation != null ? "--activation" : "--weight",
            "has no meaning without a PE; give --pe, for instance --pe mac");
      }
      int steps = passes == null ? 1 : passes;
      return new Chosen(
          "one lane",
          DatapathOptions.checked("--passes", () -> ElementTiming.ofPasses(steps)),
          OptionalLong.empty());
    }
    if (passes != null) {
      throw new BadInputException("--passes", "is what --pe and its formats say; give one of them");
    }
    if (activation == null || weight == null) {
      throw new BadInputException(
          "--pe", "needs what it multiplies; give --activation and --weight, for instance int8");
    }
    NumberFormat activations = FormatArgument.scalar("--activation", activation);
    NumberFormat weights = FormatArgument.scalar("--weight", weight);
    ProcessingElement chosen = processingElement(configs);
    ElementTiming timing =
        DatapathOptions.checked("--pe", () -> chosen.timing(activations, weights));
    long gated = chosen.gatedBlocks(activations, weights);
    return new Chosen(
        chosen.name(), timing, gated > 0 ? OptionalLong.of(gated) : OptionalLong.empty());
  }

  private ProcessingElement processingElement(ConfigFolder configs) {
    String lower = element.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
      Path file = Path.of(element);
      if (!Files.isRegularFile(file)) {
        throw new BadInputException("--pe", "there is no file " + element);
      }
      return MachineFile.element(file, configs);
    }
    ElementType type;
    try {
      type = ElementType.parse(element);
    } catch (IllegalArgumentException e) {
      throw BadInputException.unknown("--pe", "processing element", element, ElementType.names());
    }
    return MachineFile.element(type, configs);
  }
}
