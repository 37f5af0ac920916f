package picojoule.pe.vector.operation;

import java.util.Arrays;
import java.util.List;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/** x / √(mean of x² + ε) · gain (RMSNorm, arXiv 1910.07467). */
final class RootMeanSquareNorm implements RowArithmetic {

  @Override
  public List<String> operands() {
    return List.of("input", "gain");
  }

  @Override
  public int required() {
    return 1;
  }

  @Override
  public List<ScalarFunction> tables() {
    return List.of(ScalarFunction.RSQRT);
  }

  @Override
  public int rowLookUps() {
    return 1;
  }

  @Override
  public double[] exact(List<double[]> operands, RowSettings settings) {
    double[] row = operands.get(0);
    double squares = Arrays.stream(row).map(x -> x * x).sum();
    double root = Math.sqrt(squares / row.length + settings.epsilon());
    double[] result = new double[row.length];
    for (int i = 0; i < result.length; i++) {
      double gain = operands.size() > 1 ? operands.get(1)[i] : 1;
      // A row of zeros stays one without an epsilon, too.
      result[i] = row[i] == 0 ? 0 : row[i] * gain / root;
    }
    return result;
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    FixedPointRow row = operands.get(0);
    return IntegerNorm.normalized(
        row.codes(), row.fractionBits(), operands.subList(1, operands.size()), settings, tables);
  }
}
