package picojoule.explore.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.explore.report.AtomicFile;
import picojoule.isa.number.NumberFormat;

/** Every pattern of a format. */
@Command(
    name = "table",
    description = "Prints every pattern of a format and its exact value, as CSV.",
    footer = {"", "Example:", "  picojoule formats table fp4-e2m1"})
final class FormatsTableCommand extends Verb {

  private static final int MOST_BITS = 16;

  @Parameters(index = "0", paramLabel = "FORMAT", description = "A format of up to 16 bits.")
  String name;

  @Override
  public Integer call() {
    NumberFormat format = FormatArgument.scalar("FORMAT", name);
    if (format.bits() > MOST_BITS) {
      throw new BadInputException(
          "FORMAT",
          "%s has 2^%d patterns; tables are for up to %d bits, 'formats decode' for single patterns"
              .formatted(format.name(), format.bits(), MOST_BITS));
    }
    StringBuilder text = new StringBuilder("bits,value\n");
    List<Map<String, Object>> json = new ArrayList<>();
    for (long pattern = 0; pattern < 1L << format.bits(); pattern++) {
      String bits = PatternText.of(pattern, format.bits());
      String value = PatternText.value(format, pattern);
      text.append(bits).append(',').append(value).append('\n');
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("bits", bits);
      row.put("value", value);
      row.put("class", format.classify(pattern).name().toLowerCase(Locale.ROOT));
      json.add(row);
    }
    if (common.out != null) {
      AtomicFile.write(common.out.resolve("table.csv"), text.toString());
    }
    answer(json, text.toString());
    return 0;
  }
}
