package picojoule.pe.vector.operation;

import java.util.List;
import picojoule.pe.vector.table.IntegerTable;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/** silu(gate) · up; in integers the product is of the table's whole answer, rounded once. */
final class SiluGate implements RowArithmetic {

  @Override
  public List<String> operands() {
    return List.of("gate", "up");
  }

  @Override
  public List<ScalarFunction> tables() {
    return List.of(ScalarFunction.SILU);
  }

  @Override
  public int elementLookUps() {
    return 1;
  }

  @Override
  public double[] exact(List<double[]> operands, RowSettings settings) {
    double[] result = operands.get(0).clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = ScalarFunction.SILU.value(result[i]) * operands.get(1)[i];
    }
    return result;
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    FixedPointRow gate = operands.get(0);
    FixedPointRow up = operands.get(1);
    IntegerTable table = tables.table(ScalarFunction.SILU).at(gate.fractionBits());
    int bits = table.fractionBits() + up.fractionBits() - settings.resultFractionBits();
    long[] result = gate.codes();
    for (int i = 0; i < result.length; i++) {
      result[i] = settings.result(table.value((int) result[i]) * up.code(i), bits);
    }
    return new FixedPointRow(result, settings.resultFractionBits());
  }
}
