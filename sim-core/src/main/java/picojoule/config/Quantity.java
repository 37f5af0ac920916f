package picojoule.config;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact number of a unit, as configs write it: {@code 1 GHz}, {@code 256 KiB}, {@code 25.6
 * GB/s}.
 *
 * @param dimension what is measured
 * @param inBaseUnit its value in the dimension's base unit
 */
public record Quantity(Dimension dimension, BigDecimal inBaseUnit) {

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,2})?)\\s*(\\S*)");

  /**
   * Reads a quantity.
   *
   * @param where the place for an error's line
   * @throws BadInputException where the number or its unit is missing or wrong
   */
  public static Quantity parse(String text, Dimension dimension, String where) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new BadInputException(
          where, "'" + text + "' is no quantity; give a number and a unit of " + dimension.units());
    }
    String unit = matcher.group(2);
    if (unit.isEmpty()) {
      throw new BadInputException(
          where, "'" + text + "' has no unit; give one of " + dimension.units());
    }
    BigDecimal factor =
        dimension
            .factor(unit)
            .orElseThrow(
                () ->
                    new BadInputException(
                        where,
                        "'"
                            + unit
                            + "' in '"
                            + text
                            + "' is no unit here; give one of "
                            + dimension.units()));
    return new Quantity(dimension, new BigDecimal(matcher.group(1)).multiply(factor));
  }
}
