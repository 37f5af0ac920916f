package picojoule.explore.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picojoule.config.BadInputException;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.Rounding;
import picojoule.pe.vector.operation.FixedPointRow;
import picojoule.pe.vector.operation.RowArithmetic;
import picojoule.pe.vector.operation.RowSettings;
import picojoule.pe.vector.table.TableSet;

/** The rows that a vector operation computed, beside exact ones. */
final class VectorResult {

  private final RowArithmetic arithmetic;
  private final List<double[]> operands = new ArrayList<>();
  private final List<double[]> results = new ArrayList<>();
  private final List<double[]> exact = new ArrayList<>();
  private final List<long[]> codes = new ArrayList<>();
  private int fractionBits;
  private int rounded;

  VectorResult(RowArithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** Adds rows in a format. */
  void addExact(VectorRows rows, NumberFormat format, RowSettings settings) {
    for (int i = 0; i < rows.count(); i++) {
      List<double[]> row = new ArrayList<>();
      for (List<BigDecimal> numbers : rows.row(i)) {
        double[] values = new double[numbers.size()];
        for (int j = 0; j < values.length; j++) {
          BigDecimal number = numbers.get(j);
          long pattern = format.encode(number, Rounding.NEAREST_EVEN);
          values[j] = format.decodeDouble(pattern);
          rounded += format.decode(pattern).compareTo(number) == 0 ? 0 : 1;
        }
        row.add(values);
      }
      double[] unrounded = exact(rows.where(i), row, settings);
      results.add(
          Arrays.stream(unrounded)
              .map(value -> format.decodeDouble(format.encode(value, Rounding.NEAREST_EVEN)))
              .toArray());
    }
  }

  /** Adds rows of INT8, functions by table. */
  void addByTable(VectorRows rows, int inputFractionBits, RowSettings settings, TableSet tables) {
    BigDecimal unit = BigDecimal.valueOf(1L << inputFractionBits);
    for (int i = 0; i < rows.count(); i++) {
      List<FixedPointRow> row = new ArrayList<>();
      for (List<BigDecimal> numbers : rows.row(i)) {
        long[] whole = new long[numbers.size()];
        for (int j = 0; j < whole.length; j++) {
          BigDecimal scaled = numbers.get(j).multiply(unit);
          BigDecimal code =
              scaled
                  .setScale(0, RoundingMode.HALF_EVEN)
                  .max(BigDecimal.valueOf(Byte.MIN_VALUE))
                  .min(BigDecimal.valueOf(Byte.MAX_VALUE));
          whole[j] = code.longValueExact();
          rounded += code.compareTo(scaled) == 0 ? 0 : 1;
        }
        row.add(new FixedPointRow(whole, inputFractionBits));
      }
      exact(rows.where(i), row.stream().map(FixedPointRow::values).toList(), settings);
      add(rows.where(i), row, settings, tables);
    }
  }

  /** Adds rows of whole sums. */
  void addIntegers(VectorRows rows, RowSettings settings) {
    for (int i = 0; i < rows.count(); i++) {
      List<FixedPointRow> row = new ArrayList<>();
      for (List<BigDecimal> numbers : rows.row(i)) {
        String where = rows.where(i);
        row.add(
            new FixedPointRow(
                numbers.stream().mapToLong(number -> sum(where, number)).toArray(), 0));
      }
      exact(rows.where(i), row.stream().map(FixedPointRow::values).toList(), settings);
      add(rows.where(i), row, settings, null);
    }
  }

  private static int sum(String where, BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new BadInputException(
          where, number + " is no INT32 sum; give whole numbers from -2147483648 to 2147483647");
    }
  }

  private double[] exact(String where, List<double[]> row, RowSettings settings) {
    double[] unrounded = DatapathOptions.checked(where, () -> arithmetic.exact(row, settings));
    operands.add(row.get(0));
    exact.add(unrounded);
    return unrounded;
  }

  private void add(String where, List<FixedPointRow> row, RowSettings settings, TableSet tables) {
    try {
      FixedPointRow result = arithmetic.integer(row, settings, tables);
      results.add(result.values());
      codes.add(result.codes());
      fractionBits = result.fractionBits();
    } catch (ArithmeticException e) {
      throw new BadInputException(where, "a sum of the row is beyond 63 bits");
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--fraction-bits", e.getMessage());
    }
  }

  double greatestError() {
    double greatest = 0;
    for (int i = 0; i < results.size(); i++) {
      for (int j = 0; j < results.get(i).length; j++) {
        greatest = Math.max(greatest, Math.abs(results.get(i)[j] - exact.get(i)[j]));
      }
    }
    return greatest;
  }

  double meanSquaredError() {
    double squares = 0;
    long count = 0;
    for (int i = 0; i < results.size(); i++) {
      for (int j = 0; j < results.get(i).length; j++) {
        double difference = results.get(i)[j] - exact.get(i)[j];
        squares += difference * difference;
        count++;
      }
    }
    return squares / count;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("input", operands);
    json.put("rounded_operands", rounded);
    json.put("result", results);
    if (!codes.isEmpty()) {
      json.put("result_codes", codes);
      json.put("result_fraction_bits", fractionBits);
    }
    json.put("exact", exact);
    json.put("max_error", greatestError());
    json.put("mean_squared_error", meanSquaredError());
    return json;
  }

  String csv() {
    return results.stream()
        .map(
            row ->
                Arrays.stream(row)
                    .mapToObj(value -> PatternText.decimal(new BigDecimal(value)))
                    .collect(Collectors.joining(",", "", "\n")))
        .collect(Collectors.joining());
  }
}
