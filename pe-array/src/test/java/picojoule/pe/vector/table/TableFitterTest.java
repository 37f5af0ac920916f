package picojoule.pe.vector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFitterTest {

  /** Every breakpoint, and for each run of points every INT8 slope and intercept. */
  @ParameterizedTest
  @CsvSource({"SINE, 3, 4", "SINE, 2, 6", "RECIPROCAL, 3, 3", "RSQRT, 2, 5"})
  void noTableOfCoarseCoefficientsIsBetter(ScalarFunction function, int entries, int fractionBits) {
    PiecewiseTable table = new TableFitter(function, fractionBits).fit(entries);

    double squares = TableError.of(table, function).meanSquare() * function.range().points();
    assertThat(squares).isCloseTo(exhaustive(function, 0, entries, fractionBits), within(1e-9));
  }

  private static double exhaustive(
      ScalarFunction function, int from, int entries, int fractionBits) {
    int points = function.range().points();
    if (entries == 1) {
      return bestLine(function, from, points, fractionBits);
    }
    return IntStream.rangeClosed(from + 1, points - entries + 1)
        .mapToDouble(
            to ->
                bestLine(function, from, to, fractionBits)
                    + exhaustive(function, to, entries - 1, fractionBits))
        .min()
        .orElseThrow();
  }

  private static double bestLine(ScalarFunction function, int from, int to, int fractionBits) {
    double[] errors =
        LINES.computeIfAbsent(function + " " + fractionBits, key -> new double[65536]);
    int key = from * 256 + to;
    if (errors[key] == 0) {
      errors[key] = 1e-300 + searchedLine(function, from, to, fractionBits);
    }
    return errors[key];
  }

  private static final java.util.Map<String, double[]> LINES =
      new java.util.concurrent.ConcurrentHashMap<>();

  private static double searchedLine(ScalarFunction function, int from, int to, int fractionBits) {
    double best = Double.POSITIVE_INFINITY;
    for (int slope = -128; slope <= 127; slope++) {
      double rest = 0;
      for (int i = from; i < to; i++) {
        rest += ScalarFunctionValues.of(function)[i] - slope(slope, function, i, fractionBits);
      }
      // The error is a parabola in the intercept: only its two neighbours can be best.
      int below = (int) Math.floor(Math.scalb(rest / (to - from), fractionBits));
      for (int intercept = below; intercept <= below + 1; intercept++) {
        double error = 0;
        int clipped = Math.max(-128, Math.min(127, intercept));
        for (int i = from; i < to; i++) {
          double difference =
              slope(slope, function, i, fractionBits)
                  + Math.scalb((double) clipped, -fractionBits)
                  - ScalarFunctionValues.of(function)[i];
          error += difference * difference;
        }
        best = Math.min(best, error);
      }
    }
    return best;
  }

  private static double slope(int slope, ScalarFunction function, int point, int fractionBits) {
    return Math.scalb(slope * function.range().at(point), -fractionBits);
  }

  /** Values of a function at its points, which a search needs often. */
  private static final class ScalarFunctionValues {
    private static final java.util.Map<ScalarFunction, double[]> VALUES =
        new java.util.concurrent.ConcurrentHashMap<>();

    static double[] of(ScalarFunction function) {
      return VALUES.computeIfAbsent(
          function,
          f ->
              IntStream.range(0, f.range().points())
                  .mapToDouble(i -> f.value(f.range().at(i)))
                  .toArray());
    }
  }

  @Test
  void aTableIsNoWorseThanThePublishedOneOfAsManyEntries() {
    PiecewiseTable ours = new TableFitter(ScalarFunction.GELU, 6).fit(8);

    assertThat(TableError.of(ours, ScalarFunction.GELU).meanSquare())
        .isLessThan(
            TableError.of(IntegerTableTest.PUBLISHED_GELU, ScalarFunction.GELU).meanSquare());
  }

  @Test
  void beyondItsRangeARectifierIsZeroOrItsInput() {
    PiecewiseTable table = new TableFitter(ScalarFunction.HSWISH, 6).fit(8);

    assertThat(table.value(-100)).isZero();
    assertThat(table.value(100)).isEqualTo(100);
  }

  @Test
  void moreEntriesThanPointsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TableFitter(ScalarFunction.RECIPROCAL, 6).fit(65))
        .withMessage("a table of reciprocal has 2 to 64 entries, not 65");
  }
}
