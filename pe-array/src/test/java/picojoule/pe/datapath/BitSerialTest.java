package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.Codebooks;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** BitMoD's terms, against products cut off and rounded where the hardware does. */
class BitSerialTest {

  private static final NumberFormat FP16 = NumberFormats.named("fp16");
  private static final List<NumberFormat> TABLES =
      IntStream.range(0, 8)
          .mapToObj(i -> (NumberFormat) Codebooks.bitMod(3 + i / 4, i % 4 >= 2, i % 2 == 1))
          .toList();
  private static final NumberFormat FP32 = NumberFormats.named("fp32");

  @Property(tries = 200)
  void bitSerialGemmsEqualAlignedExactSteps(@ForAll long seed) {
    checkBitSerial(seed);
  }

  @Tag("slow")
  @Property(tries = 10_000)
  void manyBitSerialGemmsEqualAlignedExactSteps(@ForAll long seed) {
    checkBitSerial(seed);
  }

  private static void checkBitSerial(long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    String[] names = {"int6", "int8", "fp3-er+", "fp4-er+"};
    String name = names[gemm.random.nextInt(names.length)];
    NumberFormat weight = NumberFormats.named(name);
    boolean isTable = name.startsWith("fp");
    int guardBits = gemm.random.nextInt(5);
    int chunk = gemm.random.nextBoolean() ? 0 : 4 * (1 + gemm.random.nextInt(6));
    double[] activations = new double[4];
    double[] terms = new double[4];
    PatternMatrix a = gemm.halves();
    GroupedWeights w = gemm.scaled(gemm.matrix(weight, gemm.n, false), 0, isTable ? 3 : 0);

    ExactMatrix result =
        DatapathType.BIT_SERIAL
            .set(DatapathSettings.of(FP16, weight).withGuardBits(guardBits).withChunk(chunk))
            .gemm(a, w)
            .result();

    GroupScales scales = w.scales();
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        BigDecimal output = BigDecimal.ZERO;
        for (int g = 0; g < scales.groups(); g++) {
          NumberFormat table =
              isTable ? selected(weight.bits(), scales.offset(feature, g)) : weight;
          BigDecimal total = BigDecimal.ZERO;
          int first = g * scales.group();
          int last = Math.min(gemm.k, first + scales.group());
          int length = chunk == 0 ? last - first : chunk;
          for (int start = first; start < last; start += length) {
            BigDecimal sum = BigDecimal.ZERO;
            int end = Math.min(last, start + length);
            for (int from = start; from < end; from += 4) {
              int lanes = Math.min(4, end - from);
              for (int step = 0; step < steps(weight); step++) {
                for (int lane = 0; lane < lanes; lane++) {
                  activations[lane] = a.format().decodeDouble(a.pattern(token, from + lane));
                  terms[lane] = term(table, w.codes().pattern(feature, from + lane), step);
                }
                double aligned = aligned(activations, terms, lanes, guardBits);
                sum = ExactSum.rounded(FP32, sum.add(new BigDecimal(aligned)));
              }
            }
            total = ExactSum.rounded(FP32, total.add(sum));
          }
          output =
              ExactSum.rounded(
                  FP32, output.add(total.multiply(ExactSum.scale(scales, feature, g))));
        }
        ExactSum.assertSame(result, token, feature, output);
      }
    }
  }

  private static NumberFormat selected(int bits, int selector) {
    return TABLES.get(4 * (bits - 3) + selector);
  }

  private static int steps(NumberFormat weight) {
    return switch (weight.name()) {
      case "int8" -> 4;
      case "int6" -> 3;
      default -> 2;
    };
  }

  /**
   * The sum of a step's terms, each cut off below the guard bits of the greatest exponent. Doubles
   * hold these products and sums exactly.
   */
  private static double aligned(double[] activations, double[] terms, int lanes, int guardBits) {
    int greatest = Integer.MIN_VALUE;
    for (int lane = 0; lane < lanes; lane++) {
      if (activations[lane] * terms[lane] != 0) {
        int exponent = Math.max(-14, Math.getExponent(activations[lane]));
        greatest = Math.max(greatest, exponent + Math.getExponent(terms[lane]));
      }
    }
    double sum = 0;
    for (int lane = 0; lane < lanes; lane++) {
      double product = activations[lane] * terms[lane];
      if (product != 0) {
        double unit = Math.scalb(1.0, greatest - 10 - guardBits);
        // A conversion to a whole number takes the fraction off, whatever the sign.
        sum += ((long) (product / unit)) * unit;
      }
    }
    return sum;
  }

  /** The signed value of a weight's term: a Booth digit's, or a leading one's. */
  private static double term(NumberFormat table, long pattern, int step) {
    double value = table.decodeDouble(pattern);
    if (table.name().startsWith("int")) {
      int whole = (int) value;
      int top = whole >> (2 * step + 1) & 1;
      int middle = whole >> (2 * step) & 1;
      int bottom = step == 0 ? 0 : whole >> (2 * step - 1) & 1;
      return (middle + bottom - 2 * top) << (2 * step);
    }
    double magnitude = Math.abs(value);
    double first = magnitude < 1 ? 0 : Math.scalb(1.0, Math.getExponent(magnitude));
    return Math.copySign(step == 0 ? first : magnitude - first, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int6", "int8", "fp3-er+", "fp3-ea-", "fp4-er-", "fp4-ea+"})
  void everyHalfTimesEveryBitSerialWeightIsExact(String name) {
    PatternMatrix w = IntegerModesTest.everyPattern(NumberFormats.named(name));
    int[] finite =
        IntStream.range(0, 1 << 16).filter(p -> (p >> 10 & 31) != 31 && p % 7 == 0).toArray();
    PatternMatrix a = new PatternMatrix(FP16, finite.length, 1, finite);

    ExactMatrix result =
        DatapathType.BIT_SERIAL
            .set(DatapathSettings.of(FP16, w.format()))
            .gemm(a, GroupedWeights.unscaled(w))
            .result();

    for (int i = 0; i < a.rows(); i++) {
      double activation = FP16.decodeDouble(a.pattern(i, 0));
      for (int j = 0; j < w.rows(); j++) {
        // Both operands have few bits: their product is a double.
        double exact = activation * w.format().decodeDouble(w.pattern(j, 0));
        double computed = FP32.decodeDouble(((PatternMatrix) result).pattern(i, j));
        if (computed != exact) {
          assertThat(computed).as("%s x %s", activation, w.value(j, 0)).isEqualTo(exact);
        }
      }
    }
  }

  @Test
  void aWeightsTermsAreItsBoothDigitsOrItsLeadingOnes() {
    BitSerialTerms booth = BitSerialTerms.booth(8);
    for (int pattern = 0; pattern < 256; pattern++) {
      assertThat(sum(booth, pattern)).isEqualTo((byte) pattern);
    }
    NumberFormat table = NumberFormats.named("fp4-er+");
    BitSerialTerms ones = BitSerialTerms.leadingOnes(table);
    for (int pattern = 0; pattern < 16; pattern++) {
      assertThat(sum(ones, pattern)).isEqualTo(table.decodeDouble(pattern));
    }
  }

  private static double sum(BitSerialTerms terms, int pattern) {
    double sum = 0;
    for (int step = 0; step < terms.count(); step++) {
      if (terms.exponent(pattern, step) != BitSerialTerms.NOTHING) {
        double power = Math.scalb(1.0, terms.exponent(pattern, step));
        sum += terms.isNegative(pattern, step) ? -power : power;
      }
    }
    return sum;
  }
}
