package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.isa.number.ValueClass;

/** What PEs with one lane count, against a look at every product in the order of the hardware. */
class OperandStatisticsTest {

  private long terms;
  private long nonzeroTerms;
  private long resultToggles;

  @Property(tries = 60)
  void gatedShiftsAreCountedBitByBit(@ForAll long seed) {
    checkIntegers(seed, "shift-add", "int4,int8,uint3");
  }

  @Property(tries = 60)
  void additionsAndSubtractionsOfTernaryWeightsAreCounted(@ForAll long seed) {
    checkIntegers(seed, "ternary", "ternary,binary");
  }

  @Property(tries = 60)
  void shiftsByPowersOfTwoAreCounted(@ForAll long seed) {
    checkIntegers(seed, "power-of-two", "pot2,pot3,pot4,pot5");
  }

  @Property(tries = 60)
  void integerMultipliersAreCounted(@ForAll long seed) {
    checkIntegers(seed, "mac", "int4,int8,uint3");
  }

  private void checkIntegers(long seed, String datapath, String weights) {
    RandomGemm gemm = new RandomGemm(seed);
    NumberFormat weight = pick(gemm.random, weights);
    PatternMatrix a = gemm.activations(NumberFormats.named("int8"));
    PatternMatrix w = gemm.matrix(weight, gemm.n, true);
    int chunk = gemm.random.nextBoolean() ? 0 : 1 + gemm.random.nextInt(9);
    terms = 0;
    nonzeroTerms = 0;
    resultToggles = 0;
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        integerOutput(datapath, a, w, token, feature, chunk);
      }
    }

    DatapathMode mode =
        DatapathType.parse(datapath).set(DatapathSettings.of(a.format(), weight).withChunk(chunk));
    OperandStatistics counted = mode.gemm(a, GroupedWeights.unscaled(w)).statistics();

    assertOperands(counted, a, w);
    assertThat(counted.count(DatapathEvent.TERMS)).isEqualTo(terms);
    assertThat(counted.count(DatapathEvent.NONZERO_TERMS)).isEqualTo(nonzeroTerms);
    assertThat(counted.count(DatapathEvent.RESULT_TOGGLES)).isEqualTo(resultToggles);
    int passes = datapath.equals("shift-add") && weight.bits() > 4 ? 2 : 1;
    assertThat(mode.passes()).isEqualTo(passes);
    assertThat(counted.count(DatapathEvent.CYCLES))
        .isEqualTo((long) gemm.m * gemm.n * gemm.k * passes);
  }

  private void integerOutput(
      String datapath, PatternMatrix a, PatternMatrix w, int token, int feature, int chunk) {
    int total = 0;
    int sum = 0;
    for (int i = 0; i < a.columns(); i++) {
      long activation = a.value(token, i).longValueExact();
      long weight = w.value(feature, i).longValueExact();
      long pattern = w.pattern(feature, i);
      int addends = weight == 0 ? 0 : 1;
      if (datapath.equals("shift-add")) {
        addends = Long.bitCount(pattern);
      }
      terms += addends;
      nonzeroTerms += activation == 0 ? 0 : addends;
      for (long addend :
          IntegerReference.addends(datapath, activation, w.format(), pattern, weight)) {
        int next = sum + (int) addend;
        resultToggles += Integer.bitCount(next ^ sum);
        sum = next;
      }
      boolean isEnd = i + 1 == a.columns() || (chunk != 0 && (i + 1) % chunk == 0);
      if (isEnd && chunk != 0 && chunk < a.columns()) {
        resultToggles += Integer.bitCount((total + sum) ^ total);
        total += sum;
        sum = 0;
      }
    }
  }

  @Property(tries = 60)
  void floatingMultipliersAreCounted(@ForAll long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    String names = "fp16,bf16,fp8-e4m3fn,fp8-e5m2,fp4-e2m1";
    // Infinities and NaN are among the patterns.
    PatternMatrix a = gemm.activations(pick(gemm.random, names));
    PatternMatrix w = gemm.matrix(pick(gemm.random, names), gemm.n, true);
    int chunk = gemm.random.nextBoolean() ? gemm.k : 1 + gemm.random.nextInt(9);
    resultToggles = 0;
    long notFinite = 0;
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        notFinite += Float.isFinite(floatOutput(a, w, token, feature, chunk)) ? 0 : 1;
      }
    }

    OperandStatistics counted =
        DatapathType.MAC
            .set(DatapathSettings.of(a.format(), w.format()).withChunk(chunk))
            .gemm(a, GroupedWeights.unscaled(w))
            .statistics();

    assertOperands(counted, a, w);
    assertThat(counted.count(DatapathEvent.RESULT_TOGGLES)).isEqualTo(resultToggles);
    assertThat(counted.count(DatapathEvent.NOT_FINITE)).isEqualTo(notFinite);
    assertThat(counted.count(DatapathEvent.CYCLES)).isEqualTo((long) gemm.m * gemm.n * gemm.k);
  }

  private float floatOutput(PatternMatrix a, PatternMatrix w, int token, int feature, int chunk) {
    float total = 0;
    for (int from = 0; from < a.columns(); from += chunk) {
      float sum = 0;
      for (int i = from; i < Math.min(a.columns(), from + chunk); i++) {
        float x = (float) a.format().decodeDouble(a.pattern(token, i));
        float y = (float) w.format().decodeDouble(w.pattern(feature, i));
        sum = toggled(sum, Math.fma(x, y, sum));
      }
      total = chunk >= a.columns() ? sum : toggled(total, total + sum);
    }
    return total;
  }

  private float toggled(float last, float next) {
    resultToggles += Integer.bitCount(Float.floatToIntBits(next) ^ Float.floatToIntBits(last));
    return next;
  }

  /** What depends on the operands alone. */
  private static void assertOperands(OperandStatistics counted, PatternMatrix a, PatternMatrix w) {
    long zeroActivations = 0;
    long zeroWeights = 0;
    long zeroProducts = 0;
    long ones = 0;
    long activationToggles = 0;
    long weightToggles = 0;
    for (int token = 0; token < a.rows(); token++) {
      for (int feature = 0; feature < w.rows(); feature++) {
        long lastA = 0;
        long lastW = 0;
        for (int i = 0; i < a.columns(); i++) {
          boolean isZeroA = isZero(a, token, i);
          boolean isZeroW = isZero(w, feature, i);
          zeroActivations += isZeroA ? 1 : 0;
          zeroWeights += isZeroW ? 1 : 0;
          zeroProducts += isZeroA || isZeroW ? 1 : 0;
          ones += Long.bitCount(w.pattern(feature, i));
          activationToggles += Long.bitCount(a.pattern(token, i) ^ lastA);
          weightToggles += Long.bitCount(w.pattern(feature, i) ^ lastW);
          lastA = a.pattern(token, i);
          lastW = w.pattern(feature, i);
        }
      }
    }
    assertThat(counted.count(DatapathEvent.ZERO_ACTIVATIONS)).isEqualTo(zeroActivations);
    assertThat(counted.count(DatapathEvent.ZERO_WEIGHTS)).isEqualTo(zeroWeights);
    assertThat(counted.count(DatapathEvent.ZERO_PRODUCTS)).isEqualTo(zeroProducts);
    assertThat(counted.count(DatapathEvent.WEIGHT_ONE_BITS)).isEqualTo(ones);
    assertThat(counted.count(DatapathEvent.ACTIVATION_TOGGLES)).isEqualTo(activationToggles);
    assertThat(counted.count(DatapathEvent.WEIGHT_TOGGLES)).isEqualTo(weightToggles);
  }

  private static boolean isZero(PatternMatrix matrix, int row, int column) {
    return matrix.format().classify(matrix.pattern(row, column)) == ValueClass.ZERO;
  }

  private static NumberFormat pick(Random random, String names) {
    String[] all = names.split(",", -1);
    return NumberFormats.named(all[random.nextInt(all.length)]);
  }
}
