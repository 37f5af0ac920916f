package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** Lanes of posits and FP4, against exact sums rounded once or at every step. */
class SimdPositTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "fp4-e2m1;fp4-e2m1",
        "posit(4,1);posit(4,1)",
        "posit(4,1);fp4-e2m1",
        "posit(8,0);posit(8,0)"
      })
  void everyPairOfNarrowLanesMultipliesAndRoundsOnce(String activation, String weight) {
    PatternMatrix a = IntegerModesTest.everyPattern(NumberFormats.named(activation));
    PatternMatrix w = IntegerModesTest.everyPattern(NumberFormats.named(weight));
    NumberFormat result = NumberFormats.named("posit(16,1)");

    PatternMatrix product =
        (PatternMatrix)
            DatapathType.SIMD_POSIT
                .set(DatapathSettings.of(a.format(), w.format()))
                .gemm(a, GroupedWeights.unscaled(w))
                .result();

    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < w.rows(); j++) {
        long expected =
            a.isFinite(i, 0) && w.isFinite(j, 0)
                ? result.encode(a.value(i, 0).multiply(w.value(j, 0)))
                : 0x8000;
        assertThat(product.pattern(i, j)).isEqualTo(expected);
      }
    }
  }

  @Property(tries = 300)
  void positGemmsEqualExactSums(@ForAll long seed) {
    checkPosits(seed);
  }

  @Tag("slow")
  @Property(tries = 10_000)
  void manyPositGemmsEqualExactSums(@ForAll long seed) {
    checkPosits(seed);
  }

  private static void checkPosits(long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    String[] names = {"fp4-e2m1", "posit(4,1)", "posit(8,0)", "posit(16,1)"};
    NumberFormat format = NumberFormats.named(names[gemm.random.nextInt(names.length)]);
    String[] results = {"posit(8,0)", "posit(16,1)", "fp16", "posit(32,2)"};
    NumberFormat leaves = NumberFormats.named(results[gemm.random.nextInt(results.length)]);
    boolean isQuire = gemm.random.nextBoolean();
    boolean hasNotReal = gemm.random.nextInt(4) == 0;
    int notReal = 1 << (format.bits() - 1);
    PatternMatrix a = gemm.matrix(format, gemm.m, true, p -> p == notReal && !hasNotReal ? 1 : p);
    PatternMatrix w = gemm.matrix(format, gemm.n, true, p -> p == notReal && !hasNotReal ? 1 : p);
    int chunk = gemm.random.nextBoolean() ? 0 : (1 + gemm.random.nextInt(5)) * 16 / format.bits();
    int step = chunk == 0 ? gemm.k : chunk;
    DatapathSettings settings = DatapathSettings.of(format, format).withChunk(chunk);

    PatternMatrix result =
        (PatternMatrix)
            DatapathType.SIMD_POSIT
                .set(
                    isQuire
                        ? settings.withResult(leaves)
                        : settings.with(new Accumulation.Rounded(leaves)))
                .gemm(a, GroupedWeights.unscaled(w))
                .result();

    BigDecimal[][] activations = ExactSum.values(a);
    BigDecimal[][] weights = ExactSum.values(w);
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        BigDecimal total = BigDecimal.ZERO;
        boolean isReal = true;
        for (int from = 0; from < gemm.k; from += step) {
          BigDecimal sum = BigDecimal.ZERO;
          for (int i = from; i < Math.min(gemm.k, from + step) && isReal; i++) {
            isReal = activations[token][i] != null && weights[feature][i] != null;
            if (isReal) {
              sum = sum.add(activations[token][i].multiply(weights[feature][i]));
              sum = isQuire ? sum : ExactSum.rounded(leaves, sum);
            }
          }
          total = total.add(sum);
          total = isQuire ? total : ExactSum.rounded(leaves, total);
        }
        if (isReal) {
          ExactSum.assertSame(result, token, feature, ExactSum.rounded(leaves, total));
        } else {
          assertThat(result.isFinite(token, feature)).isFalse();
        }
      }
    }
  }

  @Test
  void theMantissaMultipliersBlocksMultiplyEveryPairOfSlices() {
    NumberFormat format = NumberFormats.named("posit(8,0)");
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        if (a != 128 && b != 128) {
          long x = MantissaBlocks.aligned(format, a);
          long y = MantissaBlocks.aligned(format, b);
          long product = 0;
          int active = 0;
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              long block = (x >> (2 * i) & 3) * (y >> (2 * j) & 3);
              product += block << (2 * (i + j));
              active += block == 0 ? 0 : 1;
            }
          }
          assertThat(product).isEqualTo(x * y);
          assertThat(
                  MantissaBlocks.activeSlices(format, a) * MantissaBlocks.activeSlices(format, b))
              .isEqualTo(active);
        }
      }
    }
  }
}
