package picojoule.pe.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.datapath.DatapathEvent;
import picojoule.pe.datapath.DatapathSettings;
import picojoule.pe.datapath.DatapathType;
import picojoule.pe.datapath.GroupedWeights;
import picojoule.pe.datapath.PatternMatrix;

class ElementTypeTest {

  @ParameterizedTest
  @CsvSource({
    "mac, int8, int4, 1, 1, 1, 0",
    "shift-add, int8, uint4, 1, 1, 1, 0",
    "shift-add, int8, int8, 1, 2, 1, 0",
    "lut, int8, int4, 4, 1, 4, 0",
    "lut, int8, binary, 4, 1, 1, 0",
    "bit-serial, fp16, int8, 4, 1, 4, 8",
    "bit-serial, fp16, int6, 4, 1, 3, 8",
    "bit-serial, fp16, fp4-er+, 4, 1, 2, 8",
    "bit-serial, fp16, fp3-ea-, 4, 1, 2, 8",
    "simd-posit, fp4-e2m1, 'posit(4,1)', 4, 1, 1, 0",
    "simd-posit, 'posit(8,0)', 'posit(8,0)', 2, 1, 1, 0",
    "simd-posit, 'posit(16,1)', 'posit(16,1)', 1, 1, 1, 0",
    "ternary, int8, ternary, 1, 1, 1, 0",
    "power-of-two, int8, pot3, 1, 1, 1, 0"
  })
  void aPairOfFormatsHasItsThroughput(
      String type,
      String activation,
      String weight,
      int lanes,
      int passes,
      int interval,
      int scaleCycles) {
    ElementTiming timing =
        customary(type).timing(NumberFormats.named(activation), NumberFormats.named(weight));
    assertThat(timing.lanes()).isEqualTo(lanes);
    assertThat(timing.passes()).isEqualTo(passes);
    assertThat(timing.interval()).isEqualTo(interval);
    assertThat(timing.scaleCycles()).isEqualTo(scaleCycles);
  }

  /** What the datapath itself counts when it multiplies, one PE after another. */
  @Property(tries = 300)
  void anElementWorksAsManyCyclesAsItsDatapathCounts(
      @ForAll("pairs") String[] pair,
      @ForAll @IntRange(min = 1, max = 4) int m,
      @ForAll @IntRange(min = 1, max = 5) int n,
      @ForAll @IntRange(min = 1, max = 23) int k,
      @ForAll long seed) {
    NumberFormat activation = NumberFormats.named(pair[1]);
    NumberFormat weight = NumberFormats.named(pair[2]);
    Random random = new Random(seed);
    long counted =
        DatapathType.parse(pair[0])
            .set(DatapathSettings.of(activation, weight))
            .gemm(
                matrix(activation, m, k, random),
                GroupedWeights.unscaled(matrix(weight, n, k, random)))
            .statistics()
            .count(DatapathEvent.CYCLES);
    ElementTiming timing = customary(pair[0]).timing(activation, weight);
    for (Dataflow dataflow :
        new Dataflow[] {Dataflow.OUTPUT_STATIONARY, Dataflow.WEIGHT_STATIONARY}) {
      ArrayTiming array = new ArrayTiming(new ArrayShape(3, 2), dataflow, FoldOverlap.PIPELINED);
      assertThat(array.activity(m, n, k, timing, k).elementCycles()).isEqualTo(counted);
    }
  }

  private static PatternMatrix matrix(NumberFormat format, int rows, int columns, Random random) {
    int[] patterns = new int[rows * columns];
    int bound = format.name().equals("ternary") ? 3 : 1 << format.bits();
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = random.nextInt(bound);
    }
    return new PatternMatrix(format, rows, columns, patterns);
  }

  @Provide
  Arbitrary<String[]> pairs() {
    return Arbitraries.of(
            "mac int8 int8",
            "shift-add int8 int4",
            "shift-add uint8 int7",
            "lut int8 int3",
            "lut int8 binary",
            "bit-serial fp16 int6",
            "bit-serial fp16 int8",
            "simd-posit fp4-e2m1 fp4-e2m1",
            "simd-posit posit(8,0) posit(8,0)",
            "ternary int8 ternary",
            "power-of-two int8 pot4")
        .map(text -> text.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "shift-add, fp16, int4, shift-add cannot multiply fp16 by int4; it takes activations int1",
    "mac, int16, int8, 'mac with operand int8 cannot multiply int16 by int8; it takes activations int1 … int8, uint1 … uint8'",
    "mac, int8, int16, 'mac with operand int8 cannot multiply int8 by int16; it takes weights int1 … int8, uint1 … uint8'",
    "mac, fp16, fp16, mac with operand int8 cannot multiply fp16 by fp16; it takes activations int1",
    "bit-serial, int8, int8, bit-serial cannot multiply int8 by int8; it takes activations fp16 with",
    "simd-posit, 'posit(8,0)', 'posit(16,1)', 'simd-posit cannot multiply posit(8,0) by posit(16,1); it takes fp4'",
  })
  void aPairThatAnElementCannotMultiplyIsRefusedWithWhatItCan(
      String type, String activation, String weight, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                customary(type)
                    .timing(NumberFormats.named(activation), NumberFormats.named(weight)))
        .withMessageStartingWith(message);
  }

  @Test
  void aWiderOperandTakesMoreAndIsAnotherPart() {
    NumberFormat half = NumberFormats.named("fp16");
    ElementSpec spec =
        new ElementSpec(Optional.of(half), 4, OptionalInt.of(2), 0, ElementSpec.Tables.customary());
    ProcessingElement mac = ElementType.MAC.element(spec);
    assertThat(mac.name()).isEqualTo("mac-fp16");
    assertThat(mac.timing(half, NumberFormats.named("int4")))
        .isEqualTo(new ElementTiming(1, 1, 1, 4, 2, 0, 0));
    assertThat(customary("mac").name()).isEqualTo("mac");
  }

  @Test
  void tablesAreComputedAndKeptAsTheirSettingsSay() {
    NumberFormat int8 = NumberFormats.named("int8");
    ElementSpec spec =
        new ElementSpec(
            Optional.empty(), 1, OptionalInt.empty(), 0, new ElementSpec.Tables(4, false, 3, 1000));
    ElementTiming timing = ElementType.LUT.element(spec).timing(int8, NumberFormats.named("int2"));
    // Eight entries, three a cycle; entries of ten bits, so that ten bytes hold a table.
    assertThat(timing.tableCycles()).isEqualTo(3);
    assertThat(timing.tableMemory()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"fp4-e2m1, 45", "'posit(8,0)', 31", "'posit(16,1)', 0"})
  void narrowPositsLeaveBlocksOfTheMultiplierIdle(String format, long gated) {
    NumberFormat operand = NumberFormats.named(format);
    assertThat(customary("simd-posit").gatedBlocks(operand, operand)).isEqualTo(gated);
  }

  @Test
  void elementsAreFoundByName() {
    for (ElementType type : ElementType.values()) {
      assertThat(ElementType.parse(type.configName())).isEqualTo(type);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ElementType.parse("vdp"))
        .withMessage(
            "unknown processing element 'vdp'; there is mac, shift-add, lut, bit-serial,"
                + " simd-posit, ternary, power-of-two");
  }

  private static ProcessingElement customary(String type) {
    return ElementType.parse(type).element(ElementSpec.customary());
  }
}
