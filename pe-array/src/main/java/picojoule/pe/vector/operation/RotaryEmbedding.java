package picojoule.pe.vector.operation;

import java.util.List;
import picojoule.pe.vector.table.IntegerTable;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/**
 * Elements i and i + n/2 turned by position · base^(−2i/n) (RoPE, arXiv 2104.09864, pairs as Llama
 * has them). In integers the angle is a phase of 32 bits of a turn, rounded to 1/256 of a turn; a
 * table holds the sine of the first quarter.
 */
final class RotaryEmbedding implements RowArithmetic {

  private static final int PHASE_BITS = 32;

  /** Steps of a quarter turn. */
  private static final int QUARTER = 64;

  @Override
  public List<String> operands() {
    return List.of("input");
  }

  @Override
  public List<ScalarFunction> tables() {
    return List.of(ScalarFunction.SINE);
  }

  @Override
  public int elementLookUps() {
    return 1;
  }

  @Override
  public double[] exact(List<double[]> operands, RowSettings settings) {
    double[] row = operands.get(0);
    int pairs = pairs(row.length);
    double[] result = new double[row.length];
    for (int i = 0; i < pairs; i++) {
      double angle = settings.position() * frequency(i, pairs, settings);
      double cosine = StrictMath.cos(angle);
      double sine = StrictMath.sin(angle);
      result[i] = row[i] * cosine - row[i + pairs] * sine;
      result[i + pairs] = row[i + pairs] * cosine + row[i] * sine;
    }
    return result;
  }

  @Override
  public FixedPointRow integer(
      List<FixedPointRow> operands, RowSettings settings, TableSet tables) {
    FixedPointRow row = operands.get(0);
    int pairs = pairs(row.length());
    IntegerTable table =
        tables.table(ScalarFunction.SINE).at(ScalarFunction.SINE.range().fractionBits());
    int bits = row.fractionBits() + table.fractionBits() - settings.resultFractionBits();
    long[] result = new long[row.length()];
    for (int i = 0; i < pairs; i++) {
      int step = step(i, pairs, settings);
      long sine = sine(table, step);
      long cosine = sine(table, step + QUARTER);
      long first = row.code(i);
      long second = row.code(i + pairs);
      result[i] = settings.result(first * cosine - second * sine, bits);
      result[i + pairs] = settings.result(second * cosine + first * sine, bits);
    }
    return new FixedPointRow(result, settings.resultFractionBits());
  }

  private static double frequency(int pair, int pairs, RowSettings settings) {
    return StrictMath.pow(settings.base(), -(double) pair / pairs);
  }

  /** The angle in 256ths of a turn: a stored step of the phase times the position. */
  private static int step(int pair, int pairs, RowSettings settings) {
    double turns = frequency(pair, pairs, settings) / (2 * Math.PI);
    long phase = Math.round(Math.scalb(turns, PHASE_BITS)) * settings.position();
    int dropped = PHASE_BITS - Byte.SIZE;
    return (int) ((phase + (1L << (dropped - 1))) >> dropped) & 255;
  }

  /** The sine of a step, from its quarter's. */
  private static long sine(IntegerTable table, int step) {
    int quarter = step / QUARTER & 3;
    int within = step % QUARTER;
    long sine = table.value(quarter % 2 == 0 ? within : QUARTER - within);
    return quarter < 2 ? sine : -sine;
  }

  private static int pairs(int length) {
    if (length % 2 != 0) {
      throw new IllegalArgumentException("a rotation turns pairs; " + length + " elements are odd");
    }
    return length / 2;
  }
}
