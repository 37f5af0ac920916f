package picojoule.isa;

import java.util.Arrays;
import java.util.stream.Collectors;
import picojoule.config.ConfigName;
import picojoule.isa.number.NumberFormats;

/**
 * An operand of an instruction: its name in the assembler, its width in the encoding, how it is
 * written.
 *
 * @param name in lower case with hyphens
 * @param bits width; 64 holds signed values too
 * @param notation how the assembler writes it
 */
record Field(String name, int bits, Notation notation) {

  /** How the assembler writes a value. */
  enum Notation {
    NUMBER(null),
    TOKENS(Token.class),
    TOKEN(Token.class),
    BUFFER(Buffer.class),
    OPERAND(Operand.class),
    ENGINE(Engine.class),
    OPERATION(VectorOperation.class),
    FORMAT(null);

    private final Class<? extends Enum<?>> names;

    Notation(Class<? extends Enum<?>> names) {
      this.names = names;
    }
  }

  private static final String NONE = "-";

  static Field number(String name, int bits) {
    return new Field(name, bits, Notation.NUMBER);
  }

  static Field of(String name, int bits, Notation notation) {
    return new Field(name, bits, notation);
  }

  /** Whether the encoding has room for a value. */
  boolean fits(long value) {
    return bits == Long.SIZE || (value >= 0 && value >>> bits == 0);
  }

  /** The value as the assembler writes it. */
  String write(long value, FormatTable formats) {
    return switch (notation) {
      case NUMBER -> Long.toString(value);
      case FORMAT -> formats.format((int) value).name();
      case TOKENS ->
          value == 0
              ? NONE
              : Arrays.stream(Token.values())
                  .filter(token -> (value & token.mask()) != 0)
                  .map(ConfigName::of)
                  .collect(Collectors.joining("+"));
      case TOKEN, BUFFER, OPERAND, ENGINE, OPERATION -> ConfigName.of(constant(value));
    };
  }

  /**
   * The value of what the assembler reads.
   *
   * @throws IllegalArgumentException where the text means nothing here
   */
  long read(String text, FormatTable formats) {
    return switch (notation) {
      case NUMBER -> number(text);
      case FORMAT -> formats.code(NumberFormats.named(text));
      case TOKENS -> {
        long mask = 0;
        if (!text.equals(NONE)) {
          for (String token : text.split("\\+", -1)) {
            mask |= 1L << ordinal(token);
          }
        }
        yield mask;
      }
      case TOKEN, BUFFER, OPERAND, ENGINE, OPERATION -> ordinal(text);
    };
  }

  private long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + "=" + text + " is no whole number", e);
    }
  }

  private Enum<?> constant(long ordinal) {
    Enum<?>[] constants = notation.names.getEnumConstants();
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new IllegalArgumentException(name + " has no value " + ordinal);
    }
    return constants[(int) ordinal];
  }

  private int ordinal(String text) {
    for (Enum<?> constant : notation.names.getEnumConstants()) {
      if (ConfigName.of(constant).equals(text)) {
        return constant.ordinal();
      }
    }
    String known =
        Arrays.stream(notation.names.getEnumConstants())
            .map(ConfigName::of)
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "'" + text + "' is no value of " + name + "; there is " + known);
  }
}
