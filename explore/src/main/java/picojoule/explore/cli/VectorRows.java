package picojoule.explore.cli;

import com.google.common.base.Splitter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picojoule.config.BadInputException;
import picojoule.explore.cli.InputRows.Row;

/** The operands of a vector operation, row by row. */
final class VectorRows {

  private static final Pattern VALUES = Pattern.compile("[-+]?\\.?\\d[-+.\\deE, ]*");
  private static final BigDecimal GREATEST = new BigDecimal("1e300");

  private final List<List<Row>> operands;

  private VectorRows(List<List<Row>> operands) {
    this.operands = operands;
  }

  /**
   * Reads operands.
   *
   * @param texts files or numbers, the input first
   */
  static VectorRows read(List<String> texts) {
    List<List<Row>> operands = new ArrayList<>();
    for (String text : texts) {
      String option = operands.isEmpty() ? "--input" : "--operand";
      List<Row> rows =
          VALUES.matcher(text).matches()
              ? List.of(new Row(option, Splitter.on(',').trimResults().splitToList(text)))
              : InputRows.read(text);
      if (rows.isEmpty()) {
        throw new BadInputException(text, "holds no values");
      }
      operands.add(rows);
    }
    List<Row> input = operands.get(0);
    for (List<Row> other : operands) {
      if (other.size() != 1 && other.size() != input.size()) {
        throw new BadInputException(
            other.get(0).where(),
            "has %d rows where the input has %d; give as many, or one for all"
                .formatted(other.size(), input.size()));
      }
    }
    return new VectorRows(operands);
  }

  int count() {
    return operands.get(0).size();
  }

  String where(int row) {
    return operands.get(0).get(row).where();
  }

  /** All operands of one row. */
  List<List<BigDecimal>> row(int index) {
    List<List<BigDecimal>> row = new ArrayList<>();
    for (List<Row> rows : operands) {
      Row cells = rows.get(rows.size() == 1 ? 0 : index);
      row.add(cells.cells().stream().map(cell -> number(cells.where(), cell)).toList());
      if (row.get(row.size() - 1).size() != row.get(0).size()) {
        throw new BadInputException(
            cells.where(),
            "has %d values where the input's row has %d"
                .formatted(row.get(row.size() - 1).size(), row.get(0).size()));
      }
    }
    return row;
  }

  private static BigDecimal number(String where, String cell) {
    try {
      BigDecimal number = new BigDecimal(cell);
      if (number.abs().compareTo(GREATEST) > 0) {
        throw new BadInputException(where, "'" + cell + "' is beyond 1e300");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new BadInputException(where, "'" + cell + "' is no number; give for instance -0.5");
    }
  }
}
