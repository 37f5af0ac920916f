package picojoule.memory.kv.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.memory.kv.KvReport;
import picojoule.memory.kv.KvReport.PolicyFigures;
import picojoule.memory.kv.KvStudy;

class PagedStudyTest {

  private static final Path STUDY = Path.of("../configs/kv/llama-3.1-8b.yaml");

  /** One layer with its share of HBM. */
  private static final List<String> ONE_LAYER =
      List.of("model.layers=1", "memories.hbm.cache-capacity=250 MB");

  private static final KvStudy.Spread ONE_AFTER_THE_OTHER =
      (count, part) -> {
        for (int i = 0; i < count; i++) {
          part.accept(i);
        }
      };

  private static KvReport run(String... settings) {
    List<String> all = new ArrayList<>(ONE_LAYER);
    all.addAll(Arrays.asList(settings));
    return PlacementModel.read(ConfigFile.with(ConfigFile.read(STUDY), all))
        .run(ONE_AFTER_THE_OTHER);
  }

  private static Map<String, Double> times(KvReport report) {
    return report.policies().stream()
        .collect(Collectors.toMap(PolicyFigures::name, PolicyFigures::nanoseconds));
  }

  /** Seconds of all 32 layers, worked out from the authors' formula and constants. */
  @ParameterizedTest
  @CsvSource({
    "0.4, 31.9014",
    "0.5, 28.2473",
    "0.6, 24.5932",
    "0.8, 17.2850",
    "0.85, 15.4580",
    "0.9, 13.6309"
  })
  void theBoundIsTheAnalyticOne(String sparsity, double seconds) {
    List<String> settings = new ArrayList<>(ONE_LAYER);
    settings.add("accesses.sparsity=" + sparsity);
    PagedSpec spec = PagedSpec.read(ConfigFile.with(ConfigFile.read(STUDY), settings));
    double bound = new LayerBounds(spec).of(0).bound() * 32 / 1e9;
    assertThat(bound).isCloseTo(seconds, within(0.001 * seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.6", "0.8", "0.9"})
  void policiesComeInThePublishedOrderAndOursIsNearTheOracle(String sparsity) {
    KvReport report = run("accesses.sparsity=" + sparsity, "decode.tokens=2000");
    Map<String, Double> time = times(report);
    assertThat(time.get("static")).isGreaterThan(time.get("reactive"));
    assertThat(time.get("reactive")).isGreaterThan(time.get("page"));
    assertThat(time.get("page")).isGreaterThan(time.get("annealed"));
    assertThat(time.get("annealed")).isGreaterThan(time.get("balanced"));
    assertThat(report.oracleNanoseconds()).isGreaterThan(0.95 * time.get("balanced"));
  }

  /** From steady to restless, with few strays and many. */
  @ParameterizedTest
  @CsvSource({"0.6, 0.0001, 0.02", "0.6, 0.002, 0.1", "0.6, 0.005, 0.05", "0.8, 0.005, 0.05"})
  void oursIsNearTheOracleOnEverySyntheticTrace(String sparsity, String drift, String strays) {
    KvReport report =
        run(
            "accesses.sparsity=" + sparsity,
            "accesses.drift=" + drift,
            "accesses.strays=" + strays,
            "decode.tokens=2000");
    assertThat(report.oracleNanoseconds()).isGreaterThan(0.95 * times(report).get("balanced"));
  }

  @Test
  void everyByteAskedForIsReadOnceAndTheNewTokensAreWritten() {
    KvReport report = run("decode.tokens=300");
    long steps = 300;
    for (PolicyFigures policy : report.policies()) {
      Map<String, Long> bytes = policy.bytes();
      assertThat(bytes.get("hbm_read") + bytes.get("external_read"))
          .isEqualTo(
              report.policies().get(0).bytes().get("hbm_read")
                  + report.policies().get(0).bytes().get("external_read"));
      assertThat(bytes.get("hbm_write") + bytes.get("external_write")).isEqualTo(steps * 16384);
      assertThat(bytes.get("weights_read")).isEqualTo(steps * 162_889_728);
      assertThat(bytes.get("link_inward"))
          .isEqualTo(bytes.get("external_read") + bytes.get("moved_in"));
    }
  }

  @Test
  void twoRunsAreEqual() {
    assertThat(run("decode.tokens=200")).isEqualTo(run("decode.tokens=200"));
  }

  @Test
  void denseReadsWithAWindowAndSinksAskForThoseTokens() {
    KvReport report =
        run(
            "prompt.tokens=1000",
            "decode.tokens=1",
            "accesses.pattern=dense",
            "accesses.window=100",
            "accesses.sinks=4");
    assertThat(report.policies().get(0).bytes().get("hbm_read")).isEqualTo(104 * 16384);
  }

  @ParameterizedTest
  @ValueSource(strings = {"top-pages", "heavy-hitters"})
  void patternsByImportanceReadWhatSparsityLeaves(String pattern) {
    KvReport report =
        run("decode.tokens=50", "accesses.pattern=" + pattern, "accesses.sparsity=0.75");
    PolicyFigures first = report.policies().get(0);
    double read = first.bytes().get("hbm_read") + first.bytes().get("external_read");
    assertThat(read).isCloseTo(0.25 * 31_324 * 50 * 16384, within(0.002 * read));
  }

  @Test
  void aTraceIsReadAsItIsWritten(@TempDir Path folder) throws Exception {
    Path trace =
        Files.writeString(
            folder.resolve("trace.csv"), "step,layer,tokens\n0,*,0-15 18\n1,0,64\n1,*,0\n");
    KvReport report =
        run(
            "prompt.tokens=64",
            "decode.tokens=2",
            "accesses.pattern=trace",
            "accesses.file=" + trace);
    assertThat(report.policies().get(0).bytes().get("hbm_read")).isEqualTo(18 * 16384);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,0,64 | line 1: token 64 is not yet written; there are 0 to 63",
        "0,0,0-5 4 | line 1: range 4 overlaps what stands before it",
        "0,0,5-3 | line 1: range 5-3 runs backwards",
        "0,7,1 | line 1: there is no layer 7",
        "0 0 1 | is no step; give step,layer,0-15 18 40-47",
        "1,0,1 | has no line for step 0, layer 0"
      })
  void aBrokenTraceGetsOneLine(String line, String expected, @TempDir Path folder)
      throws Exception {
    Path trace = Files.writeString(folder.resolve("trace.csv"), line + "\n");
    assertThatThrownBy(
            () ->
                run(
                    "prompt.tokens=64",
                    "decode.tokens=1",
                    "accesses.pattern=trace",
                    "accesses.file=" + trace))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("trace.csv")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cache.page-tokens=65536 | memories.hbm.cache-capacity | is larger than a layer's share",
        "memories.external.cache-capacity=1 MB | memories.external.cache-capacity | are needed; give at least",
        "cache.head-groups=3 | cache.head-groups | do not divide the 32 heads",
        "cache.keeps=kays | cache.keeps | is none of: keys-and-values, layer-inputs, latents",
        "accesses.sparsity=1.5 | accesses.sparsity | is out of range",
        "accesses.sparsty=0.5 | accesses.sparsty | did you mean 'sparsity'"
      })
  void aBrokenStudyGetsOneLine(String setting, String key, String expected) {
    assertThatThrownBy(() -> run(setting))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(expected);
  }
}
