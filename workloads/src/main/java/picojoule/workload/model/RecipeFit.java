package picojoule.workload.model;

import java.util.stream.IntStream;
import picojoule.config.BadInputException;
import picojoule.isa.OperationKind;
import picojoule.workload.quantization.Recipe;
import picojoule.workload.quantization.RowFormat;
import picojoule.workload.quantization.StoredMatrix;

/** Whether a recipe fits a model: its overrides mean layers, its blocks divide rows and heads. */
final class RecipeFit {

  private final Recipe recipe;
  private final OperatorGraph graph;

  private RecipeFit(Recipe recipe, OperatorGraph graph) {
    this.recipe = recipe;
    this.graph = graph;
  }

  /**
   * Checks a recipe.
   *
   * @throws BadInputException naming the first key of it that does not fit
   */
  static void check(Recipe recipe, OperatorGraph graph) {
    RecipeFit fit = new RecipeFit(recipe, graph);
    fit.checkOverrides();
    fit.checkRows();
  }

  private void checkOverrides() {
    for (Recipe.LayerRule rule : recipe.overrides()) {
      boolean matches =
          graph.blocks().stream()
              .anyMatch(
                  block ->
                      block.operators().stream()
                          .filter(operator -> operator.kind() == OperationKind.PROJECTION)
                          .anyMatch(
                              operator ->
                                  IntStream.range(
                                          block.first(), block.first() + block.repetitions())
                                      .anyMatch(i -> rule.matches(operator.name(i)))));
      if (!matches) {
        throw new BadInputException(
            recipe.source() + ": overrides",
            "'"
                + rule.layers()
                + "' matches no projection of the model; there is layers.0.self_attn.q_proj"
                + " … layers.0.mlp.down_proj, lm_head");
      }
    }
  }

  /** Rows and heads of them must be whole bytes and blocks, and groups of weights fit blocks. */
  private void checkRows() {
    if (!recipe.keyValues().row().canCutAfter(graph.model().headDimension())) {
      throw uneven(
          "kv-cache.format", recipe.keyValues().row(), graph.model().headDimension(), "a head");
    }
    for (Block block : graph.blocks()) {
      for (Operator operator : block.operators()) {
        for (Activation output : operator.outputs()) {
          if (!output.format().canCutAfter(output.columns())) {
            throw uneven("activations.format", output.format(), output.columns(), output.name());
          }
        }
        if (operator.kind() == OperationKind.ATTENTION_SCORE) {
          checkHead(
              recipe.attention().isPresent() ? "attention.format" : "activations.format",
              operator.inputs().get(0));
        } else if (operator.kind() == OperationKind.ATTENTION_VALUE) {
          checkHead("activations.format", operator.outputs().get(0));
        }
        operator.stored().ifPresent(stored -> checkGroups(operator, block.first(), stored));
      }
    }
  }

  private void checkHead(String key, Activation activation) {
    if (!activation.format().canCutAfter(graph.model().headDimension())) {
      throw uneven(key, activation.format(), graph.model().headDimension(), "a head");
    }
  }

  private void checkGroups(Operator operator, int layer, StoredMatrix stored) {
    int group = stored.format().group();
    int block = operator.inputs().isEmpty() ? 0 : operator.inputs().get(0).format().block();
    if (group > 0 && block > 0 && group % block != 0 && block % group != 0) {
      throw new BadInputException(
          recipe.source() + ": weights.group",
          "%d and the activations' blocks of %d do not fit into each other in %s"
              .formatted(group, block, operator.name(layer)));
    }
  }

  private BadInputException uneven(String key, RowFormat format, long columns, String what) {
    return new BadInputException(
        recipe.source() + ": " + key,
        format.hasBlocks()
            ? "blocks of %d do not divide the %d elements of %s"
                .formatted(format.block(), columns, what)
            : "%d elements of %s in %s are no whole number of bytes"
                .formatted(columns, what, format.codes().name()));
  }
}
