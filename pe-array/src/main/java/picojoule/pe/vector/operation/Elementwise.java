package picojoule.pe.vector.operation;

import java.util.List;
import picojoule.pe.vector.table.TableSet;

/** Sums and products of two rows; the sum is a residual's. */
final class Elementwise implements RowArithmetic {

  private final boolean isProduct;

  private Elementwise(boolean isProduct) {
    this.isProduct = isProduct;
  }

  static Elementwise sum() {
    return new Elementwise(false);
  }

  static Elementwise product() {
    return new Elementwise(true);
  }

  @Override
  public List<String> operands() {
    return List.of("input", "other");
  }

  @Override
  public double[] exact(List<double[]> operands, RowSettings settings) {
    double[] result = operands.get(0).clone();
    double[] other = operands.get(1);
    for (int i = 0; i < result.length; i++) {
      result[i] = isProduct ? result[i] * other[i] : result[i] + other[i];
    }
    return result;
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    FixedPointRow first = operands.get(0);
    FixedPointRow second = operands.get(1);
    int common = Math.max(first.fractionBits(), second.fractionBits());
    int bits = isProduct ? first.fractionBits() + second.fractionBits() : common;
    long[] result = new long[first.length()];
    for (int i = 0; i < result.length; i++) {
      long exact =
          isProduct
              ? first.code(i) * second.code(i)
              : (first.code(i) << (common - first.fractionBits()))
                  + (second.code(i) << (common - second.fractionBits()));
      result[i] = settings.result(exact, bits - settings.resultFractionBits());
    }
    return new FixedPointRow(result, settings.resultFractionBits());
  }
}
