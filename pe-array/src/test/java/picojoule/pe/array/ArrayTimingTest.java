package picojoule.pe.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArrayTimingTest {

  private static final ElementTiming MAC = ElementTiming.ofPasses(1);
  private static final ElementTiming TWO_PASSES = ElementTiming.ofPasses(2);

  @Property(tries = 3000)
  void closedFormsEqualTheRegisterTransferModelInEveryCount(
      @ForAll("arrays") RandomArray array, @ForAll("work") RandomWork work) {
    assertSameAsMoved(array, work);
  }

  @Tag("slow")
  @Property(tries = 10_000)
  void closedFormsEqualTheRegisterTransferModelInManyMoreCases(
      @ForAll("arrays") RandomArray array, @ForAll("work") RandomWork work) {
    assertSameAsMoved(array, work);
  }

  @ParameterizedTest
  @CsvSource({"12,9,50,40,100,2,32", "5,16,33,70,64,1,100", "16,16,64,64,64,2,16"})
  void aFewLargerArraysAgreeToo(int rows, int columns, int m, int n, int k, int passes, int group) {
    ElementTiming element = ElementTiming.ofPasses(passes);
    ArrayGeometry systolic = ArrayGeometry.systolic(new ArrayShape(rows, columns));
    for (Dataflow dataflow : Dataflow.values()) {
      for (FoldOverlap overlap : FoldOverlap.values()) {
        assertSameAsMoved(
            new RandomArray(systolic, dataflow, overlap, false),
            new RandomWork(element, m, n, k, group));
      }
    }
  }

  private static void assertSameAsMoved(RandomArray array, RandomWork work) {
    Dataflow dataflow = array.dataflow();
    assumeTrue(!work.element().hasTables() || dataflow != Dataflow.INPUT_STATIONARY);
    SteppedGemm gemm =
        SteppedGemm.random(
            work.m(), work.n(), work.k(), work.element(), work.group(), 31L * work.m() + work.n());
    ArrayTiming timing = array.timing(array.overlap());
    RegisterTransferArray machine = RegisterTransferArray.of(timing, gemm, 0);

    TileActivity moved = machine.run();

    assertThat(machine.sums).isDeepEqualTo(gemm.expected());
    assertThat(timing.activity(work.m(), work.n(), work.k(), work.element(), work.group()))
        .isEqualTo(moved);
    assertThat(timing.cycles(work.m(), work.n(), work.k(), work.element(), work.group()))
        .isEqualTo(moved.cycles());
  }

  @ParameterizedTest
  @EnumSource
  void oneCycleLessBetweenShortFoldsBreaksTheArray(Delivery delivery) {
    // Folds of two steps (or rows) by two streamed operands, on three rows.
    ArrayShape one = new ArrayShape(1, 1);
    ArrayGeometry geometry =
        new ArrayGeometry(new ArrayShape(3, 2), delivery, one, Delivery.SKEWED);
    assertHasteBreaks(geometry, ElementTiming.ofPasses(1), Dataflow.values());
  }

  @Test
  void oneCycleLessThanTheScalerTakesBreaksTheArray() {
    assertHasteBreaks(
        ArrayGeometry.systolic(new ArrayShape(2, 2)),
        new ElementTiming(1, 1, 1, 2, 5, 0, 0),
        Dataflow.OUTPUT_STATIONARY);
  }

  private static void assertHasteBreaks(
      ArrayGeometry geometry, ElementTiming element, Dataflow... dataflows) {
    SteppedGemm gemm = SteppedGemm.random(6, 6, 6, element, 2, 1);
    for (Dataflow dataflow : dataflows) {
      RegisterTransferArray machine =
          RegisterTransferArray.of(
              new ArrayTiming(geometry, dataflow, FoldOverlap.PIPELINED), gemm, 1);
      assertThatThrownBy(
              () -> {
                machine.run();
                assertThat(machine.sums).isDeepEqualTo(gemm.expected());
              })
          .as(dataflow.name())
          .isInstanceOf(AssertionError.class);
    }
  }

  @Property(tries = 300)
  void moreOverlapIsNeverSlower(
      @ForAll("arrays") RandomArray array, @ForAll("work") RandomWork work) {
    assumeTrue(!work.element().hasTables() || array.dataflow() != Dataflow.INPUT_STATIONARY);
    long none = cycles(array, FoldOverlap.NONE, work);
    long doubleBuffered = cycles(array, FoldOverlap.DOUBLE_BUFFERED, work);
    long wavefront = cycles(array, FoldOverlap.WAVEFRONT, work);
    long pipelined = cycles(array, FoldOverlap.PIPELINED, work);
    assertThat(doubleBuffered).isLessThanOrEqualTo(none);
    assertThat(wavefront).isLessThanOrEqualTo(none);
    assertThat(pipelined).isLessThanOrEqualTo(doubleBuffered).isLessThanOrEqualTo(wavefront);
  }

  private static long cycles(RandomArray array, FoldOverlap overlap, RandomWork work) {
    TileActivity activity =
        array.timing(overlap).activity(work.m(), work.n(), work.k(), work.element(), work.group());
    assertThat(activity.utilization()).isPositive().isLessThanOrEqualTo(1);
    return activity.cycles();
  }

  record RandomArray(
      ArrayGeometry geometry, Dataflow dataflow, FoldOverlap overlap, boolean sumsStay) {

    ArrayTiming timing(FoldOverlap other) {
      boolean inElement = sumsStay && dataflow == Dataflow.OUTPUT_STATIONARY;
      return new ArrayTiming(
          geometry,
          dataflow,
          other,
          inElement ? PartialSumStore.Place.ELEMENT : PartialSumStore.Place.BANK);
    }
  }

  record RandomWork(ElementTiming element, int m, int n, int k, int group) {}

  @Provide
  Arbitrary<RandomArray> arrays() {
    Arbitrary<ArrayShape> tiles =
        Combinators.combine(upTo(5), upTo(5)).as((r, c) -> new ArrayShape(r, c));
    Arbitrary<ArrayShape> grids =
        Combinators.combine(upTo(3), upTo(3)).as((r, c) -> new ArrayShape(r, c));
    Arbitrary<Delivery> deliveries = Arbitraries.of(Delivery.class);
    return Combinators.combine(
            tiles,
            deliveries,
            Arbitraries.oneOf(Arbitraries.just(new ArrayShape(1, 1)), grids),
            deliveries,
            Arbitraries.of(Dataflow.class),
            Arbitraries.of(FoldOverlap.class),
            Arbitraries.of(true, false))
        .as(
            (tile, inside, grid, between, dataflow, overlap, sumsStay) ->
                new RandomArray(
                    new ArrayGeometry(tile, inside, grid, between), dataflow, overlap, sumsStay));
  }

  @Provide
  Arbitrary<RandomWork> work() {
    Arbitrary<ElementTiming> plain =
        Combinators.combine(upTo(4), upTo(3), upTo(3), upTo(4), between(0, 9))
            .as(
                (lanes, passes, interval, depth, scale) ->
                    new ElementTiming(lanes, passes, interval, depth, scale, 0, 0));
    Arbitrary<ElementTiming> tables =
        Combinators.combine(upTo(4), upTo(4), upTo(3), upTo(6), between(0, 200))
            .as(
                (lanes, interval, depth, table, memory) ->
                    new ElementTiming(lanes, 1, interval, depth, 0, table, memory));
    return Combinators.combine(
            Arbitraries.oneOf(upTo(3).map(ElementTiming::ofPasses), plain, tables),
            upTo(14),
            upTo(14),
            upTo(20),
            upTo(24))
        .as(RandomWork::new);
  }

  private static Arbitrary<Integer> upTo(int most) {
    return between(1, most);
  }

  private static Arbitrary<Integer> between(int least, int most) {
    return Arbitraries.integers().between(least, most);
  }

  @Test
  void longStreamsKeepAPipelinedArrayBusy() {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(32, 32), Dataflow.WEIGHT_STATIONARY, FoldOverlap.PIPELINED);

    // 16 folds of 1,000 cycles; 32 of the first load and 62 of skew are all that is lost.
    assertThat(timing.cycles(1000, 128, 128, MAC, 128)).isEqualTo(32 + 16 * 1000 + 62);
  }

  @Test
  void aSingleTokenPaysTheLoadOfEveryWeightStationaryFold() {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(32, 32), Dataflow.WEIGHT_STATIONARY, FoldOverlap.PIPELINED);

    assertThat(timing.cycles(1, 128, 128, MAC, 128)).isEqualTo(32 + 15 * 32 + 1 + 62);
  }

  @Test
  void groupsShorterThanTheDrainHoldUpAnOutputStationaryArray() {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(64, 64), Dataflow.OUTPUT_STATIONARY, FoldOverlap.PIPELINED);

    assertThat(timing.cycles(64, 64, 1024, MAC, 128)).isEqualTo(1024 + 126);
    assertThat(timing.cycles(64, 64, 1024, MAC, 32)).isEqualTo(32 + 31 * 64 + 126);
  }

  @Test
  void twoPassesAreTwiceTheReductionOfTheArray() {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(8, 8), Dataflow.OUTPUT_STATIONARY, FoldOverlap.NONE);

    assertThat(timing.cycles(8, 8, 100, TWO_PASSES, 100))
        .isEqualTo(timing.cycles(8, 8, 200, MAC, 200));
    TileActivity activity = timing.activity(8, 8, 100, TWO_PASSES, 100);
    assertThat(activity.macs()).isEqualTo(6400);
    assertThat(activity.steps()).isEqualTo(12800);
    assertThat(activity.cycles()).isEqualTo(214);
    assertThat(activity.utilization()).isEqualTo(200.0 / 214);
  }

  @ParameterizedTest
  @EnumSource
  void argumentsOutOfRangeAreRefused(Dataflow dataflow) {
    ArrayTiming timing = new ArrayTiming(new ArrayShape(2, 2), dataflow, FoldOverlap.NONE);

    assertThatIllegalArgumentException().isThrownBy(() -> timing.cycles(0, 1, 1, MAC, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> timing.activity(1, 1, 1, MAC, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> timing.cycles(1, ArrayTiming.MAX_EXTENT + 1, 1, MAC, 1));
  }

  @ParameterizedTest
  @EnumSource
  void countsBeyondALongAreAnErrorAndNotAWrongNumber(Dataflow dataflow) {
    ArrayTiming timing = new ArrayTiming(new ArrayShape(1, 1), dataflow, FoldOverlap.NONE);
    long most = ArrayTiming.MAX_EXTENT;

    assertThatThrownBy(() -> timing.cycles(most, most, most, MAC, most))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void dataflowsAreFoundByShortAndLongName() {
    assertThat(Dataflow.parse("os")).isEqualTo(Dataflow.OUTPUT_STATIONARY);
    assertThat(Dataflow.parse("Weight-Stationary")).isEqualTo(Dataflow.WEIGHT_STATIONARY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataflow.parse("rs"))
        .withMessage(
            "unknown dataflow 'rs'; there is os (output-stationary), ws (weight-stationary), is"
                + " (input-stationary)");
  }
}
