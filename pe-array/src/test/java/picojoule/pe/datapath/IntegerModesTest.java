package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** The datapaths that add integers up, against gates, tables and registers by their definitions. */
class IntegerModesTest {

  private static final String[][] OPERANDS = {
    {"mac", "int8,int16,uint8", "int8,int4,int16,uint4"},
    {"shift-add", "int8,int16,uint8", "int2,int3,int4,int5,int6,int7,int8,uint2,uint4,uint5,uint8"},
    {"ternary", "int8,int16,uint8", "ternary,binary"},
    {"power-of-two", "int8,int16,uint8", "pot2,pot3,pot4,pot5"},
    {"lut", "int8,int16,uint8", "int1,int2,int3,int4,int8,uint2,uint4,odd1,odd2,odd4,binary"}
  };

  @Property(tries = 300)
  void gemmsEqualTheHardwaresOrderOfExactSteps(@ForAll long seed) {
    for (String[] operands : OPERANDS) {
      check(operands, seed);
    }
  }

  @Tag("slow")
  @Property(tries = 10_000)
  void manyGemmsEqualTheHardwaresOrderOfExactSteps(@ForAll long seed) {
    for (String[] operands : OPERANDS) {
      check(operands, seed);
    }
  }

  private static void check(String[] operands, long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    NumberFormat activation = pick(gemm.random, operands[1]);
    NumberFormat weight = pick(gemm.random, operands[2]);
    boolean isTable = operands[0].equals("lut");
    boolean isExact = gemm.random.nextBoolean();
    Accumulator register =
        isExact
            ? new Accumulator(62, Accumulator.Overflow.DETECT)
            : new Accumulator(
                10 + gemm.random.nextInt(20),
                gemm.random.nextBoolean()
                    ? Accumulator.Overflow.WRAP
                    : Accumulator.Overflow.SATURATE);
    DatapathSettings settings =
        DatapathSettings.of(activation, weight)
            .with(new Accumulation.Register(register))
            .withChunk(isTable || gemm.random.nextBoolean() ? 0 : 1 + gemm.random.nextInt(20))
            .withTables(1 + gemm.random.nextInt(6), gemm.random.nextBoolean());
    PatternMatrix a = gemm.activations(activation);
    PatternMatrix codes = gemm.matrix(weight, gemm.n, gemm.random.nextInt(4) == 0);
    boolean hasZeroPoint = !weight.name().matches("ternary|binary|pot.*|odd.*");
    GroupedWeights w = gemm.scaled(codes, hasZeroPoint ? -8 : 0, hasZeroPoint ? 15 : 0);

    GemmOutput output = DatapathType.parse(operands[0]).set(settings).gemm(a, w);

    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        if (gemm.isLeftOut()) {
          continue;
        }
        BigDecimal expected = reference(operands[0], settings, register, a, w, token, feature);
        if (output.result().value(token, feature).compareTo(expected) != 0) {
          assertThat(output.result().value(token, feature))
              .as("%s, token %d, feature %d", settings, token, feature)
              .isEqualByComparingTo(expected);
        }
      }
    }
    if (isExact) {
      assertThat(output.statistics().count(DatapathEvent.OVERFLOWS)).isZero();
    }
  }

  private static NumberFormat pick(Random random, String names) {
    String[] all = names.split(",", -1);
    return NumberFormats.named(all[random.nextInt(all.length)]);
  }

  private static BigDecimal reference(
      String datapath,
      DatapathSettings settings,
      Accumulator register,
      PatternMatrix a,
      GroupedWeights w,
      int token,
      int feature) {
    BigDecimal output = BigDecimal.ZERO;
    GroupScales scales = w.scales();
    for (int g = 0; g < scales.groups(); g++) {
      int first = g * scales.group();
      int last = Math.min(w.k(), first + scales.group());
      BigInteger activationSum = BigInteger.ZERO;
      for (int i = first; i < last; i++) {
        activationSum =
            ExactSum.add(activationSum, a.value(token, i).toBigIntegerExact(), register);
      }
      BigDecimal sum;
      BigDecimal zeroPoint = BigDecimal.valueOf(scales.offset(feature, g));
      BigDecimal scale = ExactSum.scale(scales, feature, g);
      if (datapath.equals("lut")) {
        sum = new BigDecimal(tableSum(settings, register, a, w, token, feature, first, last));
        if (!w.format().name().matches("odd.*|binary")) {
          int bits = w.format().bits();
          // s' = s / 2, z' = 2z + 1 - 2^bits of the unsigned code.
          int signed = w.format().name().startsWith("int") ? 1 << (bits - 1) : 0;
          zeroPoint =
              BigDecimal.valueOf(2L * (scales.offset(feature, g) + signed) + 1 - (1L << bits));
          scale = scale.divide(BigDecimal.valueOf(2));
        }
      } else {
        sum =
            new BigDecimal(
                chunkedSum(datapath, settings, register, a, w, token, feature, first, last));
      }
      BigDecimal shifted = zeroPoint.multiply(new BigDecimal(activationSum));
      output = output.add(scale.multiply(sum.subtract(shifted)));
    }
    return output;
  }

  private static BigInteger chunkedSum(
      String datapath,
      DatapathSettings settings,
      Accumulator register,
      PatternMatrix a,
      GroupedWeights w,
      int token,
      int feature,
      int first,
      int last) {
    int chunk = settings.chunk() == 0 ? last - first : settings.chunk();
    BigInteger total = BigInteger.ZERO;
    for (int from = first; from < last; from += chunk) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = from; i < Math.min(last, from + chunk); i++) {
        BigInteger activation = a.value(token, i).toBigIntegerExact();
        for (BigInteger addend : addends(datapath, activation, w.format(), w.codes(), feature, i)) {
          sum = ExactSum.add(sum, addend, register);
        }
      }
      total = ExactSum.add(total, sum, register);
    }
    return total;
  }

  /** What reaches the accumulator for a product, one addend a pass. */
  private static List<BigInteger> addends(
      String datapath,
      BigInteger activation,
      NumberFormat format,
      PatternMatrix codes,
      int feature,
      int i) {
    if (!datapath.equals("shift-add")) {
      return List.of(activation.multiply(codes.value(feature, i).toBigIntegerExact()));
    }
    long pattern = codes.pattern(feature, i);
    int split = format.bits() > 4 ? 4 : format.bits();
    BigInteger low = BigInteger.ZERO;
    BigInteger high = BigInteger.ZERO;
    for (int bit = 0; bit < format.bits(); bit++) {
      if ((pattern >> bit & 1) == 1) {
        boolean isSign = format.name().startsWith("int") && bit == format.bits() - 1;
        BigInteger term = activation.shiftLeft(bit);
        BigInteger signed = isSign ? term.negate() : term;
        low = bit < split ? low.add(signed) : low;
        high = bit < split ? high : high.add(signed);
      }
    }
    return split == format.bits() ? List.of(low) : List.of(high, low);
  }

  /** The sum over runs and bits, each run's table with all of its 2^K entries. */
  private static BigInteger tableSum(
      DatapathSettings settings,
      Accumulator register,
      PatternMatrix a,
      GroupedWeights w,
      int token,
      int feature,
      int first,
      int last) {
    BigInteger sum = BigInteger.ZERO;
    int flipped = w.format().name().startsWith("int") ? 1 << (w.format().bits() - 1) : 0;
    for (int from = first; from < last; from += settings.tableInputs()) {
      int length = Math.min(last - from, settings.tableInputs());
      BigDecimal[] table = new BigDecimal[1 << length];
      for (int word = 0; word < table.length; word++) {
        table[word] = BigDecimal.ZERO;
        for (int i = 0; i < length; i++) {
          BigDecimal value = a.value(token, from + i);
          table[word] = table[word].add((word >> i & 1) == 1 ? value : value.negate());
        }
      }
      table = settings.tableQuantization() ? ExactSum.quantized(table, 0) : table;
      for (int bit = 0; bit < w.format().bits(); bit++) {
        int word = 0;
        for (int i = 0; i < length; i++) {
          word |= (int) ((w.codes().pattern(feature, from + i) ^ flipped) >> bit & 1) << i;
        }
        sum = ExactSum.add(sum, table[word].toBigIntegerExact().shiftLeft(bit), register);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "mac,int8,int8",
    "mac,int8,int4",
    "mac,uint8,int8",
    "shift-add,int8,int4",
    "shift-add,int8,int8",
    "shift-add,uint8,uint8",
    "shift-add,int8,int2",
    "ternary,int8,ternary",
    "ternary,int8,binary",
    "power-of-two,int8,pot5",
    "lut,int8,int4",
    "lut,int8,int8",
    "lut,int8,odd4"
  })
  void everyPairOfOperandsMultipliesExactly(String datapath, String activation, String weight) {
    PatternMatrix a = everyPattern(NumberFormats.named(activation));
    PatternMatrix w = everyPattern(NumberFormats.named(weight));

    ExactMatrix product =
        DatapathType.parse(datapath)
            .set(DatapathSettings.of(a.format(), w.format()))
            .gemm(a, GroupedWeights.unscaled(w))
            .result();

    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < w.rows(); j++) {
        BigDecimal exact = a.value(i, 0).multiply(w.value(j, 0));
        if (product.value(i, j).compareTo(exact) != 0) {
          wrong.add(a.value(i, 0) + " x " + w.value(j, 0) + " = " + product.value(i, j));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Property(tries = 200)
  void statisticsEqualACountOfEveryProduct(@ForAll long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    NumberFormat weight = pick(gemm.random, "int4,int8,uint3");
    PatternMatrix a = gemm.activations(NumberFormats.named("int8"));
    PatternMatrix w = gemm.matrix(weight, gemm.n, true);
    long terms = 0;
    long nonzeroTerms = 0;
    long zeroProducts = 0;
    long activationToggles = 0;
    long weightToggles = 0;
    long resultToggles = 0;
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        long lastA = 0;
        long lastW = 0;
        long sum = 0;
        for (int i = 0; i < gemm.k; i++) {
          long activation = a.pattern(token, i);
          long pattern = w.pattern(feature, i);
          terms += Long.bitCount(pattern);
          nonzeroTerms += activation == 0 ? 0 : Long.bitCount(pattern);
          zeroProducts += activation == 0 || pattern == 0 ? 1 : 0;
          activationToggles += Long.bitCount(activation ^ lastA);
          weightToggles += Long.bitCount(pattern ^ lastW);
          lastA = activation;
          lastW = pattern;
          for (BigInteger addend :
              addends("shift-add", a.value(token, i).toBigIntegerExact(), weight, w, feature, i)) {
            long next = sum + addend.longValueExact();
            resultToggles += Integer.bitCount((int) next ^ (int) sum);
            sum = next;
          }
        }
      }
    }

    OperandStatistics counted =
        DatapathType.SHIFT_ADD
            .set(DatapathSettings.of(a.format(), weight))
            .gemm(a, GroupedWeights.unscaled(w))
            .statistics();

    assertThat(counted.count(DatapathEvent.TERMS)).isEqualTo(terms);
    assertThat(counted.count(DatapathEvent.WEIGHT_ONE_BITS)).isEqualTo(terms);
    assertThat(counted.count(DatapathEvent.NONZERO_TERMS)).isEqualTo(nonzeroTerms);
    assertThat(counted.count(DatapathEvent.ZERO_PRODUCTS)).isEqualTo(zeroProducts);
    assertThat(counted.count(DatapathEvent.ACTIVATION_TOGGLES)).isEqualTo(activationToggles);
    assertThat(counted.count(DatapathEvent.WEIGHT_TOGGLES)).isEqualTo(weightToggles);
    assertThat(counted.count(DatapathEvent.RESULT_TOGGLES)).isEqualTo(resultToggles);
    assertThat(counted.count(DatapathEvent.CYCLES))
        .isEqualTo((long) gemm.m * gemm.n * gemm.k * (weight.bits() > 4 ? 2 : 1));
  }

  static PatternMatrix everyPattern(NumberFormat format) {
    int count = 1 << format.bits();
    return new PatternMatrix(format, count, 1, IntStream.range(0, count).toArray());
  }
}
