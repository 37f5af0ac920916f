package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.accelerator.ConfigFolder;

/** Every shipped recipe on a machine of each kind of PE: it runs, or is refused with a list. */
class ShippedRecipesTest {

  private static final List<String> MACHINES =
      List.of(
          "int8-mac",
          "mixpe",
          "fp16-mac",
          "lut",
          "bit-serial",
          "simd-posit",
          "ternary",
          "power-of-two");

  /** Which of the machines can carry a recipe out. */
  private static final Map<String, Set<String>> RUNS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("bitmod-w3", Set.of("bit-serial")),
              Map.entry("bitmod-w4", Set.of("bit-serial")),
              Map.entry("fp16", Set.of("fp16-mac")),
              Map.entry("fp8", Set.of("fp16-mac")),
              Map.entry("mxfp4", Set.of("fp16-mac")),
              Map.entry("nvfp4", Set.of("fp16-mac")),
              Map.entry("posit8", Set.of("simd-posit")),
              Map.entry("power-of-two", Set.of("power-of-two")),
              Map.entry("ternary", Set.of("ternary")),
              Map.entry("w2a8-lut", Set.of("lut")),
              Map.entry("w4a16", Set.of("fp16-mac")),
              Map.entry("w4a8", Set.of("int8-mac", "mixpe", "lut")),
              Map.entry("w6a16", Set.of("bit-serial", "fp16-mac")),
              Map.entry("w8a8", Set.of("int8-mac", "mixpe", "lut")),
              Map.entry("xr-npe-mixed", Set.of("simd-posit"))));

  static Stream<String> recipes() {
    return RUNS.keySet().stream();
  }

  @Test
  void everyShippedRecipeIsHere() throws IOException {
    Set<String> shipped = new TreeSet<>();
    try (Stream<Path> files = Files.list(ConfigFolder.shipped().root().resolve("recipes"))) {
      files.forEach(file -> shipped.add(ConfigFolder.nameOf(file)));
    }
    assertThat(RUNS.keySet()).isEqualTo(shipped).hasSize(15);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void aRecipeRunsOnEachMachineThatMultipliesItsFormatsAndOnNoOther(String recipe)
      throws IOException {
    for (String machine : MACHINES) {
      Answer answer = run(machine, recipe, "decode", "--context", "40");
      if (!RUNS.get(recipe).contains(machine)) {
        // Attention alone may be what it cannot.
        answer.assertRefused(recipe + ".yaml: layers.0.self_attn.");
        assertThat(answer.error())
            .contains(" on " + machine + "-16x16: ")
            .contains(" cannot multiply ")
            .contains("; it takes ");
        continue;
      }
      JsonNode decode = answer.json();
      JsonNode model = Answer.to("model", Answer.SMALL, "--recipe", recipe, "--json").json();
      assertThat(decode.get("weight_bytes")).isEqualTo(model.get("streamed_weight_bytes"));
      // Attention adds to the work of one token that of 39 keys and values more.
      long keys = 39L * 2 * 2 * 8 * 32;
      assertThat(decode.get("macs").asLong()).isEqualTo(model.get("macs").asLong() + keys);
      assertThat(run(machine, recipe, "prefill", "--tokens", "9").code()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fp16, 16, 64",
    "fp8, 8, 32",
    "w4a16, 4.125, 64",
    "w6a16, 6.0625, 34",
    "mxfp4, 4.25, 33",
    "nvfp4, 4.5, 32",
    "bitmod-w4, 4.078125, 34",
    "bitmod-w3, 3.078125, 34",
    "posit8, 8, 32",
    "ternary, 2, 10",
    "power-of-two, 4.0625, 18",
    "w2a8-lut, 2.125, 34",
    "w4a8, 4.15625, 34",
  })
  void aRecipeStoresTheBitsOfItsWeightsAndTheBytesOfItsKeys(
      String recipe, double bits, long rowBytes) throws IOException {
    JsonNode model = Answer.to("model", Answer.SMALL, "--recipe", recipe, "--json").json();
    for (JsonNode layer : model.get("layers")) {
      if (layer.get("name").asText().equals("layers.1.self_attn.q_proj")) {
        assertThat(layer.get("stored_bits_per_weight").asDouble()).isEqualTo(bits);
      }
    }
    // Keys and values of four heads in two layers.
    assertThat(model.get("kv_bytes_per_token").asLong()).isEqualTo(2 * 4 * 2 * rowBytes);
  }

  @Test
  void layersOfDifferentFormatsPayForEachSwitch() throws IOException {
    JsonNode free = switching("0");
    JsonNode paid = switching("5000");
    // Attention to network in both layers, back once between them, and on to the head.
    assertThat(stalledCycles(free)).isZero();
    assertThat(stalledCycles(paid)).isEqualTo(4 * 5000);
    assertThat(paid.get("cycles").asLong()).isGreaterThan(free.get("cycles").asLong());
  }

  private static JsonNode switching(String cycles) throws IOException {
    return Answer.to(
            "run",
            "--machine",
            "simd-posit-16x16",
            "--model",
            Answer.SMALL,
            "--recipe",
            "xr-npe-mixed",
            "--phase",
            "decode",
            "--set",
            "array.element.switch-cycles=" + cycles,
            "--json")
        .json();
  }

  private static long stalledCycles(JsonNode run) {
    double share = run.get("stalls").get("format_switch").asDouble();
    return Math.round(share * run.get("cycles").asDouble());
  }

  private static Answer run(String machine, String recipe, String phase, String size, String n) {
    return Answer.to(
        "run",
        "--machine",
        machine + "-16x16",
        "--model",
        Answer.SMALL,
        "--recipe",
        recipe,
        "--phase",
        phase,
        size,
        n,
        "--json");
  }
}
