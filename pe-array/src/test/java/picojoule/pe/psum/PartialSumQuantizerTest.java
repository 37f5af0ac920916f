package picojoule.pe.psum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import picojoule.pe.psum.PartialSumQuantizer.Granularity;

class PartialSumQuantizerTest {

  @Property(tries = 500)
  void everyOutputEqualsTheRecurrenceInDecimals(
      @ForAll @IntRange(min = 1, max = 4) int group,
      @ForAll Granularity granularity,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll long seed) {
    Random random = new Random(seed);
    int bits = new int[] {4, 6, 8}[random.nextInt(3)];
    long[][] tiles = tiles(random, count, rows * columns);
    PartialSumQuantizer quantizer = new PartialSumQuantizer(bits, group, granularity);
    int[][] exponents = quantizer.calibrate(tiles, rows, columns);

    PartialSumQuantizer.Result result = quantizer.quantize(tiles, rows, columns, exponents);

    assertThat(result.clipped()).isZero();
    assertThat(result.storedBits()).isEqualTo((long) count * rows * columns * bits);
    for (int i = 0; i < rows * columns; i++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int tile = 0; tile < count; tile++) {
        boolean isWhole = tile % group == 0 || tile == count - 1;
        int scale = granularity == Granularity.ROW ? i / columns : i % columns;
        int exponent =
            exponents[tile][
                granularity == Granularity.TENSOR || granularity == Granularity.TILE ? 0 : scale];
        BigDecimal step = BigDecimal.valueOf(2).pow(exponent);
        BigDecimal target = BigDecimal.valueOf(tiles[tile][i]);
        target = isWhole ? target.add(sum) : target;
        BigDecimal stored = target.divide(step).setScale(0, RoundingMode.HALF_EVEN).multiply(step);
        sum = isWhole ? stored : sum.add(stored);
      }
      assertThat(BigDecimal.valueOf(result.sums()[i])).isEqualByComparingTo(sum);
    }
  }

  @Property(tries = 200)
  void noLesserScaleWouldDo(
      @ForAll Granularity granularity,
      @ForAll @IntRange(min = 1, max = 6) int count,
      @ForAll long seed) {
    long[][] tiles = tiles(new Random(seed), count, 6);
    PartialSumQuantizer quantizer = new PartialSumQuantizer(8, 2, granularity);
    int[][] exponents = quantizer.calibrate(tiles, 2, 3);
    if (granularity == Granularity.TENSOR && exponents[0][0] > 0) {
      for (int[] ofTile : exponents) {
        ofTile[0]--;
      }
      assertThat(quantizer.quantize(tiles, 2, 3, exponents).clipped()).isPositive();
    } else if (granularity != Granularity.TENSOR) {
      // Of the first tile, whose targets no earlier scale changes.
      for (int i = 0; i < exponents[0].length; i++) {
        if (exponents[0][i] > 0) {
          int[][] lesser = Arrays.stream(exponents).map(int[]::clone).toArray(int[][]::new);
          lesser[0][i]--;
          assertThat(quantizer.quantize(tiles, 2, 3, lesser).clipped()).isPositive();
        }
      }
    }
  }

  @Test
  void aSumBeyondTheRangeIsClippedAndCounted() {
    PartialSumQuantizer quantizer = new PartialSumQuantizer(4, 1, Granularity.TENSOR);
    PartialSumQuantizer.Result result =
        quantizer.quantize(new long[][] {{5}, {4}}, 1, 1, new int[][] {{0}, {0}});

    assertThat(result.sums()).containsExactly(7);
    assertThat(result.clipped()).isEqualTo(1);
  }

  @Test
  void impossibleQuantizersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartialSumQuantizer(1, 1, Granularity.TILE))
        .withMessage("a stored partial sum has 2 to 32 bits, not 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartialSumQuantizer(8, 5, Granularity.TILE))
        .withMessage("a group has 1 to 4 tiles, not 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Granularity.parse("channel"))
        .withMessage("unknown granularity 'channel'; there is [tensor, tile, row, column]");
  }

  private static long[][] tiles(Random random, int count, int outputs) {
    long[][] tiles = new long[count][];
    for (int tile = 0; tile < count; tile++) {
      tiles[tile] = random.longs(outputs, -(1 << 20), 1 << 20).toArray();
    }
    return tiles;
  }
}
