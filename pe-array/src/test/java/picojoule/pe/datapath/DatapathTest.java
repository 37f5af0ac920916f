package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.isa.number.IntegerFormat;

class DatapathTest {

  private static final Accumulator INT32 = new Accumulator(32, Accumulator.Overflow.DETECT);

  static Stream<Arguments> everyTypeAndPairOfFormats() {
    return Stream.of(ProcessingElementType.values())
        .flatMap(
            type ->
                Stream.of(true, false)
                    .flatMap(
                        activationSigned ->
                            Stream.of(true, false)
                                .flatMap(
                                    weightSigned ->
                                        IntStream.rangeClosed(1, 8)
                                            .mapToObj(
                                                bits ->
                                                    Arguments.of(
                                                        type,
                                                        new IntegerFormat(8, activationSigned),
                                                        new IntegerFormat(bits, weightSigned))))));
  }

  @ParameterizedTest
  @MethodSource("everyTypeAndPairOfFormats")
  void everyPairOfOperandsMultipliesExactly(
      ProcessingElementType type, IntegerFormat activation, IntegerFormat weight) {
    int[] activations = everyValue(activation);
    int[] weights = everyValue(weight);
    FixedPointMatrix product =
        type.datapath(INT32)
            .gemm(
                new IntegerMatrix(activation, activations.length, 1, activations),
                new QuantizedWeights(
                    new IntegerMatrix(weight, weights.length, 1, weights),
                    GroupScaling.unscaled(weights.length, 1)));

    for (int i = 0; i < activations.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        if (product.exact(i, j) != (long) activations[i] * weights[j]) {
          assertThat(product.exact(i, j))
              .as("%d x %d", activations[i], weights[j])
              .isEqualTo((long) activations[i] * weights[j]);
        }
      }
    }
  }

  @Property(tries = 1000)
  void groupedGemmsEqualExactArithmetic(
      @ForAll ProcessingElementType type,
      @ForAll @IntRange(min = 1, max = 8) int activationBits,
      @ForAll @IntRange(min = 1, max = 8) int weightBits,
      @ForAll boolean weightSigned,
      @ForAll @IntRange(min = 1, max = 4) int m,
      @ForAll @IntRange(min = 1, max = 4) int n,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = 1, max = 48) int group,
      @ForAll @IntRange(min = 0, max = 24) int shift,
      @ForAll long seed) {
    Random random = new Random(seed);
    IntegerMatrix activations = activations(random, new IntegerFormat(activationBits, true), m, k);
    QuantizedWeights weights =
        weights(random, new IntegerFormat(weightBits, weightSigned), n, k, group, shift);

    FixedPointMatrix product = type.datapath(INT32).gemm(activations, weights);

    for (int token = 0; token < m; token++) {
      for (int feature = 0; feature < n; feature++) {
        BigInteger exact = ExactGemm.output(activations, weights, token, feature);
        assertThat(BigInteger.valueOf(product.exact(token, feature))).isEqualTo(exact);
        BigDecimal value = new BigDecimal(exact).divide(BigDecimal.valueOf(2).pow(shift));
        assertThat(product.rounded(token, feature))
            .isEqualTo(value.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
      }
    }
  }

  @Property(tries = 300)
  void statisticsEqualACountOfEveryGateOfEveryProduct(
      @ForAll @IntRange(min = 1, max = 8) int weightBits,
      @ForAll boolean weightSigned,
      @ForAll @IntRange(min = 1, max = 5) int m,
      @ForAll @IntRange(min = 1, max = 5) int n,
      @ForAll @IntRange(min = 1, max = 20) int k,
      @ForAll long seed) {
    Random random = new Random(seed);
    IntegerMatrix activations = activations(random, new IntegerFormat(2, true), m, k);
    QuantizedWeights weights =
        weights(random, new IntegerFormat(weightBits, weightSigned), n, k, k, 0);
    long additions = 0;
    long nonzeroAdditions = 0;
    long zeroWeights = 0;
    long zeroActivations = 0;
    long zeroProducts = 0;
    for (int token = 0; token < m; token++) {
      for (int feature = 0; feature < n; feature++) {
        for (int position = 0; position < k; position++) {
          int activation = activations.code(token, position);
          int weight = weights.codes().code(feature, position);
          for (int bit = 0; bit < weightBits; bit++) {
            if ((weight >> bit & 1) == 1) {
              additions++;
              nonzeroAdditions += activation == 0 ? 0 : 1;
            }
          }
          zeroWeights += weight == 0 ? 1 : 0;
          zeroActivations += activation == 0 ? 1 : 0;
          zeroProducts += weight == 0 || activation == 0 ? 1 : 0;
        }
      }
    }

    assertThat(new ShiftAddDatapath(INT32).statistics(activations, weights))
        .isEqualTo(
            new ShiftAddStatistics(
                (long) m * n * k,
                additions,
                nonzeroAdditions,
                zeroWeights,
                zeroActivations,
                zeroProducts));
  }

  @Test
  void wideWeightsTakeTwoPassesOfShiftAndAddAndOneOfAMac() {
    IntegerFormat int8 = new IntegerFormat(8, true);
    IntegerFormat int4 = new IntegerFormat(4, true);

    assertThat(new ShiftAddDatapath(INT32).passes(int8, int4)).isEqualTo(1);
    assertThat(new ShiftAddDatapath(INT32).passes(int8, new IntegerFormat(5, true))).isEqualTo(2);
    assertThat(new ShiftAddDatapath(INT32).passes(int8, int8)).isEqualTo(2);
    assertThat(new MacDatapath(INT32).passes(int8, int4)).isEqualTo(1);
    assertThat(new MacDatapath(INT32).passes(int8, int8)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void formatsThatAnElementCannotMultiplyAreRefusedWithThoseItCan(ProcessingElementType type) {
    IntegerFormat int8 = new IntegerFormat(8, true);
    IntegerFormat int16 = new IntegerFormat(16, true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> type.datapath(INT32).passes(int8, int16))
        .withMessageStartingWith(type.configName() + " cannot multiply int8 by int16; it takes")
        .withMessageContaining("int8");
    assertThatIllegalArgumentException().isThrownBy(() -> type.datapath(INT32).passes(int16, int8));
  }

  @ParameterizedTest
  @EnumSource
  void anOverflowIsDetectedSaturatedOrWrapped(ProcessingElementType type) {
    // 127 · 15 twice is 3,810: one bit too wide for twelve bits.
    IntegerMatrix activations =
        new IntegerMatrix(new IntegerFormat(8, true), 1, 2, new int[] {127, 127});
    QuantizedWeights weights =
        new QuantizedWeights(
            new IntegerMatrix(new IntegerFormat(4, false), 1, 2, new int[] {15, 15}),
            GroupScaling.unscaled(1, 2));

    assertThat(exact(type, 13, Accumulator.Overflow.DETECT, activations, weights)).isEqualTo(3810);
    assertThatThrownBy(() -> exact(type, 12, Accumulator.Overflow.DETECT, activations, weights))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a sum of 3810 overflows the accumulator of 12 bits");
    assertThat(exact(type, 12, Accumulator.Overflow.SATURATE, activations, weights))
        .isEqualTo(2047);
    assertThat(exact(type, 12, Accumulator.Overflow.WRAP, activations, weights))
        .isEqualTo(3810 - 4096);
  }

  @Test
  void groupsThatOverflowTogetherFitOneByOne() {
    IntegerMatrix activations =
        new IntegerMatrix(new IntegerFormat(8, true), 1, 2, new int[] {127, 127});
    QuantizedWeights weights =
        new QuantizedWeights(
            new IntegerMatrix(new IntegerFormat(4, false), 1, 2, new int[] {15, 15}),
            new GroupScaling(1, 2, 1, 0, new int[] {1, 1}, new int[] {0, 0}));

    assertThat(
            exact(
                ProcessingElementType.SHIFT_ADD,
                12,
                Accumulator.Overflow.DETECT,
                activations,
                weights))
        .isEqualTo(3810);
  }

  @Test
  void typesAreFoundByName() {
    assertThat(ProcessingElementType.parse("mac")).isEqualTo(ProcessingElementType.MAC);
    assertThat(ProcessingElementType.parse("Shift-Add")).isEqualTo(ProcessingElementType.SHIFT_ADD);
    for (ProcessingElementType type : ProcessingElementType.values()) {
      assertThat(type.datapath(INT32).name()).isEqualTo(type.configName());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessingElementType.parse("lut"))
        .withMessage("unknown processing element 'lut'; there is mac, shift-add");
  }

  @Test
  void operandsThatDoNotFitAreRefused() {
    IntegerFormat int4 = new IntegerFormat(4, true);
    IntegerMatrix activations = new IntegerMatrix(int4, 1, 3, new int[3]);
    QuantizedWeights weights =
        new QuantizedWeights(
            new IntegerMatrix(int4, 1, 2, new int[2]), GroupScaling.unscaled(1, 2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MacDatapath(INT32).gemm(activations, weights))
        .withMessage("activations of K = 3 do not meet weights of K = 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerMatrix(int4, 1, 2, new int[] {0, 8}))
        .withMessage("int4 does not hold 8 (row 0, column 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new QuantizedWeights(
                    new IntegerMatrix(int4, 1, 5, new int[5]), GroupScaling.unscaled(1, 4)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupScaling(1, 2, 4, 0, new int[1], new int[2]));
    assertThatIllegalArgumentException().isThrownBy(() -> new Accumulator(1, INT32.overflow()));
  }

  private static long exact(
      ProcessingElementType type,
      int bits,
      Accumulator.Overflow overflow,
      IntegerMatrix activations,
      QuantizedWeights weights) {
    return type.datapath(new Accumulator(bits, overflow)).gemm(activations, weights).exact(0, 0);
  }

  private static int[] everyValue(IntegerFormat format) {
    return IntStream.rangeClosed((int) format.leastValue(), (int) format.greatestValue()).toArray();
  }

  private static IntegerMatrix activations(Random random, IntegerFormat format, int m, int k) {
    return new IntegerMatrix(format, m, k, values(random, format, m * k));
  }

  private static QuantizedWeights weights(
      Random random, IntegerFormat format, int n, int k, int group, int shift) {
    int groups = (k + group - 1) / group;
    int[] multipliers = random.ints((long) n * groups, -(1 << 20), 1 << 20).toArray();
    int[] zeroPoints = values(random, format, n * groups);
    return new QuantizedWeights(
        new IntegerMatrix(format, n, k, values(random, format, n * k)),
        new GroupScaling(n, groups, group, shift, multipliers, zeroPoints));
  }

  private static int[] values(Random random, IntegerFormat format, int count) {
    return random
        .ints(count, (int) format.leastValue(), (int) format.greatestValue() + 1)
        .toArray();
  }
}
