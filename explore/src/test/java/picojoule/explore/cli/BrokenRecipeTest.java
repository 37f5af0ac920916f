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
        "weights: {format: int16} | layers.0.self_attn.q_proj on int8-mac-16x16: mac with operand int8 cannot multiply int8 by int16; it takes weights int1 … int8",
        "weights: {format: mxfp4} | layers.0.self_attn.q_proj on int8-mac-16x16: mac cannot multiply int8 by fp4-e2m1; it takes int1",
        "weights: {format: mxfp5} | weights.format: unknown number format 'mxfp5'; there is int1",
        "weights: {format: mxfp4, group: 64} | weights.group: stands beside mxfp4, which has blocks of 32 with scales of e8m0; leave it out",
        "weights: {format: nvfp4, scale: fp16} | weights.scale: stands beside nvfp4, which has blocks of 16 with scales of ue4m3",
        "weights: {format: int4, group: 64, scale: fp17} | weights.scale: unknown number format 'fp17'",
        "weights: {format: int4, scale: fp16, scale-bits: 16} | weights.scale-bits: stands beside 'scale'; give one of them",
        "weights: {format: 'posit(8,9)'} | weights.format: ",
        "weights: {format: nvfp4, zero-point-bits: 4} | weights.zero-point-bits: stands beside nvfp4",
        "weights: {formt: int4} | weights.format: is missing",
        "weights: {format: int4, grop: 8} | weights.grop: unknown key 'grop'; did you mean 'group'?",
        "weights: 4 | weights: is a value where a section belongs",
        "activations: {format: fp16} | layers.0.self_attn.q_proj on int8-mac-16x16: mac with operand int8 cannot multiply fp16 by int8; it takes activations int1 … int8",
        "activations: {format: bitmod-fp4} | activations.format: bitmod-fp4 takes a search of four tables for each group",
        "activations: {format: int4-g96} | activations.format: blocks of 96 do not divide the 256 elements of attention.input",
        "activations: {format: int8-g64} | activations.format: blocks of 64 do not divide the 32 elements of a head",
        "activations: {format: int8, group: 4} | activations.group: unknown key 'group'",
        "attention: {format: int16} | layers.0.self_attn.score on int8-mac-16x16: mac with operand int8 cannot multiply int16 by int8",
        "kv-cache: {format: fp8-e4m3fn} | layers.0.self_attn.score on int8-mac-16x16: mac cannot multiply int8 by fp8-e4m3fn",
        "kv-cache: {format: int8-g64} | kv-cache.format: blocks of 64 do not divide the 32 elements of a head",
        "kv-cache: {format: mxint8, scale-bits: 8} | kv-cache.scale-bits: stands beside mxint8",
        "partial-sums: {format: fp16} | partial-sums.format: has 16 bits, the accumulators of int8-mac-16x16 have 32",
        "partial-sums: {format: mxfp4} | partial-sums.format: unknown number format 'mxfp4'",
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
