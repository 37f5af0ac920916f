package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
