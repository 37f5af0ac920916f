package picojoule.isa.number;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picojoule.isa.number.Minifloat.Specials;

/**
 * Finds number formats by name. A new family of formats is one line in {@link #FAMILIES}. Case does
 * not matter, an underscore is a hyphen, and {@code posit8-0} is {@code posit(8,0)}.
 */
public final class NumberFormats {

  private static final List<Family> FAMILIES =
      List.of(
          family("int1 … int32", "int(\\d{1,3})", m -> new IntegerFormat(number(m, 1), true)),
          family("uint1 … uint32", "uint(\\d{1,3})", m -> new IntegerFormat(number(m, 1), false)),
          family("binary", "binary", m -> Codebooks.binary()),
          family("ternary", "ternary", m -> Codebooks.ternary()),
          family("odd1 … odd8", "odd(\\d{1,3})", m -> Codebooks.odd(number(m, 1))),
          family("pot2 … pot6", "pot(\\d{1,3})", m -> Codebooks.powersOfTwo(number(m, 1))),
          family("fp16", "fp16", m -> ieee(5, 10)),
          family("bf16", "bf16", m -> ieee(8, 7)),
          family("tf32", "tf32", m -> ieee(8, 10)),
          family("fp32", "fp32", m -> ieee(8, 23)),
          family(
              "fp<N>-e<E>m<M> with the endings fn, -ieee or -finite",
              "fp(\\d{1,3})-e(\\d{1,3})m(\\d{1,3})(fn|-ieee|-finite)?",
              NumberFormats::minifloat),
          family(
              "ue<E>m<M>",
              "ue(\\d{1,3})m(\\d{1,3})",
              m -> new Minifloat(number(m, 1), number(m, 2), false, Specials.NAN_ONLY)),
          family("e2m0 … e8m0", "e(\\d{1,3})m0", m -> new ExponentFormat(number(m, 1))),
          family(
              "posit(<N>,<ES>)",
              "posit(?:\\((\\d{1,3}), ?(\\d{1,3})\\)|(\\d{1,3})-(\\d{1,3}))",
              NumberFormats::posit),
          family("nf4", "nf4", m -> Codebooks.normalFloat4()),
          family(
              "fp3-er+ fp3-er- fp3-ea+ fp3-ea- fp4-er+ fp4-er- fp4-ea+ fp4-ea-",
              "fp([34])-e([ra])([+-])",
              m -> Codebooks.bitMod(number(m, 1), m.group(2).equals("a"), m.group(3).equals("-"))));

  /** Formats that stand for their families in lists. */
  private static final List<String> EXAMPLES =
      List.of(
          "int2",
          "int3",
          "int4",
          "int8",
          "int16",
          "int32",
          "uint4",
          "uint8",
          "binary",
          "ternary",
          "odd1",
          "odd2",
          "odd4",
          "pot3",
          "pot4",
          "fp4-e2m1",
          "fp6-e2m3",
          "fp6-e3m2",
          "fp8-e4m3fn",
          "fp8-e4m3",
          "fp8-e5m2",
          "fp16",
          "bf16",
          "tf32",
          "fp32",
          "e8m0",
          "ue4m3",
          "ue5m3",
          "posit(4,1)",
          "posit(8,0)",
          "posit(8,2)",
          "posit(16,1)",
          "posit(16,2)",
          "posit(32,2)",
          "nf4",
          "fp3-er+",
          "fp3-er-",
          "fp3-ea+",
          "fp3-ea-",
          "fp4-er+",
          "fp4-er-",
          "fp4-ea+",
          "fp4-ea-");

  private NumberFormats() {}

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException where there is none; the message lists what exists
   */
  public static NumberFormat named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown number format '" + name + "'; there is " + known()));
  }

  /**
   * The format of a name, where a family has such names.
   *
   * @throws IllegalArgumentException where the family has, but not this format; the message lists
   *     what exists
   */
  public static Optional<NumberFormat> find(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    try {
      return FAMILIES.stream().flatMap(family -> family.parse(plain).stream()).findFirst();
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

  /** Formats of every family, the usual ones where a family is large. */
  public static Stream<NumberFormat> examples() {
    return EXAMPLES.stream().map(NumberFormats::named);
  }

  /** The names of the families. */
  public static String known() {
    return FAMILIES.stream().map(Family::names).collect(Collectors.joining(", "));
  }

  private static Minifloat ieee(int exponentBits, int mantissaBits) {
    return new Minifloat(exponentBits, mantissaBits, true, Specials.IEEE);
  }

  private static NumberFormat minifloat(Matcher match) {
    int bits = number(match, 1);
    int exponentBits = number(match, 2);
    int mantissaBits = number(match, 3);
    if (1 + exponentBits + mantissaBits != bits) {
      throw new IllegalArgumentException(
          "'%s' is impossible: a sign, %d exponent and %d mantissa bits are %d bits, not %d"
              .formatted(
                  match.group(),
                  exponentBits,
                  mantissaBits,
                  1 + exponentBits + mantissaBits,
                  bits));
    }
    String ending = match.group(4) == null ? "" : match.group(4);
    Specials specials =
        switch (ending) {
          case "fn" -> Specials.NAN_ONLY;
          case "-ieee" -> Specials.IEEE;
          case "-finite" -> Specials.NONE;
          default -> Minifloat.usualSpecials(bits);
        };
    return new Minifloat(exponentBits, mantissaBits, true, specials);
  }

  private static NumberFormat posit(Matcher match) {
    int first = match.group(1) == null ? 3 : 1;
    return new Posit(number(match, first), number(match, first + 1));
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static Family family(
      String names, String pattern, Function<Matcher, NumberFormat> parser) {
    return new Family(names, Pattern.compile(pattern), parser);
  }

  private record Family(String names, Pattern pattern, Function<Matcher, NumberFormat> parser) {
    Optional<NumberFormat> parse(String name) {
      Matcher matcher = pattern.matcher(name);
      return matcher.matches() ? Optional.of(parser.apply(matcher)) : Optional.empty();
    }
  }
}
