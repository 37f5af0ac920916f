package picojoule.pe.psum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.pe.datapath.DatapathEvent;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.DatapathSettings;
import picojoule.pe.datapath.DatapathType;
import picojoule.pe.datapath.ExactProduct;
import picojoule.pe.datapath.GemmError;
import picojoule.pe.datapath.GemmOutput;
import picojoule.pe.datapath.GroupedWeights;
import picojoule.pe.datapath.PatternMatrix;
import picojoule.pe.psum.PartialSumQuantizer.Granularity;

class TiledGemmTest {

  private static PatternMatrix random(String format, int rows, int columns) {
    NumberFormat operands = NumberFormats.named(format);
    int[] patterns =
        new Random(rows + 31L * columns)
            .ints((long) rows * columns)
            .map(p -> p >>> (Integer.SIZE - operands.bits()))
            .toArray();
    return new PatternMatrix(operands, rows, columns, patterns);
  }

  private static DatapathMode mode(DatapathType type, PatternMatrix a, PatternMatrix w) {
    return type.set(DatapathSettings.of(a.format(), w.format()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAC", "SHIFT_ADD", "LUT"})
  void partialSumsOfManyBitsLoseNothingAndCountTheSame(DatapathType type) {
    PatternMatrix a = random("int8", 5, 50);
    PatternMatrix w = random("int4", 7, 50);
    DatapathMode mode = mode(type, a, w);
    PartialSumQuantizer wide = new PartialSumQuantizer(32, 2, Granularity.TILE);

    GemmOutput tiled = new TiledGemm(mode, wide, 16).multiply(a, w);

    GemmOutput whole = mode.gemm(a, GroupedWeights.unscaled(w));
    assertThat(GemmError.of(tiled.result(), whole.result()).noisePower()).isZero();
    assertThat(tiled.statistics().count(DatapathEvent.MACS)).isEqualTo(5 * 7 * 50);
    assertThat(tiled.statistics().count(DatapathEvent.ZERO_PRODUCTS))
        .isEqualTo(whole.statistics().count(DatapathEvent.ZERO_PRODUCTS));
    assertThat(tiled.statistics().count(DatapathEvent.PARTIAL_SUM_BITS)).isEqualTo(4 * 5 * 7 * 32);
  }

  /** As the publication has it: fewer bits lose more, larger groups less. */
  @Test
  void fewerBitsLoseMoreAndFinerScalesAndLargerGroupsLess() {
    PatternMatrix a = random("int8", 16, 512);
    PatternMatrix w = random("int8", 17, 512);
    double eight = sqnr(a, w, 8, 1, Granularity.TENSOR);

    assertThat(sqnr(a, w, 4, 1, Granularity.TENSOR)).isLessThan(eight - 15);
    assertThat(sqnr(a, w, 6, 1, Granularity.TENSOR)).isLessThan(eight - 6);
    assertThat(sqnr(a, w, 8, 1, Granularity.ROW)).isGreaterThan(eight);
    // With one scale for all it makes no difference which sum is rounded.
    assertThat(sqnr(a, w, 8, 4, Granularity.TILE))
        .isGreaterThan(sqnr(a, w, 8, 1, Granularity.TILE));
  }

  private static double sqnr(
      PatternMatrix a, PatternMatrix w, int bits, int group, Granularity granularity) {
    PartialSumQuantizer quantizer = new PartialSumQuantizer(bits, group, granularity);
    GemmOutput output = new TiledGemm(mode(DatapathType.MAC, a, w), quantizer, 32).multiply(a, w);
    return GemmError.of(output.result(), ExactProduct.of(a, GroupedWeights.unscaled(w)))
        .sqnrDecibels();
  }

  @Test
  void whatIsNoIntegerSumIsRefused() {
    PatternMatrix a = random("fp16", 1, 4);
    TiledGemm gemm =
        new TiledGemm(
            mode(DatapathType.MAC, a, a), new PartialSumQuantizer(8, 1, Granularity.TILE), 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> gemm.multiply(a, a))
        .withMessageStartingWith("partial sums of fp32 are not quantized");
  }
}
