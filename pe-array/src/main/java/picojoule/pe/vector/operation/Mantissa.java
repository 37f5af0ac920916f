package picojoule.pe.vector.operation;

import picojoule.pe.vector.table.IntegerTable;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/**
 * A number above zero looked up by its leading bits: value ≈ code · 2^-fractionBits · 2^-exponent.
 *
 * @param code what the table answered
 * @param shift fraction bits of that and the number's exponent together
 */
record Mantissa(long code, int shift) {

  /**
   * 1/number: the number is m·2^e with m from 1 to below 2, cut to a table's seven bits.
   *
   * @param number whole, above zero
   */
  static Mantissa reciprocal(long number, TableSet tables) {
    IntegerTable table = table(ScalarFunction.RECIPROCAL, tables);
    int exponent = exponent(number);
    int fraction = ScalarFunction.RECIPROCAL.range().fractionBits();
    return new Mantissa(
        table.value((int) leading(number, exponent - fraction)), table.fractionBits() + exponent);
  }

  /**
   * 1/√number: the number is m·4^e with m from 1 to below 4.
   *
   * @param number whole, above zero
   */
  static Mantissa inverseRoot(long number, TableSet tables) {
    IntegerTable table = table(ScalarFunction.RSQRT, tables);
    int half = exponent(number) / 2;
    int fraction = ScalarFunction.RSQRT.range().fractionBits();
    return new Mantissa(
        table.value((int) leading(number, 2 * half - fraction)), table.fractionBits() + half);
  }

  private static IntegerTable table(ScalarFunction function, TableSet tables) {
    return tables.table(function).at(function.range().fractionBits());
  }

  private static int exponent(long number) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
  }

  private static long leading(long number, int dropped) {
    return dropped >= 0 ? number >> dropped : number << -dropped;
  }
}
