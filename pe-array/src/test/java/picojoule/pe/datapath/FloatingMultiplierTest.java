package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** Floating-point multipliers, against fused multiply-adds and exact decimals. */
class FloatingMultiplierTest {

  private static final NumberFormat FP16 = NumberFormats.named("fp16");

  /** FP32 sums against the processor's own fused multiply-add. */
  @Property(tries = 300)
  void floatGemmsEqualFusedMultiplyAdds(@ForAll long seed) {
    checkFused(seed);
  }

  @Tag("slow")
  @Property(tries = 10_000)
  void manyFloatGemmsEqualFusedMultiplyAdds(@ForAll long seed) {
    checkFused(seed);
  }

  private static void checkFused(long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    String[] names = {"fp16", "bf16", "fp8-e4m3fn", "fp8-e5m2", "fp4-e2m1", "fp6-e3m2"};
    NumberFormat activation = NumberFormats.named(names[gemm.random.nextInt(names.length)]);
    NumberFormat weight = NumberFormats.named(names[gemm.random.nextInt(names.length)]);
    // Infinities and NaN are among the patterns.
    PatternMatrix a = gemm.activations(activation);
    PatternMatrix w = gemm.matrix(weight, gemm.n, false);

    ExactMatrix result =
        DatapathType.MAC
            .set(DatapathSettings.of(activation, weight))
            .gemm(a, GroupedWeights.unscaled(w))
            .result();

    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        float sum = 0;
        for (int i = 0; i < gemm.k; i++) {
          sum =
              Math.fma(
                  (float) activation.decodeDouble(a.pattern(token, i)),
                  (float) weight.decodeDouble(w.pattern(feature, i)),
                  sum);
        }
        float computed =
            Float.intBitsToFloat((int) ((PatternMatrix) result).pattern(token, feature));
        if (Float.floatToIntBits(computed) != Float.floatToIntBits(sum)) {
          assertThat(computed).as("%d, %d", token, feature).isEqualTo(sum);
        }
      }
    }
  }

  @Property(tries = 300)
  void dequantizedAndNarrowlySummedGemmsEqualRoundedExactSteps(@ForAll long seed) {
    checkDequantized(seed);
  }

  @Tag("slow")
  @Property(tries = 10_000)
  void manyDequantizedGemmsEqualRoundedExactSteps(@ForAll long seed) {
    checkDequantized(seed);
  }

  private static void checkDequantized(long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    boolean isInteger = gemm.random.nextBoolean();
    NumberFormat weight = NumberFormats.named(isInteger ? "int4" : "fp8-e4m3fn");
    NumberFormat sums = NumberFormats.named(gemm.random.nextBoolean() ? "fp32" : "bf16");
    int chunk = gemm.random.nextBoolean() ? 0 : 1 + gemm.random.nextInt(9);
    PatternMatrix a = gemm.halves();
    PatternMatrix codes = gemm.matrix(weight, gemm.n, false, p -> isInteger ? p : p & 0xbf);
    GroupedWeights w = gemm.halfScaled(codes, isInteger ? -8 : 0, isInteger ? 7 : 0);
    boolean isUnscaled = w.scales().isUnscaled();

    ExactMatrix result =
        DatapathType.MAC
            .set(
                DatapathSettings.of(FP16, weight)
                    .with(new Accumulation.Rounded(sums))
                    .withChunk(chunk))
            .gemm(a, w)
            .result();

    GroupScales scales = w.scales();
    BigDecimal[][] activations = ExactSum.values(a);
    BigDecimal[][] weights = ExactSum.values(codes);
    int group = isInteger ? gemm.k : scales.group();
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        BigDecimal output = BigDecimal.ZERO;
        for (int first = 0; first < gemm.k; first += group) {
          int last = Math.min(gemm.k, first + group);
          BigDecimal total = BigDecimal.ZERO;
          int step = chunk == 0 ? gemm.k : chunk;
          for (int from = first; from < last; from += step) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = from; i < Math.min(last, from + step); i++) {
              int g = i / scales.group();
              BigDecimal value = weights[feature][i];
              BigDecimal centred = value.subtract(BigDecimal.valueOf(scales.offset(feature, g)));
              BigDecimal operand =
                  isInteger
                      ? ExactSum.rounded(FP16, centred.multiply(ExactSum.scale(scales, feature, g)))
                      : value;
              sum = ExactSum.rounded(sums, sum.add(activations[token][i].multiply(operand)));
            }
            total = ExactSum.rounded(sums, total.add(sum));
          }
          BigDecimal scale = ExactSum.scale(scales, feature, first / group);
          output =
              isInteger || isUnscaled
                  ? total
                  : ExactSum.rounded(sums, output.add(scale.multiply(total)));
        }
        ExactSum.assertSame(result, token, feature, output);
      }
    }
  }
}
