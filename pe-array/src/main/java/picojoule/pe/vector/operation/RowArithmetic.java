package picojoule.pe.vector.operation;

import java.util.List;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/** What an operation computes of a row. */
public interface RowArithmetic {

  /** The names of its operands, the row itself first. */
  List<String> operands();

  /** How many of the operands must be there; gains are ones and biases zeros where they are not. */
  default int required() {
    return operands().size();
  }

  /** The functions that it looks up in tables; none where it needs no table. */
  default List<ScalarFunction> tables() {
    return List.of();
  }

  /** In how many of its passes every element is looked up, where it is done by tables. */
  default int elementLookUps() {
    return 0;
  }

  /** How many numbers of a whole row are looked up, where it is done by tables. */
  default int rowLookUps() {
    return 0;
  }

  /** The fraction bits of an integer result where nothing else is asked for. */
  default int usualFractionBits(int inputFractionBits) {
    return inputFractionBits;
  }

  /** Whether it is defined on integers alone, and exact there. */
  default boolean isInteger() {
    return false;
  }

  /** The result in FP64, not yet rounded to a format. */
  double[] exact(List<double[]> operands, RowSettings settings);

  /**
   * The result in integers, functions by table.
   *
   * @param operands INT8, or what {@link #isInteger} takes
   * @throws IllegalArgumentException where a table is missing or is not for inputs of that scale
   */
  FixedPointRow integer(List<FixedPointRow> operands, RowSettings settings, TableSet tables);
}
