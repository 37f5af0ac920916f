package picojoule.isa.number;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds number formats by name. A new family of formats is one line in {@link #FAMILIES}. */
public final class NumberFormats {

  private static final List<Family> FAMILIES =
      List.of(
          new Family(
              "int1 … int32",
              Pattern.compile("int(\\d{1,3})"),
              match -> new IntegerFormat(Integer.parseInt(match.group(1)), true)),
          new Family(
              "uint1 … uint32",
              Pattern.compile("uint(\\d{1,3})"),
              match -> new IntegerFormat(Integer.parseInt(match.group(1)), false)));

  private NumberFormats() {}

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException where there is none; the message lists what exists
   */
  public static NumberFormat named(String name) {
    try {
      return FAMILIES.stream()
          .flatMap(family -> family.parse(name).stream())
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("unknown number format '" + name + "'"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + "; there is " + known(), e);
    }
  }

  /**
   * The integer format of a name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static IntegerFormat integer(String name) {
    if (named(name) instanceof IntegerFormat format) {
      return format;
    }
    throw new IllegalArgumentException("'" + name + "' is no integer format");
  }

  private static String known() {
    return FAMILIES.stream().map(Family::names).collect(Collectors.joining(", "));
  }

  private record Family(String names, Pattern pattern, Function<Matcher, NumberFormat> parser) {
    Optional<NumberFormat> parse(String name) {
      Matcher matcher = pattern.matcher(name);
      return matcher.matches() ? Optional.of(parser.apply(matcher)) : Optional.empty();
    }
  }
}
