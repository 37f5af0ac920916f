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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.Codebooks;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** The datapaths that round, against exact decimals rounded where the hardware rounds. */
class FloatingModesTest {

  private static final NumberFormat FP16 = NumberFormats.named("fp16");
  private static final NumberFormat FP32 = NumberFormats.named("fp32");
  private static final int NO_TERM = Integer.MIN_VALUE;

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
    int group = isInteger ? gemm.k : scales.group();
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        if (gemm.isLeftOut()) {
          continue;
        }
        BigDecimal output = BigDecimal.ZERO;
        for (int first = 0; first < gemm.k; first += group) {
          int last = Math.min(gemm.k, first + group);
          BigDecimal total = BigDecimal.ZERO;
          int step = chunk == 0 ? gemm.k : chunk;
          for (int from = first; from < last; from += step) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = from; i < Math.min(last, from + step); i++) {
              int g = i / scales.group();
              BigDecimal value = codes.value(feature, i);
              BigDecimal centred = value.subtract(BigDecimal.valueOf(scales.offset(feature, g)));
              BigDecimal operand =
                  isInteger
                      ? ExactSum.rounded(FP16, centred.multiply(ExactSum.scale(scales, feature, g)))
                      : value;
              sum = ExactSum.rounded(sums, sum.add(a.value(token, i).multiply(operand)));
            }
            total = ExactSum.rounded(sums, total.add(sum));
          }
          BigDecimal scale = ExactSum.scale(scales, feature, first / group);
          output =
              isInteger || isUnscaled
                  ? total
                  : ExactSum.rounded(sums, output.add(scale.multiply(total)));
        }
        assertSame(result, token, feature, output);
      }
    }
  }

  private static void assertSame(ExactMatrix result, int token, int feature, BigDecimal expected) {
    if (!result.isFinite(token, feature) || result.value(token, feature).compareTo(expected) != 0) {
      assertThat(result.value(token, feature))
          .as("token %d, feature %d", token, feature)
          .isEqualByComparingTo(expected);
    }
  }

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
        assertSame(result, token, feature, output);
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

  @Property(tries = 300)
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
        assertSame(result, token, feature, output);
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
    DatapathSettings settings = DatapathSettings.of(format, format);

    PatternMatrix result =
        (PatternMatrix)
            DatapathType.SIMD_POSIT
                .set(
                    isQuire
                        ? settings.withResult(leaves)
                        : settings.with(new Accumulation.Rounded(leaves)))
                .gemm(a, GroupedWeights.unscaled(w))
                .result();

    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        if (gemm.isLeftOut()) {
          continue;
        }
        BigDecimal sum = BigDecimal.ZERO;
        boolean isReal = true;
        for (int i = 0; i < gemm.k && isReal; i++) {
          isReal = a.isFinite(token, i) && w.isFinite(feature, i);
          if (isReal) {
            sum = sum.add(a.value(token, i).multiply(w.value(feature, i)));
            sum = isQuire ? sum : ExactSum.rounded(leaves, sum);
          }
        }
        assertThat(result.isFinite(token, feature)).isEqualTo(isReal);
        if (isReal) {
          assertSame(result, token, feature, ExactSum.rounded(leaves, sum));
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
