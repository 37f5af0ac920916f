package picojoule.workload.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.Recipe;

class HuggingFaceConfigTest {

  private static final Path MODELS =
      Path.of(System.getProperty("picojoule.root"), "configs/models");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"llama-2-7b, 6738415616, 524288", "llama-3-8b, 8030261248, 131072"})
  void aPublishedModelHasItsPublishedSize(String name, long parameters, long keyValueBytes) {
    DecoderModel model = ModelFormat.read(MODELS.resolve(name));
    assertThat(model.name()).isEqualTo(name);
    assertThat(model.parameters()).isEqualTo(parameters);
    assertThat(
            DecoderGraph.of(model, Recipe.asPublished(16), Phase.decode(1, 1))
                .keyValueBytesPerToken())
        .isEqualTo(keyValueBytes);
    assertThat(
            DecoderGraph.of(model, Recipe.asPublished(16), Phase.decode(1, 1)).storedWeightBytes())
        .isEqualTo(2 * parameters);
  }

  @Test
  void mistralIsReadWhereItsWindowIsOpen() throws IOException {
    String config =
        """
        {"model_type": "mistral", "hidden_size": 4096, "intermediate_size": 14336,
         "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
         "vocab_size": 32000, "sliding_window": null, "dtype": "bfloat16"}
        """;
    assertThat(ModelFormat.read(file(config)).parameters()).isEqualTo(7_241_732_096L);
    assertThatThrownBy(() -> ModelFormat.read(file(config.replace("null", "4096"))))
        .hasMessageContaining("sliding_window");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"model_type\": \"lama\"}|unknown model type 'lama'; did you mean 'llama'?",
        "{\"hidden_size\": 8}|model_type: is missing",
        "{\"model_type\": \"llama\", \"hidden_size\": -8}|hidden_size: -8 is no whole number",
        "{\"model_type\": \"llama\", \"hidden_size\": \"8\"}|hidden_size: \"8\" is no whole number",
        "{\"model_type\": \"llama\", \"hidden_size\": 8}|num_attention_heads: is missing",
        "{\"model_type\": \"llama\", \"hidden_size\": 8,|line 1: is no JSON",
        "{\"model_type\": \"llama\", \"hidden_size\": 8, \"num_attention_heads\": 2, \"num_hidden_layers\": 4097}|num_hidden_layers: 4097 is no whole number from 1 to 4096",
        "{\"model_type\": \"llama\", \"hidden_size\": 8, \"num_attention_heads\": 2, \"num_hidden_layers\": 1000000000}|num_hidden_layers: 1000000000 is no whole number from 1 to 4096",
        "[1, 2]|is no JSON object",
        "|is no JSON object",
      })
  void aDamagedConfigGetsOneLine(String config, String line) {
    assertThatThrownBy(() -> ModelFormat.read(file(config == null ? "" : config)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line);
  }

  @Test
  void whatAQuantizedCheckpointSaysIsNamed() throws IOException {
    assertThat(ModelFormat.quantization(MODELS.resolve("llama-2-7b"))).isEmpty();
    assertThat(ModelFormat.quantization(file("{\"quantization_config\": null}"))).isEmpty();
    assertThat(
            ModelFormat.quantization(
                file("{\"quantization_config\": {\"quant_method\": \"gptq\", \"bits\": 4}}")))
        .contains("quantization_config: gptq");
    assertThat(ModelFormat.quantization(file("{\"quantization_config\": {}}")))
        .contains("quantization_config: no method named");
    Path config = file("{\"model_type\": \"llama\"}");
    Files.writeString(
        folder.resolve("hf_quant_config.json"), "{\"quantization\": {\"quant_algo\": \"FP8\"}}");
    assertThat(ModelFormat.quantization(config)).contains("hf_quant_config.json: FP8");
    assertThat(ModelFormat.quantization(folder)).contains("hf_quant_config.json: FP8");
  }

  @Test
  void headsMustShareKeysEvenly() {
    assertThatThrownBy(
            () ->
                ModelFormat.read(
                    file(
                        """
                        {"model_type": "llama", "hidden_size": 64, "num_attention_heads": 8,
                         "num_key_value_heads": 3}
                        """)))
        .hasMessageContaining("3 does not divide the 8 attention heads");
  }

  private Path file(String config) throws IOException {
    return Files.writeString(folder.resolve("config.json"), config);
  }
}
