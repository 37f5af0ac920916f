package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
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
  private static final NumberFormat FP32 = NumberFormats.named("fp32");
  private static final int NO_TERM = Integer.MIN_VALUE;

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
    PatternMatrix a = gemm.halves();
    GroupedWeights w = gemm.scaled(gemm.matrix(weight, gemm.n, false), 0, isTable ? 3 : 0);

    ExactMatrix result =
        DatapathType.BIT_SERIAL
            .set(DatapathSettings.of(FP16, weight).withGuardBits(guardBits))
            .gemm(a, w)
            .result();

    GroupScales scales = w.scales();
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        if (gemm.isLeftOut()) {
          continue;
        }
        BigDecimal output = BigDecimal.ZERO;
        for (int g = 0; g < scales.groups(); g++) {
          NumberFormat table =
              isTable ? selected(weight.bits(), scales.offset(feature, g)) : weight;
          BigDecimal sum = BigDecimal.ZERO;
          int last = Math.min(gemm.k, (g + 1) * scales.group());
          for (int from = g * scales.group(); from < last; from += 4) {
            for (int step = 0; step < steps(weight); step++) {
              BigDecimal aligned =
                  aligned(
                      a, w, token, feature, from, Math.min(last, from + 4), table, step, guardBits);
              sum = ExactSum.rounded(FP32, sum.add(aligned));
            }
          }
          output =
              ExactSum.rounded(FP32, output.add(sum.multiply(ExactSum.scale(scales, feature, g))));
        }
        ExactSum.assertSame(result, token, feature, output);
      }
    }
  }

  private static NumberFormat selected(int bits, int selector) {
    return Codebooks.bitMod(bits, selector >= 2, selector % 2 == 1);
  }

  private static int steps(NumberFormat weight) {
    return switch (weight.name()) {
      case "int8" -> 4;
      case "int6" -> 3;
      default -> 2;
    };
  }

  /** The sum of a step's terms, each cut off below the guard bits of the greatest exponent. */
  private static BigDecimal aligned(
      PatternMatrix a,
      GroupedWeights w,
      int token,
      int feature,
      int from,
      int to,
      NumberFormat table,
      int step,
      int guardBits) {
    int greatest = Integer.MIN_VALUE;
    List<BigDecimal> products = new ArrayList<>();
    for (int i = from; i < to; i++) {
      BigDecimal term = term(table, w.codes().pattern(feature, i), step);
      BigDecimal product = term.multiply(a.value(token, i));
      if (product.signum() != 0) {
        int exponent = Math.max(-14, floorLog2(a.value(token, i).abs()));
        greatest = Math.max(greatest, exponent + floorLog2(term.abs()));
        products.add(product);
      }
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal product : products) {
      BigDecimal unit = ExactSum.power(greatest - 10 - guardBits);
      sum = sum.add(product.divide(unit).setScale(0, RoundingMode.DOWN).multiply(unit));
    }
    return sum;
  }

  /** The signed value of a weight's term: a Booth digit's, or a leading one's. */
  private static BigDecimal term(NumberFormat table, long pattern, int step) {
    if (table.name().startsWith("int")) {
      int value = table.decode(pattern).intValueExact();
      int top = value >> (2 * step + 1) & 1;
      int middle = value >> (2 * step) & 1;
      int bottom = step == 0 ? 0 : value >> (2 * step - 1) & 1;
      return BigDecimal.valueOf((long) (middle + bottom - 2 * top) << (2 * step));
    }
    BigDecimal value = table.decode(pattern);
    BigDecimal magnitude = value.abs();
    BigDecimal first =
        magnitude.compareTo(BigDecimal.ONE) < 0
            ? BigDecimal.ZERO
            : ExactSum.power(floorLog2(magnitude));
    BigDecimal term = step == 0 ? first : magnitude.subtract(first);
    return value.signum() < 0 ? term.negate() : term;
  }

  private static int floorLog2(BigDecimal magnitude) {
    int exponent = NO_TERM;
    for (int e = -40; ExactSum.power(e).compareTo(magnitude) <= 0; e++) {
      exponent = e;
    }
    return exponent;
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
