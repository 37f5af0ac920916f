package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KvCommandTest {

  private static final String CONFIGS = System.getProperty("picojoule.root") + "/configs/kv/";
  private static final String PUBLISHED = CONFIGS + "published.yaml";
  private static final String LLAMA = CONFIGS + "llama-3.1-8b.yaml";

  private static Answer small(String... more) {
    String[] start = {
      "kv",
      LLAMA,
      "--set",
      "model.layers=2",
      "--set",
      "memories.hbm.cache-capacity=30 MB",
      "--set",
      "prompt.tokens=2000",
      "--set",
      "decode.tokens=100"
    };
    String[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return Answer.to(all);
  }

  @Test
  void saysTimesBoundOracleAndBytes() throws IOException {
    JsonNode json = Answer.to("kv", PUBLISHED, "--set", "decode.tokens=2048", "--json").json();
    assertThat(json.at("/time_ns/HBMInit+PreferHBM+NoMigration").asDouble())
        .isCloseTo(15_212_179_945.1818, within(1.0));
    assertThat(json.get("bound_ns").asDouble()).isCloseTo(12_857_825_909.2995, within(1.0));
    assertThat(json.get("oracle_ns").asDouble()).isPositive();
    assertThat(json.at("/bytes/HBMInit+PreferHBM+NoMigration/hbm_write").asLong())
        .isEqualTo(2048L * 32 * 32768);
  }

  @Test
  void noPolicyUndercutsTheOracle() throws IOException {
    JsonNode json = small("--json").json();
    double oracle = json.get("oracle_ns").asDouble();
    assertThat(oracle).isGreaterThanOrEqualTo(json.get("bound_ns").asDouble());
    assertThat(json.get("time_ns")).hasSize(6);
    json.get("time_ns").forEach(time -> assertThat(time.asDouble()).isGreaterThanOrEqualTo(oracle));
    json.get("energy_pj").forEach(energy -> assertThat(energy.asDouble()).isPositive());
  }

  @Test
  void drawsCapacityAndPlaces(@TempDir Path folder) {
    Answer answer = small("--out", folder.toString(), "--chart", "capacity", "--chart", "places");
    assertThat(answer.error()).isEmpty();
    assertThat(answer.out()).contains("balanced", "bound");
    assertThat(folder.resolve("capacity.png")).isNotEmptyFile();
    assertThat(folder.resolve("places.svg")).content().contains("external memory");
    assertThat(folder.resolve("summary.json")).isNotEmptyFile();
  }

  @Test
  void whatCannotBeDoneGetsOneLine() {
    Answer.to("kv", "llama-3.1-8c")
        .assertRefused("unknown kv 'llama-3.1-8c'; did you mean 'llama-3.1-8b'?");
    Answer.to("kv", PUBLISHED, "--chart", "places").assertRefused("give --out DIR");
    Answer.to("kv", PUBLISHED, "--set", "model-of=ratios")
        .assertRefused("model-of: unknown choice 'ratios'");
    Answer.to("kv", PUBLISHED, "--set", "decode.tokens=0").assertRefused("decode.tokens: 0 is out");
    small("--chart", "places", "--out", "none", "--policy", "lru")
        .assertRefused("unknown policy 'lru'");
    small("--set", "cache.page-tokens=65536")
        .assertRefused("a page of 1073741824 bytes is larger than a layer's share of 15000000");
  }
}
