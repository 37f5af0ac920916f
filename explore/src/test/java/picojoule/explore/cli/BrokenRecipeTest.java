package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenRecipeTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weights: {format: int4, group: 100} | weights.group: 100 does not divide the reduction length 256",
        "weights: {format: int40} | weights.format: an integer has 1 to 32 bits, not 40",
        "weights: {format: fp4} | weights.format: unknown number format 'fp4'",
        "weights: {format: int16} | int8-mac-16x16: program: 'matrix",
        "weights: {formt: int4} | weights.format: is missing",
        "weights: {format: int4, grop: 8} | weights.grop: unknown key 'grop'; did you mean 'group'?",
        "weights: 4 | weights: is a value where a section belongs",
        "activations: {format: int4} | activations.format: int4 is not stored in whole bytes",
        "kv-cache: {format: int8, scale-bits: 4} | kv-cache.scale-bits: 4 is no whole number of bytes",
        "overrides: [{layers: lm_haed, weights: {format: int8}}] | 'lm_haed' matches no projection",
        "overrides: lm_head | overrides: is no list of sections",
        "weights: {format: int4 | is no YAML: line",
      })
  void aBrokenRecipeGetsOneLineAndExitCodeTwo(String replacement, String line) throws IOException {
    String key = replacement.substring(0, replacement.indexOf(':'));
    List<String> lines = new ArrayList<>(List.of("name: test"));
    for (String other :
        List.of(
            "weights: {format: int8}",
            "activations: {format: int8}",
            "kv-cache: {format: int8, scale-bits: 16}",
            "partial-sums: {format: int32}")) {
      if (!other.startsWith(key)) {
        lines.add(other);
      }
    }
    lines.add(replacement);
    Path recipe = Files.write(folder.resolve("recipe.yaml"), lines);
    Answer answer =
        Answer.to(
            "run",
            "--machine",
            "int8-mac-16x16",
            "--model",
            Answer.SMALL,
            "--recipe",
            recipe.toString(),
            "--phase",
            "decode");
    assertThat(answer.error()).contains(line).hasLineCount(1);
    assertThat(answer.code()).isEqualTo(2);
  }
}
