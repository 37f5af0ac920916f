package picojoule.workload.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picojoule.config.BadInputException;
import picojoule.workload.model.DecoderModel;

/**
 * The kinds of model descriptions that can be read. A new importer is one file and one constant
 * here.
 */
public enum ModelFormat {
  /** A Hugging Face folder, or the {@code config.json} in it. */
  HUGGING_FACE(
      "a Hugging Face folder or config.json",
      HuggingFaceConfig::accepts,
      HuggingFaceConfig::read,
      HuggingFaceConfig::quantization);

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // constructor references keep no state
  private final Function<Path, Boolean> accepts;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Path, DecoderModel> reader;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Path, Optional<String>> quantization;

  ModelFormat(
      String description,
      Function<Path, Boolean> accepts,
      Function<Path, DecoderModel> reader,
      Function<Path, Optional<String>> quantization) {
    this.description = description;
    this.accepts = accepts;
    this.reader = reader;
    this.quantization = quantization;
  }

  /**
   * Reads a model of whatever format it is.
   *
   * @throws BadInputException where the path does not exist, or is of no known format, or is
   *     damaged
   */
  public static DecoderModel read(Path path) {
    return of(path).reader.apply(path);
  }

  /**
   * How a model's description says that the published weights are quantized. Nobody reads more of
   * it than this: the recipe says what formats the operands have.
   *
   * @return for instance {@code quantization_config: gptq}; empty where it says nothing
   * @throws BadInputException as {@link #read} does
   */
  public static Optional<String> quantization(Path path) {
    return of(path).quantization.apply(path);
  }

  private static ModelFormat of(Path path) {
    if (!Files.exists(path)) {
      throw new BadInputException(path.toString(), "there is no such file or folder");
    }
    return Arrays.stream(values())
        .filter(format -> format.accepts.apply(path))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    path.toString(),
                    "is no model; give "
                        + Arrays.stream(values())
                            .map(format -> format.description)
                            .collect(Collectors.joining(", or "))));
  }
}
