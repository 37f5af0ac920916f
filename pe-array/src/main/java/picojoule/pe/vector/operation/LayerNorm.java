package picojoule.pe.vector.operation;

import java.util.Arrays;
import java.util.List;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/**
 * (x − mean) / √(variance + ε) · gain + bias (arXiv 1607.06450). In integers the mean has eight
 * fraction bits more than x, the ones below dropped.
 */
final class LayerNorm implements RowArithmetic {

  @Override
  public List<String> operands() {
    return List.of("input", "gain", "bias");
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
    double mean = Arrays.stream(row).sum() / row.length;
    double variance = Arrays.stream(row).map(x -> (x - mean) * (x - mean)).sum() / row.length;
    double root = Math.sqrt(variance + settings.epsilon());
    double[] result = new double[row.length];
    for (int i = 0; i < result.length; i++) {
      double gain = operands.size() > 1 ? operands.get(1)[i] : 1;
      double bias = operands.size() > 2 ? operands.get(2)[i] : 0;
      double distance = row[i] - mean;
      result[i] = (distance == 0 ? 0 : distance * gain / root) + bias;
    }
    return result;
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    FixedPointRow row = operands.get(0);
    long[] distances = row.codes();
    long sum = Arrays.stream(distances).sum();
    long mean = Math.floorDiv(sum << IntegerNorm.MEAN_BITS, (long) distances.length);
    for (int i = 0; i < distances.length; i++) {
      distances[i] = (distances[i] << IntegerNorm.MEAN_BITS) - mean;
    }
    return IntegerNorm.normalized(
        distances,
        row.fractionBits() + IntegerNorm.MEAN_BITS,
        operands.subList(1, operands.size()),
        settings,
        tables);
  }
}
