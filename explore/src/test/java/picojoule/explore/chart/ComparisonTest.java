package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picojoule.explore.chart.Comparison.Panel;

class ComparisonTest {

  private static final String HEADER =
      "model,machine,recipe,phase,batch,tokens,context,memory.channels,latency_cycles\n";

  @TempDir private Path folder;

  @Test
  void whatAllPointsShareIsTheTitle() throws IOException {
    Comparison comparison =
        comparison(
            """
            m,a-2x2,W8,decode,4,1,64,8,1
            m,a-2x2,W8,prefill,4,32,32,8,1
            """);
    assertThat(comparison.title()).isEqualTo("m, batch 4, channels 8");
    assertThat(comparison.panels())
        .extracting(Panel::title)
        .containsExactly("decode: context 64", "prefill: 32 tokens");
  }

  @Test
  void whatTellsPointsOfADesignApartIsTheirLabels() throws IOException {
    SweepTable table =
        table(
            """
            m,a-2x2,W8,decode,1,1,64,1,9
            m,a-2x2,W8,decode,1,1,64,2,5
            """);
    Comparison comparison = new Comparison(table);
    assertThat(comparison.title()).isEqualTo("m, batch 1, context 64");
    assertThat(table.rows())
        .extracting(comparison::distinction)
        .containsExactly("channels 1", "channels 2");
  }

  @Test
  void whatFollowsTheDesignIsToldByTheDesign() throws IOException {
    SweepTable table =
        table(
            """
            m,a-2x2,W8,decode,1,1,64,1,9
            m,a-4x4,W8,decode,1,1,64,2,5
            """);
    Comparison comparison = new Comparison(table);
    assertThat(table.rows()).extracting(comparison::distinction).containsOnly("");
    assertThat(comparison.title()).doesNotContain("channels");
  }

  @Test
  void modelsHavePanelsOfTheirOwn() throws IOException {
    Comparison comparison =
        comparison(
            """
            m,a-2x2,W8,decode,1,1,64,1,9
            n,a-2x2,W8,decode,1,1,64,1,9
            """);
    assertThat(comparison.panels())
        .extracting(Panel::title)
        .containsExactly("decode: m", "decode: n");
  }

  @Test
  void aPromptWithAPastNamesTokensAndContext() throws IOException {
    assertThat(comparison("m,a-2x2,W8,prefill,1,32,96,1,9\n").title())
        .isEqualTo("m, batch 1, 32 tokens, context 96, channels 1");
  }

  @Test
  void aDesignIsItsFamilyAndItsSize() {
    Design sized = new Design("int8-mac-16x32", "W8A8KV8");
    assertThat(sized.family()).isEqualTo("int8-mac W8A8KV8");
    assertThat(sized.size()).isEqualTo("16×32");
    Design named = new Design("tpu-v1", "W8A8KV8");
    assertThat(named.family()).isEqualTo("tpu-v1 W8A8KV8");
    assertThat(named.size()).isEqualTo("tpu-v1");
  }

  private Comparison comparison(String rows) throws IOException {
    return new Comparison(table(rows));
  }

  private SweepTable table(String rows) throws IOException {
    return SweepTable.read(Files.writeString(folder.resolve("sweep.csv"), HEADER + rows));
  }
}
