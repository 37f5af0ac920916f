package picojoule.pe.datapath;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** Tables of floats, against exact decimals rounded where the hardware rounds. */
class FloatingTableTest {

  private static final NumberFormat FP16 = NumberFormats.named("fp16");

  @Property(tries = 300)
  void tablesOfFloatsEqualRoundedExactSteps(@ForAll long seed) {
    checkTables(seed);
  }

  @Tag("slow")
  @Property(tries = 10_000)
  void manyTablesOfFloatsEqualRoundedExactSteps(@ForAll long seed) {
    checkTables(seed);
  }

  private static void checkTables(long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    String[] names = {"int4", "uint4", "int2", "uint1", "odd2", "uint8"};
    NumberFormat weight = NumberFormats.named(names[gemm.random.nextInt(names.length)]);
    NumberFormat sums = NumberFormats.named(gemm.random.nextBoolean() ? "fp32" : "bf16");
    int inputs = 1 + gemm.random.nextInt(5);
    boolean isQuantized = gemm.random.nextBoolean();
    PatternMatrix a = gemm.halves();
    boolean isOdd = weight.name().startsWith("odd");
    GroupedWeights w =
        gemm.halfScaled(gemm.matrix(weight, gemm.n, false), isOdd ? 0 : -4, isOdd ? 0 : 7);

    ExactMatrix result =
        DatapathType.LUT
            .set(
                DatapathSettings.of(FP16, weight)
                    .with(new Accumulation.Rounded(sums))
                    .withTables(inputs, isQuantized))
            .gemm(a, w)
            .result();

    GroupScales scales = w.scales();
    int bits = weight.bits();
    int signed = weight.name().startsWith("int") ? 1 << (bits - 1) : 0;
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        if (gemm.isLeftOut()) {
          continue;
        }
        BigDecimal output = BigDecimal.ZERO;
        for (int g = 0; g < scales.groups(); g++) {
          int last = Math.min(gemm.k, (g + 1) * scales.group());
          BigDecimal sum = BigDecimal.ZERO;
          BigDecimal activationSum = BigDecimal.ZERO;
          for (int from = g * scales.group(); from < last; from += inputs) {
            int length = Math.min(inputs, last - from);
            BigDecimal[] table = table(a, token, from, length, isQuantized);
            for (int bit = 0; bit < bits; bit++) {
              int word = 0;
              for (int i = 0; i < length; i++) {
                word |= (int) ((w.codes().pattern(feature, from + i) ^ signed) >> bit & 1) << i;
              }
              BigDecimal addend = ExactSum.rounded(sums, table[word].multiply(ExactSum.power(bit)));
              sum = ExactSum.rounded(sums, sum.add(addend));
            }
          }
          for (int i = g * scales.group(); i < last; i++) {
            activationSum = ExactSum.rounded(sums, activationSum.add(a.value(token, i)));
          }
          int offset = scales.offset(feature, g);
          long zeroPoint = isOdd ? offset : 2L * (offset + signed) + 1 - (1L << bits);
          BigDecimal scale =
              ExactSum.scale(scales, feature, g).multiply(ExactSum.power(isOdd ? 0 : -1));
          BigDecimal centred =
              ExactSum.rounded(
                  sums, sum.subtract(activationSum.multiply(BigDecimal.valueOf(zeroPoint))));
          output = ExactSum.rounded(sums, output.add(scale.multiply(centred)));
        }
        ExactSum.assertSame(result, token, feature, output);
      }
    }
  }

  private static BigDecimal[] table(
      PatternMatrix a, int token, int from, int length, boolean isQuantized) {
    BigDecimal[] table = new BigDecimal[1 << length];
    for (int word = 0; word < table.length; word++) {
      table[word] = BigDecimal.ZERO;
      for (int i = length - 1; i >= 0; i--) {
        BigDecimal value = a.value(token, from + i);
        BigDecimal sum = table[word].add((word >> i & 1) == 1 ? value : value.negate());
        table[word] = isQuantized ? sum : ExactSum.rounded(FP16, sum);
      }
    }
    return isQuantized ? ExactSum.quantized(table, -24) : table;
  }
}
