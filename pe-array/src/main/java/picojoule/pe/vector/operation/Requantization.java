package picojoule.pe.vector.operation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import picojoule.pe.vector.table.TableSet;

/**
 * INT32 sums to a narrower integer: sum · multiplier · 2^-shift, rounded once, plus the zero point,
 * saturated (the integer-only scheme of Jacob et al., arXiv 1712.05877).
 */
final class Requantization implements RowArithmetic {

  @Override
  public List<String> operands() {
    return List.of("input");
  }

  @Override
  public boolean isInteger() {
    return true;
  }

  @Override
  public double[] exact(List<double[]> operands, RowSettings settings) {
    return requantized(Arrays.stream(operands.get(0)).mapToLong(x -> (long) x), settings)
        .asDoubleStream()
        .toArray();
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    return new FixedPointRow(
        requantized(Arrays.stream(operands.get(0).codes()), settings).toArray(), 0);
  }

  private static LongStream requantized(LongStream sums, RowSettings settings) {
    return sums.map(
        sum ->
            settings.saturated(
                settings.rounding().shift(sum * settings.multiplier(), settings.shift())
                    + settings.zeroPoint()));
  }
}
