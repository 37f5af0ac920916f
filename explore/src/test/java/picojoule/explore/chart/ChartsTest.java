package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picojoule.config.BadInputException;

class ChartsTest {

  private static final int FAMILIES = 3;
  private static final int COMPONENTS = 9;

  @TempDir private Path folder;
  private Path csv;

  @BeforeEach
  void findNineDesigns() throws URISyntaxException {
    csv = Path.of(ChartsTest.class.getResource("/chart/nine-designs.csv").toURI());
  }

  @ParameterizedTest
  @CsvSource({
    "TRADE_OFF, png", "TRADE_OFF, svg",
    "ENERGY, png", "ENERGY, svg",
  })
  void theSameTableGivesTheSameBytes(ChartKind kind, String ending) throws IOException {
    Path one = folder.resolve("one." + ending);
    Path other = folder.resolve("other." + ending);
    Charts.draw(csv, kind, one, 800, 450);
    Charts.draw(csv, kind, other, 800, 450);
    assertThat(one).isNotEmptyFile().hasSameBinaryContentAs(other);
  }

  @ParameterizedTest
  @EnumSource(ChartKind.class)
  void aPngHasTheSizeAskedFor(ChartKind kind) throws IOException {
    BufferedImage image = png(kind, csv, 640, 400);
    assertThat(image.getWidth()).isEqualTo(640);
    assertThat(image.getHeight()).isEqualTo(400);
  }

  @Test
  void everyFamilyHasItsColourAmongTheDataOfBothPanels() throws IOException {
    BufferedImage image = png(ChartKind.TRADE_OFF, csv, 1600, 900);
    for (Color color : Palette.MARKERS.subList(0, FAMILIES)) {
      assertThat(count(image.getSubimage(150, 110, 640, 510), color)).isGreaterThan(50);
      assertThat(count(image.getSubimage(900, 110, 690, 510), color)).isGreaterThan(50);
    }
    assertThat(count(image, Palette.MARKERS.get(FAMILIES))).isZero();
  }

  @Test
  void everyComponentHasItsColour() throws IOException {
    BufferedImage image = png(ChartKind.ENERGY, csv, 1600, 900);
    for (Color color : Palette.PARTS.subList(0, COMPONENTS)) {
      assertThat(count(image, color)).isGreaterThan(50);
    }
  }

  @Test
  void theTradeOffSvgHasItsTexts() throws IOException {
    String svg = svg(ChartKind.TRADE_OFF);
    assertThat(svg)
        .contains(
            ">llama-2-7b, batch 1<",
            ">decode: context 2048<",
            ">prefill: 2048 tokens<",
            ">latency of the step (ms)<",
            ">latency of the step (s)<",
            ">energy per token (mJ)<",
            ">int8-mac W8A8KV8<",
            ">mixpe W8A8KV8<",
            ">mixpe W4A8KV8<",
            ">Pareto front<");
    for (String size : List.of("16×16", "32×32", "64×64")) {
      // Three families in each of two panels.
      assertThat(Pattern.compile(">" + size + "<").matcher(svg).results()).hasSize(6);
    }
    assertThat(svg).doesNotContain("128×128");
  }

  @Test
  void theEnergySvgHasDesignsComponentsAndTotals() throws IOException {
    assertThat(svg(ChartKind.ENERGY))
        .contains(
            ">int8-mac-16x16 W8A8KV8<",
            ">mixpe-64x64 W4A8KV8<",
            ">DRAM<",
            ">accumulator buffer<",
            ">energy per token (mJ)<")
        .contains(">" + total(1) + "<", ">" + total(2) + "<");
  }

  @Test
  void anExistingPictureIsReplacedAndNothingElseIsLeft() throws IOException {
    Path out = Files.writeString(folder.resolve("chart.svg"), "<!-- a previous picture -->");
    Charts.draw(csv, ChartKind.ENERGY, out, 800, 450);
    assertThat(out).content().doesNotContain("previous");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(out);
    }
  }

  @Test
  void anotherEndingIsRefused() {
    Path out = folder.resolve("chart.pdf");
    assertThatThrownBy(() -> Charts.draw(csv, ChartKind.ENERGY, out, 800, 450))
        .isInstanceOf(BadInputException.class)
        .hasMessage(out + ": a picture's file ends in .png or .svg");
  }

  @Test
  void aPictureTooSmallToReadIsRefused() {
    Path out = folder.resolve("chart.png");
    assertThatThrownBy(() -> Charts.draw(csv, ChartKind.ENERGY, out, 800, 100))
        .isInstanceOf(BadInputException.class)
        .hasMessage(out + ": a picture of 800 x 100 pixels; give both from 240 to 16384");
  }

  @Test
  void anUnknownKindListsTheKnownOnes() {
    assertThatThrownBy(() -> ChartKind.parse("roofline"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("--kind: unknown chart 'roofline'; There is: energy, trade-off");
    assertThat(ChartKind.parse("trade-off")).isEqualTo(ChartKind.TRADE_OFF);
  }

  @Test
  void twoRowsOfOneBarAreRefused() throws IOException {
    List<String> lines = Files.readAllLines(csv);
    Path twice = folder.resolve("twice.csv");
    Files.writeString(twice, String.join("\n", lines.get(0), lines.get(1), lines.get(1)));
    Path out = folder.resolve("chart.png");
    assertThatThrownBy(() -> Charts.draw(twice, ChartKind.ENERGY, out, 800, 450))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 3, column machine: is a second row of int8-mac-16x16 W8A8KV8");
    assertThat(out).doesNotExist();
  }

  @Test
  void barsTooManyToReadAreRefused() throws IOException {
    Path crowd = folder.resolve("crowd.csv");
    List<String> lines = Files.readAllLines(csv);
    StringBuilder rows = new StringBuilder(lines.get(0)).append('\n');
    for (int size = 1; size <= 90; size++) {
      rows.append(lines.get(1).replace("16x16", size + "x16")).append('\n');
    }
    Files.writeString(crowd, rows);
    Path out = folder.resolve("chart.png");
    assertThatThrownBy(() -> Charts.draw(crowd, ChartKind.ENERGY, out, 1600, 900))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            crowd
                + ": its 90 bars are too many to be read in this picture; make it 2 times as high");
    Charts.draw(crowd, ChartKind.ENERGY, out, 1600, 1800);
    assertThat(out).isNotEmptyFile();
  }

  @Test
  void aChartOfManyPanelsIsSetAcrossBothColumns() throws IOException {
    List<String> lines = Files.readAllLines(csv);
    String rows = String.join("\n", lines.subList(1, lines.size())) + "\n";
    Path models = folder.resolve("models.csv");
    Files.writeString(models, lines.get(0) + "\n" + rows + rows.replace("llama-2-7b", "opt-6.7b"));
    for (ChartKind kind : ChartKind.values()) {
      // Six points of a column of 3.3 inches, and of two columns of 7 inches together.
      assertThat(svg(kind, csv)).contains("font-size: 40px;").doesNotContain("font-size: 19px;");
      assertThat(svg(kind, models)).contains("font-size: 19px;").doesNotContain("font-size: 40px;");
    }
  }

  private String svg(ChartKind kind) throws IOException {
    return svg(kind, csv);
  }

  private String svg(ChartKind kind, Path table) throws IOException {
    Path out = folder.resolve("chart.svg");
    Charts.draw(table, kind, out, 1600, 900);
    return Files.readString(out);
  }

  private BufferedImage png(ChartKind kind, Path table, int width, int height) throws IOException {
    Path out = folder.resolve("chart.png");
    Charts.draw(table, kind, out, width, height);
    return ImageIO.read(out.toFile());
  }

  /** The energy per token of one of the fixture's lines as the chart prints it, in millijoules. */
  private String total(int line) throws IOException {
    double picojoules = SweepTable.read(csv).rows().get(line - 1).positive("energy_pj_per_token");
    return picojoules >= 1e11
        ? String.valueOf(Math.round(picojoules / 1e9))
        : "%.2f".formatted(picojoules / 1e9);
  }

  private static int count(BufferedImage image, Color color) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == color.getRGB()) {
          count++;
        }
      }
    }
    return count;
  }
}
