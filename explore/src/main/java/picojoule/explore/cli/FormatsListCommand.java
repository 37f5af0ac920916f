package picojoule.explore.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picojoule.explore.report.TextTable;
import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.BlockFormats;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** What formats exist. */
@Command(
    name = "list",
    description = "Lists number formats with their ranges and stored bits.",
    footer = {"", "Example:", "  picojoule formats list --json"})
final class FormatsListCommand extends Verb {

  private static final MathContext DIGITS = new MathContext(6);

  @Override
  public Integer call() {
    print(this);
    return 0;
  }

  static void print(Verb verb) {
    List<Map<String, Object>> json = new ArrayList<>();
    TextTable scalars =
        new TextTable("format", "bits", "least", "greatest", "least above 0", "NaN");
    NumberFormats.examples()
        .forEach(
            format -> {
              scalars.row(
                  format.name(),
                  Integer.toString(format.bits()),
                  rounded(format.least()),
                  rounded(format.greatest()),
                  rounded(format.leastPositive()),
                  format.hasNotANumber() ? "yes" : "no");
              json.add(json(format));
            });
    TextTable blocks = new TextTable("block format", "bits/element", "element", "scale", "block");
    BlockFormats.examples()
        .forEach(
            format -> {
              blocks.row(
                  format.name(),
                  PatternText.decimal(new BigDecimal(format.storedBitsPerElement())),
                  format.element().name(),
                  format.scale().name(),
                  Integer.toString(format.size()));
              json.add(json(format));
            });
    verb.answer(
        json,
        scalars
            + "\nfamilies: "
            + NumberFormats.known()
            + "\n\n"
            + blocks
            + "\nfamilies: "
            + BlockFormats.known()
            + "\n");
  }

  private static Map<String, Object> json(NumberFormat format) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", format.name());
    json.put("kind", "scalar");
    json.put("bits", format.bits());
    json.put("least", PatternText.decimal(format.least()));
    json.put("greatest", PatternText.decimal(format.greatest()));
    json.put("least_positive", PatternText.decimal(format.leastPositive()));
    json.put("nan", format.hasNotANumber());
    return json;
  }

  private static Map<String, Object> json(BlockFormat format) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", format.name());
    json.put("kind", "block");
    json.put("element", format.element().name());
    json.put("scale", format.scale().name());
    json.put("block", format.size());
    json.put("tensor_scale", format.hasTensorScale());
    json.put("stored_bits_per_block", format.storedBitsPerBlock());
    json.put("stored_bits_per_element", format.storedBitsPerElement());
    return json;
  }

  private static String rounded(BigDecimal value) {
    BigDecimal rounded = value.round(DIGITS).stripTrailingZeros();
    return rounded.precision() - rounded.scale() > 7 || rounded.scale() > 7
        ? rounded.toString()
        : rounded.toPlainString();
  }
}
