package picojoule.pe.vector.operation;

import java.util.Arrays;
import java.util.List;
import picojoule.pe.vector.table.IntegerTable;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/**
 * e^(x − max) over its sum. In integers the distance from the greatest, in sixteenths and not below
 * -8, goes through a table, the sum is whole, and its leading bits go through another.
 */
final class Softmax implements RowArithmetic {

  /** Probabilities up to 1, which saturates to 127/128. */
  private static final int USUAL_FRACTION_BITS = 7;

  @Override
  public List<String> operands() {
    return List.of("input");
  }

  @Override
  public List<ScalarFunction> tables() {
    return List.of(ScalarFunction.EXP, ScalarFunction.RECIPROCAL);
  }

  @Override
  public int usualFractionBits(int inputFractionBits) {
    return USUAL_FRACTION_BITS;
  }

  /** Once for the sum, once more for the quotient: no lane keeps a row. */
  @Override
  public int elementLookUps() {
    return 2;
  }

  @Override
  public int rowLookUps() {
    return 1;
  }

  @Override
  public double[] exact(List<double[]> operands, RowSettings settings) {
    double[] row = operands.get(0);
    double greatest = Arrays.stream(row).max().orElseThrow();
    double[] result = Arrays.stream(row).map(x -> StrictMath.exp(x - greatest)).toArray();
    double sum = Arrays.stream(result).sum();
    for (int i = 0; i < result.length; i++) {
      result[i] /= sum;
    }
    return result;
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    FixedPointRow row = operands.get(0);
    int fraction = ScalarFunction.EXP.range().fractionBits();
    IntegerTable table = tables.table(ScalarFunction.EXP).at(fraction);
    long greatest = Arrays.stream(row.codes()).max().orElseThrow();
    long[] result = new long[row.length()];
    long sum = 0;
    for (int i = 0; i < result.length; i++) {
      long distance =
          settings.rounding().shift(row.code(i) - greatest, row.fractionBits() - fraction);
      // A table may dip below zero where the function is nearly zero.
      result[i] = Math.max(0, table.value((int) Math.max(Byte.MIN_VALUE, distance)));
      sum += result[i];
    }
    if (sum == 0) {
      return new FixedPointRow(result, settings.resultFractionBits());
    }
    Mantissa inverse = Mantissa.reciprocal(sum, tables);
    for (int i = 0; i < result.length; i++) {
      result[i] =
          settings.result(
              result[i] * inverse.code(), inverse.shift() - settings.resultFractionBits());
    }
    return new FixedPointRow(result, settings.resultFractionBits());
  }
}
