package picojoule.explore.cli;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picojoule.config.BadInputException;
import picojoule.isa.number.NumberFormat;

/** Bit patterns as text: hexadecimal, with or without {@code 0x}; vectors of them; their values. */
final class PatternText {

  private static final Pattern HEXADECIMAL = Pattern.compile("(0[xX])?[0-9a-fA-F]{1,16}");
  private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]+");
  private static final Pattern GAPS = Pattern.compile("[\\s;:]+");
  private static final int BITS_PER_DIGIT = 4;

  private PatternText() {}

  /** How many digits a pattern has. */
  static int digits(int bits) {
    return (bits + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT;
  }

  /** A pattern with {@code 0x} and all of its digits. */
  static String of(long pattern, int bits) {
    return "0x" + bare(pattern, bits);
  }

  /** A pattern's digits alone. */
  static String bare(long pattern, int bits) {
    long masked = bits == Long.SIZE ? pattern : pattern & ((1L << bits) - 1);
    String digits = Long.toHexString(masked);
    return "0".repeat(digits(bits) - digits.length()) + digits;
  }

  /** Whether a text is one pattern or a vector of them. */
  static boolean isHexadecimal(String text) {
    for (String part : GAPS.split(text.strip(), -1)) {
      String digits = part.startsWith("0x") || part.startsWith("0X") ? part.substring(2) : part;
      if (!DIGITS.matcher(digits).matches()) {
        return false;
      }
    }
    return true;
  }

  /**
   * A pattern.
   *
   * @param where the file and line, or the parameter
   * @param owner whose pattern it is, for the error
   */
  static long parse(String where, String text, int bits, String owner) {
    if (!HEXADECIMAL.matcher(text).matches()) {
      throw new BadInputException(
          where, "'" + text + "' is no bit pattern; give hexadecimal digits, for instance 0x3a");
    }
    long pattern = Long.parseUnsignedLong(text.replaceFirst("^0[xX]", ""), 16);
    if (bits < Long.SIZE && pattern >>> bits != 0) {
      throw new BadInputException(
          where, "'%s' does not fit %s, which has %d bits".formatted(text, owner, bits));
    }
    return pattern;
  }

  /**
   * A vector: patterns with gaps between them (spaces, semicolons or colons), or without gaps, each
   * with all of its digits.
   */
  static long[] vector(String where, String text, int bits, String owner) {
    String[] parts = GAPS.split(text.strip(), -1);
    int digits = digits(bits);
    if (parts.length == 1 && !parts[0].startsWith("0x") && parts[0].length() > digits) {
      parts = chunks(where, parts[0], digits, owner);
    }
    long[] patterns = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      patterns[i] = parse(where, parts[i], bits, owner);
    }
    return patterns;
  }

  private static String[] chunks(String where, String text, int digits, String owner) {
    if (text.length() % digits != 0) {
      throw new BadInputException(
          where,
          "%d digits are no whole number of patterns: %s has %d digits each"
              .formatted(text.length(), owner, digits));
    }
    String[] chunks = new String[text.length() / digits];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = text.substring(i * digits, (i + 1) * digits);
    }
    return chunks;
  }

  /** What a pattern stands for: an exact decimal, {@code inf}, {@code NaN} or {@code NaR}. */
  static String value(NumberFormat format, long pattern) {
    String sign = format.isNegative(pattern) ? "-" : "";
    return switch (format.classify(pattern)) {
      case ZERO -> sign + "0";
      case SUBNORMAL, NORMAL -> decimal(format.decode(pattern));
      case INFINITY -> sign + "inf";
      case NAN -> "NaN";
      case NAR -> "NaR";
    };
  }

  /** A number with all of its digits and no exponent. */
  static String decimal(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
