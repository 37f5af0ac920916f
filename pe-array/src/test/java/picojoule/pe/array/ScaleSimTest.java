package picojoule.pe.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * SCALE-Sim (1d62b68) in its CALC mode. It prints the index of the last cycle, one less than the
 * number of cycles. Its output-stationary output writes count R + C too many in every fold; the
 * others are all results that leave the array.
 */
class ScaleSimTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/scalesim/compute_cycles.csv", numLinesToSkip = 1)
  void everyRunIsReproduced(
      int rows,
      int columns,
      String dataflow,
      long m,
      long n,
      long k,
      long lastCycle,
      double mappingEfficiencyPercent,
      long inputReads,
      long filterReads,
      long outputWrites) {
    ArrayTiming timing =
        new ArrayTiming(new ArrayShape(rows, columns), Dataflow.parse(dataflow), FoldOverlap.NONE);

    TileActivity activity = timing.activity(m, n, k, ElementTiming.ofPasses(1), k);

    assertThat(activity.cycles() - 1).isEqualTo(lastCycle);
    assertThat(activity.mappingEfficiency() * 100)
        .isCloseTo(mappingEfficiencyPercent, within(1e-12 * mappingEfficiencyPercent));
    assertThat(activity.activationReads()).isEqualTo(inputReads);
    assertThat(activity.weightReads()).isEqualTo(filterReads);
    long surplus =
        timing.dataflow() == Dataflow.OUTPUT_STATIONARY ? activity.folds() * (rows + columns) : 0;
    assertThat(activity.outputWrites() + activity.partialSumWrites() + surplus)
        .isEqualTo(outputWrites);
  }
}
