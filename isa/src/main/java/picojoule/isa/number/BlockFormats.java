package picojoule.isa.number;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picojoule.isa.number.Minifloat.Specials;

/** Finds block formats by name. */
public final class BlockFormats {

  private static final Map<String, Supplier<BlockFormat>> NAMED =
      Map.ofEntries(
          microscaling("mxfp4", "fp4-e2m1", 0),
          microscaling("mxfp6-e2m3", "fp6-e2m3", 0),
          microscaling("mxfp6-e3m2", "fp6-e3m2", 0),
          microscaling("mxfp8-e4m3", "fp8-e4m3fn", 0),
          microscaling("mxfp8-e5m2", "fp8-e5m2", 0),
          microscaling("mxint8", "int8", -6),
          Map.entry("nvfp4", () -> scaled("nvfp4", "fp4-e2m1", "ue4m3", 16, true)),
          Map.entry("fp4-ue5m3", () -> scaled("fp4-ue5m3", "fp4-e2m1", "ue5m3", 16, false)),
          Map.entry("bitmod-fp3", () -> new AdaptiveBlockFormat(3)),
          Map.entry("bitmod-fp4", () -> new AdaptiveBlockFormat(4)));

  private static final Pattern GROUPS =
      Pattern.compile(
          "(?<element>.+?)-g(?<size>\\d{1,6})(-(?!zero$)(?<scale>.+?))?(?<zero>-zero)?");

  /** Formats that stand for the groups in lists. */
  private static final List<String> GROUP_EXAMPLES =
      List.of(
          "int4-g128",
          "int8-g128",
          "int4-g128-int8",
          "uint4-g128-zero",
          "uint3-g128-int8-zero",
          "nf4-g64-fp32");

  private static final String GROUP_NAMES =
      "<element>-g<size> with the endings -<scale> (fp16 where none is given) and -zero";

  private BlockFormats() {}

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException where there is none; the message lists what exists
   */
  public static BlockFormat named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown block format '" + name + "'; there is " + known()));
  }

  /**
   * The format of a name, where a family has such names.
   *
   * @throws IllegalArgumentException where the family has, but not this format
   */
  public static Optional<BlockFormat> find(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    Supplier<BlockFormat> named = NAMED.get(plain);
    if (named != null) {
      return Optional.of(named.get());
    }
    Matcher match = GROUPS.matcher(plain);
    return match.matches() ? Optional.of(group(plain, match)) : Optional.empty();
  }

  /** Formats of every family. */
  public static Stream<BlockFormat> examples() {
    return Stream.concat(NAMED.keySet().stream().sorted(), GROUP_EXAMPLES.stream())
        .map(BlockFormats::named);
  }

  /** The names of the families. */
  public static String known() {
    return String.join(", ", NAMED.keySet().stream().sorted().toList()) + ", " + GROUP_NAMES;
  }

  private static BlockFormat group(String name, Matcher match) {
    NumberFormat element = NumberFormats.named(match.group("element"));
    String scaleName = match.group("scale");
    NumberFormat scale = NumberFormats.named(scaleName == null ? "fp16" : scaleName);
    int size = Integer.parseInt(match.group("size"));
    if (match.group("zero") == null) {
      return new ScaledBlockFormat(name, element, scale, size, isScaledByTensor(scale));
    }
    if (element instanceof IntegerFormat integer) {
      return new AffineBlockFormat(name, integer, scale, size, isScaledByTensor(scale));
    }
    throw new IllegalArgumentException(
        "'%s' is impossible: a zero point belongs to uint1 … uint31".formatted(name));
  }

  /** Scales of a range too small for tensors of any size. */
  private static boolean isScaledByTensor(NumberFormat scale) {
    return scale instanceof IntegerFormat
        || scale.equals(new Minifloat(4, 3, false, Specials.NAN_ONLY));
  }

  private static Map.Entry<String, Supplier<BlockFormat>> microscaling(
      String name, String element, int exponent) {
    return Map.entry(
        name, () -> new MicroscalingFormat(name, NumberFormats.named(element), exponent));
  }

  private static BlockFormat scaled(
      String name, String element, String scale, int size, boolean hasTensorScale) {
    return new ScaledBlockFormat(
        name, NumberFormats.named(element), NumberFormats.named(scale), size, hasTensorScale);
  }
}
