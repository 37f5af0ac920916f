package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.isa.number.IntegerFormat;

/** The PEs that machines have: their formats, their passes, and their arithmetic to the bit. */
class ProcessingElementTypeTest {

  private static final Accumulator INT32 = new Accumulator(32, Accumulator.Overflow.DETECT);

  static Stream<Arguments> everyTypeAndPairOfFormats() {
    return Stream.of(ProcessingElementType.values())
        .flatMap(
            type ->
                IntStream.range(0, 32)
                    .mapToObj(
                        i ->
                            Arguments.of(
                                type,
                                new IntegerFormat(8, i % 2 == 0),
                                new IntegerFormat(1 + i / 4, i / 2 % 2 == 0))));
  }

  @ParameterizedTest
  @MethodSource("everyTypeAndPairOfFormats")
  void everyPairOfOperandsMultipliesExactly(
      ProcessingElementType type, IntegerFormat activation, IntegerFormat weight) {
    PatternMatrix activations = IntegerModesTest.everyPattern(activation);
    PatternMatrix weights = IntegerModesTest.everyPattern(weight);
    FixedPointMatrix product =
        (FixedPointMatrix)
            type.datapath(INT32)
                .mode(activation, weight)
                .gemm(activations, GroupedWeights.unscaled(weights))
                .result();

    for (int i = 0; i < activations.rows(); i++) {
      for (int j = 0; j < weights.rows(); j++) {
        long exact = activation.value(i) * weight.value(j);
        if (product.exact(i, j) != exact) {
          assertThat(product.exact(i, j)).as("%s: patterns %d x %d", type, i, j).isEqualTo(exact);
        }
      }
    }
  }

  @Test
  void wideWeightsTakeTwoPassesOfShiftAndAddAndOneOfAMac() {
    IntegerFormat int8 = new IntegerFormat(8, true);
    for (int bits = 1; bits <= 8; bits++) {
      IntegerFormat weight = new IntegerFormat(bits, true);
      for (ProcessingElementType type : ProcessingElementType.values()) {
        Datapath datapath = type.datapath(INT32);
        int passes = type == ProcessingElementType.SHIFT_ADD && bits > 4 ? 2 : 1;
        assertThat(datapath.passes(int8, weight)).isEqualTo(passes);
        // What a machine's time is made from is what the arithmetic takes.
        assertThat(datapath.mode(int8, weight).passes()).isEqualTo(passes);
      }
    }
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
    assertThatIllegalArgumentException().isThrownBy(() -> type.datapath(INT32).mode(int16, int8));
  }

  @ParameterizedTest
  @EnumSource
  void anOverflowIsDetectedSaturatedOrWrapped(ProcessingElementType type) {
    // 127 · 15 twice is 3,810: one bit too wide for twelve bits.
    assertThat(sum(type, 13, Accumulator.Overflow.DETECT, 2)).isEqualTo(3810);
    assertThatThrownBy(() -> sum(type, 12, Accumulator.Overflow.DETECT, 2))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a sum of 3810 overflows the accumulator of 12 bits");
    assertThat(sum(type, 12, Accumulator.Overflow.SATURATE, 2)).isEqualTo(2047);
    assertThat(sum(type, 12, Accumulator.Overflow.WRAP, 2)).isEqualTo(3810 - 4096);
    // Groups that overflow together fit one by one.
    assertThat(sum(type, 12, Accumulator.Overflow.DETECT, 1)).isEqualTo(3810);
  }

  private static long sum(
      ProcessingElementType type, int bits, Accumulator.Overflow overflow, int group) {
    IntegerFormat int8 = new IntegerFormat(8, true);
    IntegerFormat uint4 = new IntegerFormat(4, false);
    int groups = 2 / group;
    int[] ones = IntStream.generate(() -> 1).limit(groups).toArray();
    GroupScales scales = new GroupScales(1, groups, group, int8, 0, ones, new int[groups]);
    ExactMatrix result =
        type.datapath(new Accumulator(bits, overflow))
            .mode(int8, uint4)
            .gemm(
                new PatternMatrix(int8, 1, 2, new int[] {127, 127}),
                new GroupedWeights(new PatternMatrix(uint4, 1, 2, new int[] {15, 15}), scales))
            .result();
    return result.value(0, 0).longValueExact();
  }

  @Test
  void typesAreFoundByName() {
    assertThat(ProcessingElementType.parse("mac")).isEqualTo(ProcessingElementType.MAC);
    assertThat(ProcessingElementType.parse("Shift-Add")).isEqualTo(ProcessingElementType.SHIFT_ADD);
    for (ProcessingElementType type : ProcessingElementType.values()) {
      assertThat(type.datapath(INT32).name()).isEqualTo(type.configName());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessingElementType.parse("adder"))
        .withMessageStartingWith("unknown processing element 'adder'; there is mac, shift-add");
    assertThatIllegalArgumentException().isThrownBy(() -> new Accumulator(1, INT32.overflow()));
  }

  @Property
  void aFixedPointResultRoundsToNearestAndEven(
      @ForAll @LongRange(min = -(1L << 50), max = 1L << 50) long value,
      @ForAll @IntRange(min = 0, max = 40) int fractionBits) {
    BigDecimal exact = BigDecimal.valueOf(value).multiply(ExactSum.power(-fractionBits));
    assertThat(FixedPointMatrix.of(1, 1, fractionBits, new long[] {value}).rounded(0, 0))
        .isEqualTo(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    // A tie: a half above the whole.
    long tie = value << 1 | 1;
    assertThat(FixedPointMatrix.of(1, 1, 1, new long[] {tie}).rounded(0, 0))
        .isEqualTo(
            BigDecimal.valueOf(tie)
                .multiply(ExactSum.power(-1))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact());
  }
}
