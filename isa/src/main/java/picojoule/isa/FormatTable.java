package picojoule.isa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/**
 * The number formats of a program's instructions: a code of one byte stands for a place in this
 * table, and the binary trace has the names, so that whatever has a name can be an operand.
 *
 * @param formats in the order of their codes, each once
 */
public record FormatTable(List<NumberFormat> formats) {

  /** Width of a code. */
  public static final int CODE_BITS = 8;

  /**
   * A table.
   *
   * @throws IllegalArgumentException where there are too many, or one that its name does not find
   */
  public FormatTable {
    formats = List.copyOf(formats);
    if (formats.size() > 1 << CODE_BITS) {
      throw new IllegalArgumentException(
          "a program names %d number formats at most, not %d"
              .formatted(1 << CODE_BITS, formats.size()));
    }
    Set<NumberFormat> seen = new HashSet<>();
    for (NumberFormat format : formats) {
      if (!NumberFormats.find(format.name()).equals(Optional.of(format))) {
        throw new IllegalArgumentException(
            "an instruction can not name the number format '%s', which is none of the known: %s"
                .formatted(format.name(), NumberFormats.known()));
      }
      if (!seen.add(format)) {
        throw new IllegalArgumentException(
            "the table of number formats has '%s' twice".formatted(format.name()));
      }
    }
  }

  /** The formats that instructions name, in the order in which they do. */
  static FormatTable of(Collection<Instruction> instructions) {
    return new FormatTable(
        instructions.stream()
            .flatMap(instruction -> instruction.formats().stream())
            .distinct()
            .toList());
  }

  /**
   * The formats of names.
   *
   * @throws IllegalArgumentException where a name means nothing
   */
  static FormatTable named(List<String> names) {
    List<NumberFormat> formats = new ArrayList<>();
    names.forEach(name -> formats.add(NumberFormats.named(name)));
    return new FormatTable(formats);
  }

  /**
   * The code of a format.
   *
   * @throws IllegalArgumentException where the table has none
   */
  public int code(NumberFormat format) {
    int code = formats.indexOf(format);
    if (code < 0) {
      throw new IllegalArgumentException(
          "the table of number formats has no '%s'".formatted(format.name()));
    }
    return code;
  }

  /**
   * The format of a code.
   *
   * @throws IllegalArgumentException where there is none
   */
  public NumberFormat format(int code) {
    if (code < 0 || code >= formats.size()) {
      throw new IllegalArgumentException(
          "no number format has the code %d; there is %s"
              .formatted(
                  code,
                  formats.stream().map(NumberFormat::name).collect(Collectors.joining(", "))));
    }
    return formats.get(code);
  }
}
