package picojoule.explore.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Tables as CSV: lines end in a newline, figures have up to twelve digits and no exponent. */
public final class CsvText {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
  private static final MathContext DIGITS = new MathContext(12);

  private final StringBuilder text = new StringBuilder();
  private final CSVPrinter printer;

  public CsvText(Collection<String> header) {
    try {
      printer = new CSVPrinter(text, FORMAT);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory takes every character", e);
    }
    row(header);
  }

  /** Adds a row. */
  public void row(Collection<?> cells) {
    try {
      for (Object cell : cells) {
        printer.print(cell instanceof Double number ? figure(number) : cell);
      }
      printer.println();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory takes every character", e);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String figure(double number) {
    return number == 0
        ? "0"
        : new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
