package picojoule.explore.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picojoule.config.BadInputException;
import picojoule.explore.cli.InputRows.Row;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.isa.number.Rounding;

/** Numbers as users write them: decimal, or bit patterns of a format. */
final class InputNumbers {

  /** As many digits tell every FP64 number from its neighbours. */
  private static final int DOUBLE_DIGITS = 17;

  private static final String DOUBLE = "fp64";
  private static final NumberFormat FLOAT = NumberFormats.named("fp32");

  private final String from;
  private final NumberFormat patterns;

  /**
   * Numbers of one kind.
   *
   * @param from the format of bit patterns, {@code fp64} among them; null for decimal numbers
   */
  InputNumbers(String from) {
    this.from = from;
    this.patterns =
        from == null || from.equalsIgnoreCase(DOUBLE)
            ? null
            : FormatArgument.scalar("--from", from);
  }

  private int bits() {
    return patterns == null ? Double.SIZE : patterns.bits();
  }

  /** The numbers of a row; a cell may hold a vector of bit patterns. */
  List<String> words(Row row) {
    if (from == null) {
      return row.cells();
    }
    List<String> words = new ArrayList<>();
    for (String cell : row.cells()) {
      for (long pattern : PatternText.vector(row.where(), cell, bits(), from)) {
        words.add(PatternText.of(pattern, bits()));
      }
    }
    return words;
  }

  /** The FP32 numbers of a row. */
  float[] floats(Row row) {
    List<String> words = words(row);
    float[] floats = new float[words.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] =
          Float.intBitsToFloat(
              (int) encode(row.where(), words.get(i), FLOAT, Rounding.NEAREST_EVEN));
    }
    return floats;
  }

  /** A number's pattern. */
  long encode(String where, String word, NumberFormat format, Rounding rounding) {
    try {
      if (from == null) {
        return encodeDecimal(where, word, format, rounding);
      }
      long pattern = PatternText.parse(where, word, bits(), from);
      return patterns == null
          ? format.encode(Double.longBitsToDouble(pattern), rounding)
          : format.convert(patterns, pattern, rounding);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where, e.getMessage());
    }
  }

  private static long encodeDecimal(
      String where, String word, NumberFormat format, Rounding rounding) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "nan", "nar" -> format.notANumber();
      case "inf", "+inf", "infinity" -> format.infinity(false);
      case "-inf", "-infinity" -> format.infinity(true);
      default -> encodeFinite(where, word, format, rounding);
    };
  }

  private static long encodeFinite(
      String where, String word, NumberFormat format, Rounding rounding) {
    BigDecimal number;
    try {
      number = new BigDecimal(word);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          where,
          "'%s' is no number; give for instance 0.3, -1e-3, inf or nan, or bit patterns with --from"
              .formatted(word));
    }
    if (number.signum() == 0) {
      return format.zero(word.startsWith("-"));
    }
    double nearest = number.doubleValue();
    boolean isDouble =
        number.precision() <= DOUBLE_DIGITS
            && !Double.isInfinite(nearest)
            && Math.abs(nearest) >= Double.MIN_NORMAL;
    return isDouble ? format.encode(nearest, rounding) : format.encode(number, rounding);
  }
}
