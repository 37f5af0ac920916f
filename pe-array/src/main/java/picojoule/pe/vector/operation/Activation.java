package picojoule.pe.vector.operation;

import java.util.Arrays;
import java.util.List;
import picojoule.pe.vector.table.IntegerTable;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/** A function of each element: GELU, SiLU, hswish. */
final class Activation implements RowArithmetic {

  private final ScalarFunction function;

  Activation(ScalarFunction function) {
    this.function = function;
  }

  static Activation gelu() {
    return new Activation(ScalarFunction.GELU);
  }

  static Activation silu() {
    return new Activation(ScalarFunction.SILU);
  }

  static Activation hswish() {
    return new Activation(ScalarFunction.HSWISH);
  }

  @Override
  public List<String> operands() {
    return List.of("input");
  }

  @Override
  public List<ScalarFunction> tables() {
    return List.of(function);
  }

  @Override
  public int elementLookUps() {
    return 1;
  }

  @Override
  public double[] exact(List<double[]> operands, RowSettings settings) {
    return Arrays.stream(operands.get(0)).map(function::value).toArray();
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    FixedPointRow row = operands.get(0);
    IntegerTable table = tables.table(function).at(row.fractionBits());
    int bits = table.fractionBits() - settings.resultFractionBits();
    long[] result = row.codes();
    for (int i = 0; i < result.length; i++) {
      result[i] = settings.result(table.value((int) result[i]), bits);
    }
    return new FixedPointRow(result, settings.resultFractionBits());
  }
}
