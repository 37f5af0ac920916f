package picojoule.pe.vector.operation;

import java.util.Arrays;
import java.util.List;
import picojoule.pe.vector.table.TableSet;

/** What is above zero. */
final class Relu implements RowArithmetic {

  @Override
  public List<String> operands() {
    return List.of("input");
  }

  @Override
  public double[] exact(List<double[]> operands, RowSettings settings) {
    return Arrays.stream(operands.get(0)).map(x -> x > 0 ? x : 0).toArray();
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    FixedPointRow row = operands.get(0);
    int bits = row.fractionBits() - settings.resultFractionBits();
    return new FixedPointRow(
        Arrays.stream(row.codes()).map(code -> settings.result(Math.max(0, code), bits)).toArray(),
        settings.resultFractionBits());
  }
}
