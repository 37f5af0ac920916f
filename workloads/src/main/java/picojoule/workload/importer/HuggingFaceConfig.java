package picojoule.workload.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picojoule.config.BadInputException;
import picojoule.workload.model.DecoderModel;

/**
 * Reads the {@code config.json} of a Hugging Face model; no weights are needed. Both generations of
 * field names are known ({@code torch_dtype}, {@code dtype}).
 */
final class HuggingFaceConfig {

  private static final String FILE = "config.json";
  private static final int MOST = 1 << 24;

  /** Published models have up to some hundred layers; every one is an operation of the program. */
  private static final int MOST_LAYERS = 4096;

  /** Where a checkpoint says that it is quantized: in its config, or in a file beside it. */
  private static final String QUANTIZATION = "quantization_config";

  private static final String QUANTIZATION_FILE = "hf_quant_config.json";

  /** Bits of a parameter by the names that PyTorch gives its types. */
  private static final Map<String, Integer> TYPES =
      Map.of("float32", 32, "float16", 16, "bfloat16", 16);

  /** Model types whose layers are those of {@link DecoderModel}. */
  private static final List<String> FAMILIES = List.of("llama", "mistral");

  private final Path file;
  private final JsonNode root;

  private HuggingFaceConfig(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  static boolean accepts(Path path) {
    return Files.isDirectory(path)
        ? Files.exists(path.resolve(FILE))
        : path.getFileName().toString().endsWith(".json");
  }

  static DecoderModel read(Path path) {
    return open(path).model();
  }

  /** The method by which the checkpoint says that it is quantized, empty where it says nothing. */
  static Optional<String> quantization(Path path) {
    HuggingFaceConfig config = open(path);
    if (config.root.hasNonNull(QUANTIZATION)) {
      JsonNode method = config.root.get(QUANTIZATION).path("quant_method");
      return Optional.of(QUANTIZATION + ": " + method.asText("no method named"));
    }
    Path beside = config.file.resolveSibling(QUANTIZATION_FILE);
    return Files.exists(beside)
        ? Optional.of(
            QUANTIZATION_FILE
                + ": "
                + json(beside).path("quantization").path("quant_algo").asText("no method named"))
        : Optional.empty();
  }

  private static HuggingFaceConfig open(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
    return new HuggingFaceConfig(file, json(file));
  }

  private static JsonNode json(Path file) {
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readString(file));
      if (root == null || !root.isObject()) {
        throw new BadInputException(file.toString(), "is no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + ": line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse("damaged"));
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private DecoderModel model() {
    String type = text("model_type").orElseThrow(() -> missing("model_type"));
    if (!FAMILIES.contains(type)) {
      throw BadInputException.unknown(file + ": model_type", "model type", type, FAMILIES);
    }
    refuse("attention_bias");
    refuse("mlp_bias");
    text("hidden_act")
        .filter(activation -> !activation.equals("silu"))
        .ifPresent(
            activation -> {
              throw new BadInputException(
                  file + ": hidden_act", "'" + activation + "' is not modelled; there is silu");
            });
    if (type.equals("mistral") && root.hasNonNull("sliding_window")) {
      throw new BadInputException(
          file + ": sliding_window", "sliding windows are not modelled; null means full attention");
    }
    int hiddenSize = required("hidden_size");
    int heads = required("num_attention_heads");
    int keyValueHeads = optional("num_key_value_heads").orElse(heads);
    if (heads % keyValueHeads != 0) {
      throw new BadInputException(
          file + ": num_key_value_heads",
          keyValueHeads + " does not divide the " + heads + " attention heads");
    }
    Optional<Integer> headDimension = optional("head_dim");
    if (headDimension.isEmpty() && hiddenSize % heads != 0) {
      throw new BadInputException(
          file + ": hidden_size", hiddenSize + " is no multiple of the " + heads + " heads");
    }
    return new DecoderModel(
        name(),
        optional("num_hidden_layers", MOST_LAYERS).orElseThrow(() -> missing("num_hidden_layers")),
        hiddenSize,
        required("intermediate_size"),
        heads,
        keyValueHeads,
        headDimension.orElse(hiddenSize / heads),
        required("vocab_size"),
        root.path("tie_word_embeddings").asBoolean(false),
        storedBits());
  }

  private String name() {
    return text("_name_or_path")
        .filter(name -> !name.isBlank())
        .orElseGet(
            () -> {
              Path folder = file.toAbsolutePath().normalize().getParent();
              return file.endsWith(FILE) && folder.getFileName() != null
                  ? folder.getFileName().toString()
                  : file.getFileName().toString().replace(".json", "");
            });
  }

  private int storedBits() {
    String type = text("torch_dtype").or(() -> text("dtype")).orElse("bfloat16");
    Integer bits = TYPES.get(type);
    if (bits == null) {
      throw BadInputException.unknown(file + ": torch_dtype", "type", type, TYPES.keySet());
    }
    return bits;
  }

  private void refuse(String flag) {
    if (root.path(flag).asBoolean(false)) {
      throw new BadInputException(file + ": " + flag, "biases are not modelled");
    }
  }

  private int required(String field) {
    return optional(field).orElseThrow(() -> missing(field));
  }

  private Optional<Integer> optional(String field) {
    return optional(field, MOST);
  }

  private Optional<Integer> optional(String field, int most) {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
      throw new BadInputException(
          file + ": " + field, value + " is no whole number from 1 to " + most);
    }
    return Optional.of(value.intValue());
  }

  private Optional<String> text(String field) {
    return Optional.ofNullable(root.path(field).textValue());
  }

  private BadInputException missing(String field) {
    return new BadInputException(file + ": " + field, "is missing");
  }
}
