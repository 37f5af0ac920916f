package picojoule.memory.kv.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.kv.KvReport;

class PublishedRatioTest {

  private static final Path STUDY = Path.of("../configs/kv/published.yaml");

  private static KvReport run(String... settings) {
    return RatioStudy.read(section(settings)).run(PublishedRatioTest::oneAfterTheOther);
  }

  private static Section section(String... settings) {
    Section section = ConfigFile.with(ConfigFile.read(STUDY), List.of(settings));
    section.text("model-of");
    return section;
  }

  private static void oneAfterTheOther(int count, IntConsumer part) {
    for (int i = 0; i < count; i++) {
      part.accept(i);
    }
  }

  /** Golden rows of the authors' simulator run with empty skip lists. */
  @ParameterizedTest
  @CsvSource({
    "2048, 12857825909.2995, 15212179945.1818, 12876325867.0932",
    "8192, 55975051388.5474, 65918948791.7578, 69997401388.1559"
  })
  void timesEqualThePublishedOnes(int tokens, double bound, double fixed, double migrating) {
    KvReport report = run("decode.tokens=" + tokens);
    assertThat(report.boundNanoseconds()).isCloseTo(bound, within(1e-4));
    assertThat(report.policies().get(0).nanoseconds()).isCloseTo(fixed, within(1e-4));
    assertThat(report.policies().get(1).nanoseconds()).isCloseTo(migrating, within(1e-4));
  }

  /** The logs in the authors' repository are of a version that differs where the ratio is exact. */
  @ParameterizedTest
  @CsvSource({"2048, 12876328197.2621", "8192, 69997404883.4093"})
  void theShippedLogsAreWithinAMillionth(int tokens, double shipped) {
    double ours = run("decode.tokens=" + tokens).policies().get(1).nanoseconds();
    assertThat(ours).isCloseTo(shipped, within(1e-6 * shipped)).isNotEqualTo(shipped);
  }

  @Property(tries = 60)
  void equalsAPlainListOfTokens(
      @ForAll @IntRange(min = 1, max = 80) int prompt,
      @ForAll @IntRange(min = 1, max = 60) int decode,
      @ForAll @IntRange(min = 1, max = 4) int layers,
      @ForAll @IntRange(min = 1, max = 40) int capacity,
      @ForAll @IntRange(min = 0, max = 5) int period,
      @ForAll @DoubleRange(min = 0, max = 1) double weights,
      @ForAll InitialPlacement initial,
      @ForAll WritePlacement placement,
      @ForAll RatioMigration migration) {
    RatioSpec spec =
        new RatioSpec(
            layers, 64, 96, 2, 4000, capacity * 1024L, 50, 9, 7, 11, prompt, decode, 0.03);
    SkippedTokens skips = period == 0 ? SkippedTokens.NONE : SkippedTokens.every(period);
    RatioPolicy policy =
        new RatioPolicy(
            "any", Math.min(weights, capacity * 1024 / 8000.0), initial, placement, migration);
    RatioResult fast = new RatioRun(spec, policy, skips).run();
    double slow = new ReferenceRatioRun(spec, policy, skips).nanoseconds();
    assertThat(fast.nanoseconds()).isCloseTo(slow, within(1e-9 * slow));
    assertThat(fast.nanoseconds())
        .isGreaterThanOrEqualTo(new RatioBounds(spec, skips).oracle() * (1 - 1e-9));
  }

  @Test
  void skippingMovesTokensUntilTheRatioIsNear() {
    KvReport report =
        run(
            "decode.tokens=64",
            "skips.pattern=oldest",
            "skips.share=0.4",
            "prompt.tokens=8192",
            "memories.hbm.capacity=64 GiB");
    assertThat(report.policies().get(1).bytes().get("moved_out")).isPositive();
    assertThat(report.policies().get(2).bytes().get("moved_out")).isZero();
  }

  @Test
  void aFileOfSkipsIsThePatternThatItSpells(@TempDir Path folder) throws Exception {
    List<String> lines = new ArrayList<>(List.of("n,l,s,skipped,layer"));
    for (int n = 20; n < 30; n++) {
      StringBuilder tokens = new StringBuilder();
      for (int token = 3; token < n; token += 4) {
        tokens.append(tokens.length() == 0 ? "" : ", ").append(token);
      }
      lines.add(n + ",*,0,[" + tokens + "],False");
      lines.add(n + ",0,1,[],False");
    }
    Path file = Files.write(folder.resolve("skips.txt"), lines);
    String[] size = {"prompt.tokens=20", "decode.tokens=10"};
    KvReport spelled = run(size[0], size[1], "skips.pattern=file", "skips.file=" + file);
    KvReport regular = run(size[0], size[1], "skips.pattern=every", "skips.period=4");
    assertThat(spelled).isEqualTo(regular);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20,0,0,[20],False | line 1: token 20 is not yet written; there are 0 to 19",
        "20,0,0,[3,3],False | line 1: token 3 is there twice",
        "20,40,0,[3],False | line 1: there is no layer 40",
        "20,0,1,[3],False | line 1: the MLP reads no tokens",
        "20,0,0,[3],True | line 1: skips a whole layer",
        "20,0,0 | is no step; give n,layer,0,[token,token],False"
      })
  void aBrokenFileOfSkipsGetsOneLine(String line, String expected, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("skips.txt"), line + "\n");
    assertThatThrownBy(() -> run("skips.pattern=file", "skips.file=" + file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("skips.txt")
        .hasMessageContaining(expected);
  }

  @Test
  void weightsThatHbmHasNoRoomForAreRefused() {
    assertThatThrownBy(() -> run("memories.hbm.capacity=1 MiB"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("policies[0].weights-in-hbm: 1000000000 bytes of weights");
  }

  @Test
  void aStudyWithoutAKeySaysWhichOne() {
    assertThatThrownBy(() -> RatioStudy.read(ConfigFile.read("study", new StringReader("name: x"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("study: model");
  }
}
