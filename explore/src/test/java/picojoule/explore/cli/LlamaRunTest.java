package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model of real size, against what can be counted by hand. */
class LlamaRunTest {

  @Test
  void decodeOfLlamaReadsEveryWeightOnceAndDoesItsExactWork() throws IOException {
    assertLlama("decode");
  }

  @Test
  @Tag("slow")
  void prefillOfLlamaReadsEveryWeightOnceAndDoesItsExactWork() throws IOException {
    assertLlama("prefill");
  }

  /**
   * Weights: decoder layers at some bits and group bits each 128, and the head's; keys and values
   * of a head in so many bytes.
   */
  @ParameterizedTest
  @CsvSource({
    "lut, w2a8-lut, 2, 16, 8, 16, 130",
    "bit-serial, bitmod-w4, 4, 10, 8, 16, 130",
    "bit-serial, bitmod-w3, 3, 10, 8, 16, 130",
    "simd-posit, posit8, 8, 0, 8, 0, 128",
    "fp16-mac, mxfp4, 4, 32, 16, 0, 132",
    "fp16-mac, w4a16, 4, 16, 16, 0, 256",
  })
  void decodeOfLlamaWithOtherFormatsReadsTheirExactBytes(
      String machine,
      String recipe,
      int bits,
      int groupBits,
      int headBits,
      int headGroupBits,
      int rowBytes)
      throws IOException {
    int keys = 32;
    JsonNode run = shortDecode(machine, recipe, keys, "memory.ideal=true");
    long head = 32000L * 4096;
    long decoderWeights = 32L * (4 * 4096 * 4096 + 3 * 4096 * 11008);
    long stored =
        (decoderWeights * bits + decoderWeights / 128 * groupBits) / 8
            + (head * headBits + head / 128 * headGroupBits) / 8;
    long gains = (2 * 32 + 1) * 4096L * 2;
    assertThat(run.get("weight_bytes").asLong()).isEqualTo(stored + gains);
    long cache = 32L * 2 * 32 * rowBytes;
    long table = 4096 * 2;
    assertThat(run.get("dram_read_bytes").asLong())
        .isEqualTo(stored + gains + keys * cache + table);
    assertThat(run.get("dram_write_bytes").asLong()).isEqualTo(cache + 32000 * 2);
    assertThat(run.get("macs").asLong())
        .isEqualTo(decoderWeights + head + 32L * 32 * 2 * keys * 128);
  }

  @ParameterizedTest
  @CsvSource({"lut, w2a8-lut", "bit-serial, bitmod-w4", "simd-posit, xr-npe-mixed"})
  @Tag("slow")
  void decodeOfLlamaWithOtherFormatsRunsOnRealMemory(String machine, String recipe)
      throws IOException {
    JsonNode real = shortDecode(machine, recipe, 1024, "memory.ideal=false");
    JsonNode ideal = shortDecode(machine, recipe, 1024, "memory.ideal=true");
    assertThat(real.get("dram_read_bytes")).isEqualTo(ideal.get("dram_read_bytes"));
    assertThat(real.get("cycles").asLong()).isGreaterThan(ideal.get("cycles").asLong());
  }

  private static JsonNode shortDecode(String machine, String recipe, int context, String setting)
      throws IOException {
    return Answer.to(
            "run",
            "--machine",
            machine + "-16x16",
            "--model",
            "llama-2-7b",
            "--recipe",
            recipe,
            "--phase",
            "decode",
            "--context",
            Integer.toString(context),
            "--set",
            setting,
            "--json")
        .json();
  }

  private void assertLlama(String phase) throws IOException {
    JsonNode run =
        Answer.to(
                "run",
                "--machine",
                "mixpe-32x32",
                "--model",
                "llama-2-7b",
                "--recipe",
                "w4a8",
                "--phase",
                phase,
                "--json")
            .json();
    long rows = phase.equals("decode") ? 1 : 128;
    long keys = phase.equals("decode") ? 1024 : 128;
    long projections = 32L * (4 * 4096 * 4096 + 3 * 4096 * 11008) + 32000L * 4096;
    long attention = 32L * 32 * 2 * keys * 128;
    assertThat(run.get("macs").asLong()).isEqualTo(rows * (projections + attention));
    long decoderWeights = projections - 32000L * 4096;
    long groups = decoderWeights / 128;
    long quantized = decoderWeights / 2 + groups * 2 + groups / 2;
    long head = 32000L * 4096 + 32000L * 4096 / 128 * 2;
    long gains = (2 * 32 + 1) * 4096L * 2;
    assertThat(run.get("weight_bytes").asLong()).isEqualTo(quantized + head + gains);
    for (JsonNode layer : run.get("layers")) {
      assertThat(layer.get("span_over_bound").asDouble()).isGreaterThan(1 - 1e-9);
    }
  }
}
