package picojoule.pe.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picojoule.isa.GemmShape;

class ArrayTimingTest {

  @Property(tries = 3000)
  void closedFormsEqualTheRegisterTransferModelInEveryCount(
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll Dataflow dataflow,
      @ForAll FoldOverlap overlap,
      @ForAll @IntRange(min = 1, max = 14) int m,
      @ForAll @IntRange(min = 1, max = 14) int n,
      @ForAll @IntRange(min = 1, max = 20) int k,
      @ForAll @IntRange(min = 1, max = 3) int passes,
      @ForAll @IntRange(min = 1, max = 24) int group) {
    assertSameAsMoved(
        new ArrayShape(rows, columns),
        dataflow,
        overlap,
        SteppedGemm.random(m, n, k, passes, group, 31L * m + n),
        group);
  }

  @ParameterizedTest
  @CsvSource({"12,9,50,40,100,2,32", "5,16,33,70,64,1,100", "16,16,64,64,64,2,16"})
  void aFewLargerArraysAgreeToo(int rows, int columns, int m, int n, int k, int passes, int group) {
    for (Dataflow dataflow : Dataflow.values()) {
      for (FoldOverlap overlap : FoldOverlap.values()) {
        SteppedGemm gemm = SteppedGemm.random(m, n, k, passes, group, 7);
        assertSameAsMoved(new ArrayShape(rows, columns), dataflow, overlap, gemm, group);
      }
    }
  }

  private static void assertSameAsMoved(
      ArrayShape shape, Dataflow dataflow, FoldOverlap overlap, SteppedGemm gemm, int group) {
    int m = gemm.m();
    int n = gemm.n();
    RegisterTransferArray machine = RegisterTransferArray.of(shape, dataflow, overlap, gemm, 0);

    TileActivity moved = machine.run();

    assertThat(machine.sums).isDeepEqualTo(gemm.expected());
    ArrayTiming timing = new ArrayTiming(shape, dataflow, overlap);
    assertThat(timing.activity(m, n, gemm.k(), gemm.passes(), group)).isEqualTo(moved);
    assertThat(timing.cycles(m, n, gemm.k(), gemm.passes(), group)).isEqualTo(moved.cycles());
  }

  @Test
  void oneCycleLessBetweenShortFoldsBreaksTheArray() {
    // Folds of two steps (or rows) by two streamed operands, on three rows.
    ArrayShape shape = new ArrayShape(3, 2);
    SteppedGemm gemm = SteppedGemm.random(6, 6, 6, 1, 2, 1);
    for (Dataflow dataflow : Dataflow.values()) {
      RegisterTransferArray machine =
          RegisterTransferArray.of(shape, dataflow, FoldOverlap.PIPELINED, gemm, 1);
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
      @ForAll Dataflow dataflow,
      @ForAll @IntRange(min = 1, max = 64) int rows,
      @ForAll @IntRange(min = 1, max = 64) int columns,
      @ForAll @IntRange(min = 1, max = 300) int m,
      @ForAll @IntRange(min = 1, max = 300) int n,
      @ForAll @IntRange(min = 1, max = 300) int k,
      @ForAll @IntRange(min = 1, max = 300) int group) {
    ArrayShape shape = new ArrayShape(rows, columns);
    long before = Long.MAX_VALUE;
    for (FoldOverlap overlap : FoldOverlap.values()) {
      TileActivity activity = new ArrayTiming(shape, dataflow, overlap).activity(m, n, k, 1, group);
      assertThat(activity.cycles()).isLessThanOrEqualTo(before);
      assertThat(activity.utilization()).isPositive().isLessThanOrEqualTo(1);
      before = activity.cycles();
    }
  }

  @Test
  void longStreamsKeepAPipelinedArrayBusy() {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(32, 32), Dataflow.WEIGHT_STATIONARY, FoldOverlap.PIPELINED);

    // 16 folds of 1,000 cycles; 32 of the first load and 62 of skew are all that is lost.
    assertThat(timing.cycles(new GemmShape(1000, 128, 128))).isEqualTo(32 + 16 * 1000 + 62);
  }

  @Test
  void aSingleTokenPaysTheLoadOfEveryWeightStationaryFold() {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(32, 32), Dataflow.WEIGHT_STATIONARY, FoldOverlap.PIPELINED);

    assertThat(timing.cycles(new GemmShape(1, 128, 128))).isEqualTo(32 + 15 * 32 + 1 + 62);
  }

  @Test
  void groupsShorterThanTheDrainHoldUpAnOutputStationaryArray() {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(64, 64), Dataflow.OUTPUT_STATIONARY, FoldOverlap.PIPELINED);

    assertThat(timing.cycles(64, 64, 1024, 1, 128)).isEqualTo(1024 + 126);
    assertThat(timing.cycles(64, 64, 1024, 1, 32)).isEqualTo(32 + 31 * 64 + 126);
  }

  @Test
  void twoPassesAreTwiceTheReductionOfTheArray() {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(8, 8), Dataflow.OUTPUT_STATIONARY, FoldOverlap.NONE);

    assertThat(timing.cycles(8, 8, 100, 2, 100)).isEqualTo(timing.cycles(8, 8, 200, 1, 200));
    TileActivity activity = timing.activity(8, 8, 100, 2, 100);
    assertThat(activity.macs()).isEqualTo(6400);
    assertThat(activity.steps()).isEqualTo(12800);
    assertThat(activity.cycles()).isEqualTo(214);
    assertThat(activity.utilization()).isEqualTo(200.0 / 214);
  }

  @ParameterizedTest
  @EnumSource
  void argumentsOutOfRangeAreRefused(Dataflow dataflow) {
    ArrayTiming timing = new ArrayTiming(new ArrayShape(2, 2), dataflow, FoldOverlap.NONE);

    assertThatIllegalArgumentException().isThrownBy(() -> timing.cycles(0, 1, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> timing.cycles(1, 1, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> timing.activity(1, 1, 1, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> timing.cycles(1, ArrayTiming.MAX_EXTENT + 1, 1, 1, 1));
  }

  @ParameterizedTest
  @EnumSource
  void countsBeyondALongAreAnErrorAndNotAWrongNumber(Dataflow dataflow) {
    ArrayTiming timing = new ArrayTiming(new ArrayShape(1, 1), dataflow, FoldOverlap.NONE);
    long most = ArrayTiming.MAX_EXTENT;

    assertThatThrownBy(() -> timing.cycles(most, most, most, 1, most))
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
