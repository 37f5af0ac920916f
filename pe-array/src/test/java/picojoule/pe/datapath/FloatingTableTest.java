package picojoule.pe.datapath;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** Tables of floats, against exact decimals rounded where the hardware rounds. */
class FloatingTableTest {

  private static final NumberFormat FP16 = NumberFormats.named("fp16");

  @Property(tries = 150)
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
    int chunk = gemm.random.nextBoolean() ? 0 : (1 + gemm.random.nextInt(9)) * inputs;
    PatternMatrix a = gemm.halves();
    boolean isOdd = weight.name().startsWith("odd");
    GroupedWeights w =
        gemm.halfScaled(gemm.matrix(weight, gemm.n, false), isOdd ? 0 : -4, isOdd ? 0 : 7);

    ExactMatrix result =
        DatapathType.LUT
            .set(
                DatapathSettings.of(FP16, weight)
                    .with(new Accumulation.Rounded(sums))
                    .withTables(inputs, isQuantized)
                    .withChunk(chunk))
            .gemm(a, w)
            .result();

    GroupScales scales = w.scales();
    BigDecimal[][] activations = ExactSum.values(a);
    int bits = weight.bits();
    int signed = weight.name().startsWith("int") ? 1 << (bits - 1) : 0;
    for (int token = 0; token < gemm.m; token++) {
      BigDecimal[] outputs = new BigDecimal[gemm.n];
      Arrays.fill(outputs, BigDecimal.ZERO);
      for (int g = 0; g < scales.groups(); g++) {
        int first = g * scales.group();
        int last = Math.min(gemm.k, first + scales.group());
        BigDecimal activationSum = BigDecimal.ZERO;
        for (int i = first; i < last; i++) {
          activationSum = ExactSum.rounded(sums, activationSum.add(activations[token][i]));
        }
        List<BigDecimal[]> tables = new ArrayList<>();
        for (int from = first; from < last; from += inputs) {
          int to = Math.min(last, from + inputs);
          tables.add(table(Arrays.copyOfRange(activations[token], from, to), isQuantized));
        }
        int step = chunk == 0 ? last - first : chunk;
        for (int feature = 0; feature < gemm.n; feature++) {
          BigDecimal total = BigDecimal.ZERO;
          for (int start = first; start < last; start += step) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int from = start; from < Math.min(last, start + step); from += inputs) {
              BigDecimal[] table = tables.get((from - first) / inputs);
              for (int bit = 0; bit < bits; bit++) {
                int word = 0;
                for (int i = 0; i < inputs && from + i < last; i++) {
                  long code = w.codes().pattern(feature, from + i) ^ signed;
                  word |= (int) (code >> bit & 1) << i;
                }
                BigDecimal addend =
                    ExactSum.rounded(sums, table[word].multiply(ExactSum.power(bit)));
                sum = ExactSum.rounded(sums, sum.add(addend));
              }
            }
            total = ExactSum.rounded(sums, total.add(sum));
          }
          int offset = scales.offset(feature, g);
          long zeroPoint = isOdd ? offset : 2L * (offset + signed) + 1 - (1L << bits);
          BigDecimal scale =
              ExactSum.scale(scales, feature, g).multiply(ExactSum.power(isOdd ? 0 : -1));
          BigDecimal centred =
              ExactSum.rounded(
                  sums, total.subtract(activationSum.multiply(BigDecimal.valueOf(zeroPoint))));
          outputs[feature] = ExactSum.rounded(sums, outputs[feature].add(scale.multiply(centred)));
        }
      }
      for (int feature = 0; feature < gemm.n; feature++) {
        ExactSum.assertSame(result, token, feature, outputs[feature]);
      }
    }
  }

  private static BigDecimal[] table(BigDecimal[] values, boolean isQuantized) {
    BigDecimal[] table = new BigDecimal[1 << values.length];
    for (int word = 0; word < table.length; word++) {
      table[word] = BigDecimal.ZERO;
      for (int i = values.length - 1; i >= 0; i--) {
        BigDecimal sum = table[word].add((word >> i & 1) == 1 ? values[i] : values[i].negate());
        table[word] = isQuantized ? sum : ExactSum.rounded(FP16, sum);
      }
    }
    return isQuantized ? ExactSum.quantized(table, -24) : table;
  }
}
