package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

class DatapathTypeTest {

  private static final NumberFormat INT8 = NumberFormats.named("int8");
  private static final NumberFormat FP16 = NumberFormats.named("fp16");

  @Test
  void typesAreFoundByNameAndAllAreListedWhereThereIsNone() {
    for (DatapathType type : DatapathType.values()) {
      assertThat(DatapathType.parse(type.configName())).isEqualTo(type);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatapathType.parse("systolic"))
        .withMessage(
            "unknown datapath 'systolic'; there is mac, shift-add, lut, bit-serial, simd-posit,"
                + " ternary, power-of-two");
  }

  @ParameterizedTest
  @EnumSource
  void operandsThatADatapathCannotMultiplyAreRefusedWithThoseItCan(DatapathType type) {
    NumberFormat tf32 = NumberFormats.named("tf32");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> type.set(DatapathSettings.of(tf32, tf32)))
        .withMessageStartingWith(type.configName() + " cannot multiply tf32 by tf32; it takes ");
  }

  @ParameterizedTest
  @CsvSource({"int1,1", "int99-wrap,99"})
  void impossibleAccumulatorsAreRefused(String text, int bits) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accumulation.parse(text))
        .withMessage("an accumulator has 2 to 62 bits, not " + bits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int32-wrap", "int20-saturate", "int48-detect", "fp32", "bf16", "exact"})
  void accumulatorsAreReadAsTheyAreWritten(String text) {
    assertThat(Accumulation.parse(text).text()).isEqualTo(text);
  }

  @Test
  void unknownAccumulatorsAreRefusedWithThoseThatExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accumulation.parse("float"))
        .withMessage("unknown accumulator 'float'; there is " + Accumulation.KNOWN);
    DatapathSettings integers = DatapathSettings.of(INT8, INT8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatapathType.MAC.set(integers.with(Accumulation.float32())))
        .withMessageStartingWith("mac sums integers up in a register, not in fp32; it takes exact");
    DatapathSettings floats = DatapathSettings.of(FP16, FP16);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatapathType.MAC.set(floats.with(Accumulation.integer32())))
        .withMessageStartingWith("mac sums floating-point numbers up with rounding");
  }

  @Test
  void overflowsAreWrappedSaturatedAndCountedOrDetected() {
    PatternMatrix a = new PatternMatrix(INT8, 1, 2, new int[] {127, 127});
    GroupedWeights w = GroupedWeights.unscaled(new PatternMatrix(INT8, 1, 2, new int[] {15, 15}));

    GemmOutput wrapped = overflowing("int12-wrap", a, w);
    GemmOutput saturated = overflowing("int12-saturate", a, w);

    assertThat(((FixedPointMatrix) wrapped.result()).exact(0, 0)).isEqualTo(3810 - 4096);
    assertThat(((FixedPointMatrix) saturated.result()).exact(0, 0)).isEqualTo(2047);
    assertThat(wrapped.statistics().count(DatapathEvent.OVERFLOWS)).isEqualTo(1);
    assertThatThrownBy(() -> overflowing("int12-detect", a, w))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a sum of 3810 overflows the accumulator of 12 bits");
    GemmError error = GemmError.of(saturated.result(), ExactProduct.of(a, w));
    assertThat(error.greatest()).isEqualTo(3810 - 2047);
    assertThat(error.mean()).isEqualTo(3810 - 2047);
    assertThat(error.sqnrDecibels())
        .isCloseTo(20 * Math.log10(3810.0 / (3810 - 2047)), within(1e-12));
  }

  private static GemmOutput overflowing(String register, PatternMatrix a, GroupedWeights w) {
    return DatapathType.MAC
        .set(DatapathSettings.of(INT8, INT8).with(Accumulation.parse(register)))
        .gemm(a, w);
  }

  @Test
  void anExactProductIsThatOfADatapathThatLosesNothing() {
    RandomGemm gemm = new RandomGemm(5);
    PatternMatrix a = gemm.activations(INT8);
    GroupedWeights w = gemm.scaled(gemm.matrix(NumberFormats.named("int4"), gemm.n, false), -8, 7);
    GemmOutput output =
        DatapathType.SHIFT_ADD.set(DatapathSettings.of(INT8, w.format())).gemm(a, w);

    GemmError error = GemmError.of(output.result(), ExactProduct.of(a, w));

    assertThat(error.noisePower()).isZero();
    assertThat(error.sqnrDecibels()).isInfinite();
    assertThat(error.compared()).isEqualTo((long) gemm.m * gemm.n);
  }

  @Test
  void whatIsNoNumberMakesTheOutputNoNumberAndIsCounted() {
    PatternMatrix nan = new PatternMatrix(FP16, 1, 2, new int[] {0x7e00, 0x3c00});
    GroupedWeights w = GroupedWeights.unscaled(new PatternMatrix(INT8, 1, 2, new int[] {1, 1}));

    for (DatapathType type :
        new DatapathType[] {DatapathType.MAC, DatapathType.LUT, DatapathType.BIT_SERIAL}) {
      for (boolean isQuantized : new boolean[] {false, true}) {
        GemmOutput output =
            type.set(DatapathSettings.of(FP16, INT8).withTables(4, isQuantized)).gemm(nan, w);
        assertThat(output.result().isFinite(0, 0)).isFalse();
        assertThat(output.statistics().count(DatapathEvent.NOT_FINITE)).isEqualTo(1);
      }
    }
  }

  @Test
  void lanesAndPassesAreThoseOfTheHardware() {
    assertThat(mode("simd-posit", "posit(4,1)", "fp4-e2m1").lanes()).isEqualTo(4);
    assertThat(mode("simd-posit", "posit(8,0)", "posit(8,0)").lanes()).isEqualTo(2);
    assertThat(mode("simd-posit", "posit(16,1)", "posit(16,1)").lanes()).isEqualTo(1);
    assertThat(mode("shift-add", "int16", "int4").passes()).isEqualTo(1);
    assertThat(mode("shift-add", "int8", "int8").passes()).isEqualTo(2);
    assertThat(mode("lut", "fp16", "int2").passes()).isEqualTo(2);
    assertThat(mode("bit-serial", "fp16", "int8").passes()).isEqualTo(4);
    assertThat(mode("bit-serial", "fp16", "int6").passes()).isEqualTo(3);
    assertThat(mode("bit-serial", "fp16", "fp4-er+").passes()).isEqualTo(2);
  }

  private static DatapathMode mode(String type, String activation, String weight) {
    return DatapathType.parse(type)
        .set(DatapathSettings.of(NumberFormats.named(activation), NumberFormats.named(weight)));
  }

  @Test
  void operandsThatDoNotFitAreRefused() {
    DatapathMode mac = mode("mac", "int8", "int4");
    PatternMatrix a = new PatternMatrix(INT8, 1, 3, new int[3]);
    PatternMatrix w = new PatternMatrix(new IntegerFormat(4, true), 1, 2, new int[2]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> mac.gemm(a, GroupedWeights.unscaled(w)))
        .withMessage("activations of K = 3 do not meet weights of K = 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mac.gemm(a, GroupedWeights.unscaled(a)))
        .withMessage("mac is set to int8 by int4, not to int8 by int8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PatternMatrix(INT8, 1, 2, new int[] {0, 256}))
        .withMessage("the pattern 0x100 does not fit int8 (row 0, column 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupScales(1, 1, 4, FP16, 0, new int[] {0x7e00}, new int[1]))
        .withMessage("the scale 0x7e00 of fp16 has no value");
  }
}
