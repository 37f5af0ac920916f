package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCommandTest {

  @TempDir Path folder;

  @Test
  void aModelIsCountedWithoutAMachine() throws IOException {
    JsonNode json = Answer.to("model", "llama-2-7b", "--json").json();
    assertThat(json.get("parameters").asLong()).isEqualTo(6_738_415_616L);
    assertThat(json.get("kv_bytes_per_token").asLong()).isEqualTo(524_288);
    assertThat(json.get("stored_bits_per_weight").asDouble()).isEqualTo(16);
    JsonNode bound =
        Answer.to("model", "llama-2-7b", "--recipe", "w4a8", "--bind", "batch=2,seq=128", "--json")
            .json();
    JsonNode query = bound.get("layers").get(2);
    assertThat(query.get("name").asText()).isEqualTo("layers.0.self_attn.q_proj");
    assertThat(query.get("M").asInt()).isEqualTo(256);
    assertThat(query.get("stored_bits_per_weight").asDouble()).isEqualTo(4.15625);
    assertThat(bound.get("unmodelled")).isEmpty();
  }

  @Test
  void filesOfAModelSayWhatItsJsonSays() throws IOException {
    Path out = folder.resolve("model");
    JsonNode json =
        Answer.to("model", Answer.SMALL, "--recipe", "w4a8", "--out", out.toString(), "--json")
            .json();
    assertThat(Answer.jsonOf(out.resolve("summary.json"))).isEqualTo(json);
    List<String> layers = Files.readAllLines(out.resolve("layers.csv"));
    assertThat(layers).hasSize(1 + json.get("layers").size());
    assertThat(layers.get(0)).startsWith("name,kind,M,N,K,");
  }

  @Test
  void settingsReachTheRecipe() throws IOException {
    JsonNode json =
        Answer.to(
                "model",
                Answer.SMALL,
                "--recipe",
                "w4a8",
                "--set",
                "recipe.weights.group=64",
                "--json")
            .json();
    assertThat(json.get("layers").get(2).get("stored_bits_per_weight").asDouble())
        .isEqualTo(4 + 20 / 64.0);
  }

  @Test
  void aQuantizedCheckpointNeedsARecipeAndSaysSo() throws IOException {
    Path model = quantized(folder);
    Answer.to("model", model.toString())
        .assertRefused(
            "--recipe: is missing; "
                + model
                + " says quantization_config: gptq, which is not read");
    Answer answer = Answer.to("model", model.toString(), "--recipe", "w4a8", "--json");
    assertThat(answer.code()).isZero();
    assertThat(answer.error())
        .isEqualTo(
            "note: %s: says quantization_config: gptq, which is not read; the recipe decides about formats%n"
                .formatted(model));
    assertThat(answer.json().get("name").asText()).isEqualTo("quantized");
  }

  /** A small model whose config says that its weights are GPTQ's. */
  static Path quantized(Path folder) throws IOException {
    String config = Files.readString(Path.of(Answer.SMALL, "config.json"));
    Path model = Files.createDirectory(folder.resolve("quantized"));
    Files.writeString(
        model.resolve("config.json"),
        config.replaceFirst(
            "\\{", "{\"quantization_config\": {\"quant_method\": \"gptq\", \"bits\": 4},"));
    return model;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model src/test/resources/small/sweep.yaml | is no model; give a Hugging Face folder or config.json",
        "model S --bind sequence=4 | unknown size 'sequence'",
        "model S --bind seq=0 | 0 is not from 1",
        "model S --bind batch=16777216,seq=16777216 | too large to count",
        "model S --set weights.group=64 | without --recipe there is nothing to set",
        "model S --recipe w4a8 --set array.rows=64 | there is no machine here; a key of the recipe has 'recipe.' in front",
        "model S --recipe w4a8 --set recipe.weights.grop=64 | weights.grop: unknown key 'grop'; did you mean 'group'?",
        "model S --out src/test/resources/small/config.json | cannot be written"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }
}
