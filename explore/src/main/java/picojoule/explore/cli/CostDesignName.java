package picojoule.explore.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picojoule.config.BadInputException;
import picojoule.pe.datapath.DatapathType;
import picojoule.technology.design.DatapathDesign;

/**
 * Which design a user means: its full name, a block and its sizes, or a datapath and its formats.
 */
final class CostDesignName {

  private static final Pattern INTEGER = Pattern.compile("u?int(\\d{1,3})(?:-\\w+)?");
  private static final Pattern POSIT = Pattern.compile("posit\\(?(\\d{1,2})[,_](\\d)\\)?");
  private static final Pattern FLOAT =
      Pattern.compile("fp32|tf32|bf16|fp16|fp8e4m3|fp8e5m2|fp6e2m3|fp6e3m2|fp4");

  private final String type;
  private final String activation;
  private final String weight;
  private final String accumulator;
  private final String sizes;

  CostDesignName(String type, String activation, String weight, String accumulator, String sizes) {
    this.type = type.strip();
    this.activation = activation;
    this.weight = weight;
    this.accumulator = accumulator;
    this.sizes = sizes;
  }

  /** The design's full name. */
  String text() {
    if (DatapathDesign.exists(type)) {
      return type;
    }
    String lower = type.toLowerCase(Locale.ROOT).replace('_', '-');
    if (DatapathType.names().contains(lower)) {
      return ofFormats(DatapathType.parse(lower));
    }
    return ofSizes();
  }

  private String ofSizes() {
    List<String> numbers = new ArrayList<>();
    if (sizes != null) {
      numbers.addAll(Arrays.asList(sizes.split("[,x ]+")));
    } else {
      for (String format : new String[] {activation, weight, accumulator}) {
        if (format != null) {
          numbers.add(String.valueOf(bits(format)));
        }
      }
    }
    String joined = String.join("_", numbers);
    List<String> candidates = new ArrayList<>();
    candidates.add(type + "_" + joined);
    candidates.add(type + "_int" + joined);
    candidates.add(type + "_s" + joined.replaceFirst("_", "x"));
    candidates.add(type + "_" + joined.replaceFirst("_", "x"));
    candidates.add(type + "_" + joined.replaceFirst("_", "_by"));
    for (String candidate : candidates) {
      if (!numbers.isEmpty() && DatapathDesign.exists(candidate)) {
        return candidate;
      }
    }
    TreeSet<String> known = new TreeSet<>(DatapathType.names());
    known.addAll(DatapathDesign.forms());
    throw BadInputException.unknown("TYPE", "datapath", type, known);
  }

  private String ofFormats(DatapathType datapath) {
    String a = required("--activation", activation);
    String w = required("--weight", weight);
    return switch (datapath) {
      case MAC -> mac(a, w);
      case SHIFT_ADD -> "sa_par_" + bits(a) + "x" + bits(w) + "_" + sumBits();
      case POWER_OF_TWO -> throw unpriced("a shifter's reach follows from the weights' exponents");
      case LUT ->
          bits(w) == 1
              ? "lut_lane_int" + bits(a) + "_" + sumBits()
              : "lut_lane_bs" + bits(w) + "_int" + bits(a) + "_" + sumBits();
      case BIT_SERIAL -> "sa_booth_serial_" + bits(a) + "_" + sumBits();
      case SIMD_POSIT -> posit(a);
      case TERNARY -> "tern_mac_int" + bits(a) + "_" + sumBits();
    };
  }

  private String mac(String a, String w) {
    if (INTEGER.matcher(a).matches()) {
      return "dmac_" + bits(a) + "x" + bits(w) + "_" + sumBits();
    }
    if (POSIT.matcher(a).matches()) {
      return posit(a);
    }
    String format = floatName(a);
    if (!format.equals(floatName(w))) {
      throw new BadInputException(
          "--weight", "'" + w + "' beside '" + a + "': both operands have one float format here");
    }
    if (accumulator == null || accumulator.equals("fp32")) {
      return "fmac_acc_" + format + "_fp32";
    }
    return format.equals("fp4") ? "fp4_mac_signmag_" + sumBits() : format + "_kulisch" + sumBits();
  }

  private String posit(String format) {
    Matcher matcher = POSIT.matcher(format.toLowerCase(Locale.ROOT));
    if (matcher.matches() && matcher.group(1).equals("4") && matcher.group(2).equals("1")) {
      return "posit4_mac_" + sumBits();
    }
    if (matcher.matches() && matcher.group(1).equals("8") && matcher.group(2).equals("0")) {
      return "posit8_quire" + sumBits() + "_mac";
    }
    throw new BadInputException(
        "--activation", "'" + format + "' has no posit netlist; give posit(4,1) or posit(8,0)");
  }

  private BadInputException unpriced(String why) {
    return new BadInputException(
        "TYPE", "there is no netlist of '" + type + "': " + why + "; give its parts, shl_WxbyN");
  }

  private static String floatName(String format) {
    String name = format.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    if (name.equals("fp4e2m1")) {
      return "fp4";
    }
    if (!FLOAT.matcher(name).matches()) {
      throw new BadInputException(
          "--activation",
          "'"
              + format
              + "' has no netlist; give an integer, a posit, or one of "
              + FLOAT.pattern());
    }
    return name;
  }

  private int sumBits() {
    return accumulator == null ? 32 : bits(accumulator);
  }

  private static int bits(String format) {
    Matcher integer = INTEGER.matcher(format.toLowerCase(Locale.ROOT));
    if (integer.matches()) {
      return Integer.parseInt(integer.group(1));
    }
    if (format.matches("\\d{1,3}")) {
      return Integer.parseInt(format);
    }
    throw new BadInputException(
        "FORMAT", "'" + format + "' is no integer format; give int<bits>, for instance int8");
  }

  private static String required(String option, String value) {
    if (value == null) {
      throw new BadInputException(option, "is missing; give a format, for instance int8");
    }
    return value.strip().toLowerCase(Locale.ROOT);
  }
}
