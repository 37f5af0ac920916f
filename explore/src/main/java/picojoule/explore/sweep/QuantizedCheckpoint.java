package picojoule.explore.sweep;

import java.nio.file.Path;
import java.util.Optional;
import picojoule.config.BadInputException;
import picojoule.workload.importer.ModelFormat;

/**
 * A model whose description says that its weights are published quantized. Nobody reads their
 * formats from it, so a recipe has to say them, and the user has to know.
 */
public final class QuantizedCheckpoint {

  private QuantizedCheckpoint() {}

  /** The line for a user who gave a recipe; empty where the model is not quantized. */
  public static Optional<String> note(Path model) {
    return ModelFormat.quantization(model)
        .map(
            method ->
                model
                    + ": says "
                    + method
                    + ", which is not read; the recipe decides about formats");
  }

  /**
   * Refuses a quantized model without a recipe.
   *
   * @throws BadInputException where its formats would have to be guessed
   */
  public static void requireUnquantized(Path model) {
    ModelFormat.quantization(model)
        .ifPresent(
            method -> {
              throw new BadInputException(
                  "--recipe",
                  "is missing; "
                      + model
                      + " says "
                      + method
                      + ", which is not read: name a recipe with its formats");
            });
  }
}
