package picojoule.workload.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picojoule.config.BadInputException;
import picojoule.isa.GemmShape;
import picojoule.isa.OperationKind;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.workload.quantization.Precision;
import picojoule.workload.quantization.Recipe;
import picojoule.workload.quantization.RowFormat;
import picojoule.workload.quantization.StoredMatrix;
import picojoule.workload.quantization.WeightFormat;

/**
 * Writes a decoder model down as the operators of one phase, each with the precision that a recipe
 * gives it.
 */
public final class DecoderGraph {

  /**
   * Width of what vector operators pass on unquantized: 16 bits, as the published models compute.
   */
  private static final NumberFormat VALUE = new IntegerFormat(16, true);

  private static final String LAYER = "layers.{i}.";

  private final DecoderModel model;
  private final Recipe recipe;
  private final Phase phase;
  private final long rows;
  private final Activation residual;

  private DecoderGraph(DecoderModel model, Recipe recipe, Phase phase) {
    this.model = model;
    this.recipe = recipe;
    this.phase = phase;
    this.rows = phase.rows();
    this.residual = new Activation("residual", rows, model.hiddenSize(), VALUE);
  }

  /**
   * The operators of a step: the embedding, the decoder layers (equal neighbours as one repeated
   * block), the final norm and the LM head for every token.
   *
   * @throws BadInputException where the recipe does not fit the model
   */
  public static OperatorGraph of(DecoderModel model, Recipe recipe, Phase phase) {
    DecoderGraph graph = new DecoderGraph(model, recipe, phase);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block(0, 1, List.of(graph.embedding())));
    for (int layer = 0; layer < model.layers(); layer++) {
      List<Operator> operators = graph.layer(layer);
      Block last = blocks.get(blocks.size() - 1);
      if (last.operators().equals(operators)) {
        blocks.set(blocks.size() - 1, new Block(last.first(), last.repetitions() + 1, operators));
      } else {
        blocks.add(new Block(layer, 1, operators));
      }
    }
    blocks.add(new Block(0, 1, graph.head()));
    OperatorGraph operators = new OperatorGraph(model, phase, recipe.keyValues(), blocks);
    RecipeFit.check(recipe, operators);
    return operators;
  }

  private Operator embedding() {
    return new Operator(
        "embed_tokens",
        OperationKind.EMBEDDING,
        new GemmShape(rows, model.hiddenSize(), 1),
        1,
        List.of(),
        List.of(residual),
        VALUE,
        VALUE,
        Optional.of(new StoredMatrix(model.vocabulary(), model.hiddenSize(), unquantized())));
  }

  private List<Operator> layer(int layer) {
    long querySize = model.querySize();
    long keyValueSize = model.keyValueSize();
    RowFormat outputInput = precision(LAYER + "self_attn.o_proj", layer).activations();
    Activation attentionInput =
        activation("attention.input", model.hiddenSize(), "self_attn.q_proj", layer);
    Activation query = value("query", querySize);
    Activation key = value("key", keyValueSize);
    Activation values = value("value", keyValueSize);
    Activation rotated =
        new Activation("query.rotated", rows, querySize, recipe.attention().orElse(outputInput));
    Activation attended = new Activation("attended", rows, querySize, outputInput);
    Activation attentionOutput = value("attention.output", model.hiddenSize());
    Activation mlpInput = activation("mlp.input", model.hiddenSize(), "mlp.gate_proj", layer);
    Activation gate = value("gate", model.intermediateSize());
    Activation up = value("up", model.intermediateSize());
    Activation gated = activation("gated", model.intermediateSize(), "mlp.down_proj", layer);
    Activation mlpOutput = value("mlp.output", model.hiddenSize());

    List<Operator> operators = new ArrayList<>();
    operators.add(norm(LAYER + "input_layernorm", attentionInput));
    operators.add(projection(LAYER + "self_attn.q_proj", layer, attentionInput, query));
    operators.add(projection(LAYER + "self_attn.k_proj", layer, attentionInput, key));
    operators.add(projection(LAYER + "self_attn.v_proj", layer, attentionInput, values));
    operators.add(
        vector(
            LAYER + "self_attn.rotary",
            OperationKind.ROPE,
            querySize + keyValueSize,
            List.of(query, key),
            List.of(rotated, key)));
    operators.add(
        vector(
            LAYER + "self_attn.kv_append",
            OperationKind.KV_APPEND,
            2 * keyValueSize,
            List.of(key, values),
            List.of()));
    operators.addAll(attention(rotated, attended));
    operators.add(projection(LAYER + "self_attn.o_proj", layer, attended, attentionOutput));
    operators.add(add(LAYER + "self_attn.residual", attentionOutput));
    operators.add(norm(LAYER + "post_attention_layernorm", mlpInput));
    operators.add(projection(LAYER + "mlp.gate_proj", layer, mlpInput, gate));
    operators.add(projection(LAYER + "mlp.up_proj", layer, mlpInput, up));
    operators.add(
        vector(
            LAYER + "mlp.gate",
            OperationKind.GATE,
            model.intermediateSize(),
            List.of(gate, up),
            List.of(gated)));
    operators.add(projection(LAYER + "mlp.down_proj", layer, gated, mlpOutput));
    operators.add(add(LAYER + "mlp.residual", mlpOutput));
    return operators;
  }

  /**
   * Score, softmax and value: per sequence and head of keys and values, the queries that share it
   * times all keys of the context, and the probabilities times all values. What a causal mask would
   * discard is computed, as dense hardware does.
   */
  private List<Operator> attention(Activation query, Activation attended) {
    long heads = (long) phase.batch() * model.keyValueHeads();
    long queries = (long) phase.tokens() * model.queriesPerKeyValueHead();
    NumberFormat keyValues = recipe.keyValues().codes();
    GemmShape score = new GemmShape(queries, phase.context(), model.headDimension());
    GemmShape value = new GemmShape(queries, model.headDimension(), phase.context());
    return List.of(
        new Operator(
            LAYER + "self_attn.score",
            OperationKind.ATTENTION_SCORE,
            score,
            heads,
            List.of(query),
            List.of(),
            query.format().codes(),
            keyValues,
            Optional.empty()),
        new Operator(
            LAYER + "self_attn.softmax",
            OperationKind.SOFTMAX,
            new GemmShape(queries, phase.context(), 1),
            heads,
            List.of(),
            List.of(),
            VALUE,
            VALUE,
            Optional.empty()),
        new Operator(
            LAYER + "self_attn.value",
            OperationKind.ATTENTION_VALUE,
            value,
            heads,
            List.of(),
            List.of(attended),
            query.format().codes(),
            keyValues,
            Optional.empty()));
  }

  private List<Operator> head() {
    Activation input =
        new Activation(
            "head.input", rows, model.hiddenSize(), recipe.precision("lm_head").activations());
    return List.of(
        norm("norm", input),
        projection("lm_head", 0, input, new Activation("logits", rows, model.vocabulary(), VALUE)));
  }

  private Operator norm(String name, Activation output) {
    return new Operator(
        name,
        OperationKind.NORM,
        new GemmShape(rows, model.hiddenSize(), 1),
        1,
        List.of(residual),
        List.of(output),
        VALUE,
        VALUE,
        Optional.of(new StoredMatrix(1, model.hiddenSize(), unquantized())));
  }

  private Operator add(String name, Activation input) {
    return vector(
        name,
        OperationKind.RESIDUAL,
        model.hiddenSize(),
        List.of(residual, input),
        List.of(residual));
  }

  private Operator vector(
      String name,
      OperationKind kind,
      long columns,
      List<Activation> inputs,
      List<Activation> outputs) {
    return new Operator(
        name,
        kind,
        new GemmShape(rows, columns, 1),
        1,
        inputs,
        outputs,
        VALUE,
        VALUE,
        Optional.empty());
  }

  private Operator projection(String name, int layer, Activation input, Activation output) {
    Precision precision = precision(name, layer);
    WeightFormat weights = precision.weights();
    if (weights.group() > 0 && input.columns() % weights.group() != 0) {
      throw new BadInputException(
          recipe.source() + ": weights.group",
          weights.group()
              + " does not divide the reduction length "
              + input.columns()
              + " of "
              + name.replace("{i}", Integer.toString(layer)));
    }
    return new Operator(
        name,
        OperationKind.PROJECTION,
        new GemmShape(rows, output.columns(), input.columns()),
        1,
        List.of(input),
        List.of(output),
        input.format().codes(),
        weights.codes(),
        Optional.of(new StoredMatrix(output.columns(), input.columns(), weights)));
  }

  private Activation value(String name, long columns) {
    return new Activation(name, rows, columns, VALUE);
  }

  private Activation activation(String name, long columns, String consumer, int layer) {
    return new Activation(name, rows, columns, precision(LAYER + consumer, layer).activations());
  }

  private Precision precision(String name, int layer) {
    return recipe.precision(name.replace("{i}", Integer.toString(layer)));
  }

  private WeightFormat unquantized() {
    return new WeightFormat(new IntegerFormat(model.storedBits(), true), 0, 0, 0);
  }
}
