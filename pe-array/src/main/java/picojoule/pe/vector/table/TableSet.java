package picojoule.pe.vector.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.ImmutableIntArray;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picojoule.config.BadInputException;
import picojoule.config.Section;

/**
 * Tables of several functions, from one file.
 *
 * @param name of the set
 * @param source where the tables come from
 * @param tables by function
 */
public record TableSet(
    String name, String source, ImmutableMap<ScalarFunction, PiecewiseTable> tables) {

  /**
   * Reads a file: {@code name}, {@code source}, and under {@code tables} for each function {@code
   * fraction-bits}, {@code breakpoints}, {@code slopes} and {@code intercepts}; {@code mse} and
   * {@code max-error} may state what was measured.
   *
   * @throws BadInputException where anything in it cannot be
   */
  public static TableSet read(Section file) {
    Section section = file.section("tables");
    Map<ScalarFunction, PiecewiseTable> tables = new EnumMap<>(ScalarFunction.class);
    for (String key : section.keys()) {
      ScalarFunction function = ScalarFunction.named(key);
      if (function == null) {
        throw BadInputException.unknown(
            section.where(key), "function", key, ScalarFunction.names());
      }
      tables.put(function, table(section, key));
    }
    TableSet set =
        new TableSet(file.text("name"), file.text("source"), Maps.immutableEnumMap(tables));
    file.rejectUnknownKeys();
    return set;
  }

  private static PiecewiseTable table(Section tables, String key) {
    Section section = tables.section(key);
    int fractionBits = section.integer("fraction-bits", 0, PiecewiseTable.MAX_FRACTION_BITS);
    for (String stated : List.of("mse", "max-error")) {
      if (section.has(stated)) {
        section.number(stated, 0, Double.MAX_VALUE);
      }
    }
    ImmutableList<BigDecimal> breakpoints =
        section.has("breakpoints") ? numbers(section, "breakpoints") : ImmutableList.of();
    try {
      return new PiecewiseTable(
          fractionBits,
          breakpoints,
          codes(section, "slopes", fractionBits),
          codes(section, "intercepts", fractionBits));
    } catch (IllegalArgumentException e) {
      throw tables.bad(key, e.getMessage());
    }
  }

  private static ImmutableList<BigDecimal> numbers(Section section, String key) {
    ImmutableList.Builder<BigDecimal> numbers = ImmutableList.builder();
    for (String text : section.texts(key)) {
      try {
        numbers.add(new BigDecimal(text));
      } catch (NumberFormatException e) {
        throw section.bad(key, "'" + text + "' is no number; give for instance -0.625");
      }
    }
    return numbers.build();
  }

  private static ImmutableIntArray codes(Section section, String key, int fractionBits) {
    BigDecimal unit = BigDecimal.valueOf(1L << fractionBits);
    ImmutableIntArray.Builder codes = ImmutableIntArray.builder();
    for (BigDecimal number : numbers(section, key)) {
      try {
        codes.add(number.multiply(unit).toBigIntegerExact().byteValueExact());
      } catch (ArithmeticException e) {
        throw section.bad(
            key,
            "%s is no INT8 value with %d fraction bits; give a multiple of 1/%s from %s to %s"
                .formatted(
                    number.toPlainString(),
                    fractionBits,
                    unit,
                    BigDecimal.valueOf(Byte.MIN_VALUE).divide(unit),
                    BigDecimal.valueOf(Byte.MAX_VALUE).divide(unit)));
      }
    }
    return codes.build();
  }

  /**
   * The table of a function.
   *
   * @throws IllegalArgumentException where there is none, listing what there is
   */
  public PiecewiseTable table(ScalarFunction function) {
    PiecewiseTable table = tables.get(function);
    if (table == null) {
      String all =
          tables.keySet().stream().map(ScalarFunction::label).collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "%s has no table of %s; it has: %s".formatted(name, function.label(), all));
    }
    return table;
  }

  /** The set as a file that reads back as itself, with the errors as they are measured. */
  public String toYaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("name: ").append(name).append('\n');
    yaml.append("source: \"").append(source).append("\"\n");
    yaml.append("tables:\n");
    tables.forEach(
        (function, table) -> {
          TableError error = TableError.of(table, function);
          yaml.append("  ").append(function.label()).append(":\n");
          yaml.append("    fraction-bits: ").append(table.fractionBits()).append('\n');
          yaml.append("    mse: ").append(error.meanSquare()).append('\n');
          yaml.append("    max-error: ").append(error.greatest()).append('\n');
          yaml.append("    breakpoints: ").append(plain(table.breakpoints())).append('\n');
          yaml.append("    slopes: ").append(plain(decimals(table, table.slopes()))).append('\n');
          yaml.append("    intercepts: ")
              .append(plain(decimals(table, table.intercepts())))
              .append('\n');
        });
    return yaml.toString();
  }

  private static List<BigDecimal> decimals(PiecewiseTable table, ImmutableIntArray codes) {
    BigDecimal unit = BigDecimal.valueOf(1L << table.fractionBits());
    return codes.stream().mapToObj(code -> BigDecimal.valueOf(code).divide(unit)).toList();
  }

  private static String plain(List<BigDecimal> numbers) {
    return numbers.stream()
        .map(BigDecimal::toPlainString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
