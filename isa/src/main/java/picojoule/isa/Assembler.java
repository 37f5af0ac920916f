package picojoule.isa;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picojoule.isa.number.NumberFormats;

/** Instructions as readable lines, {@code loop count=32}, and back. */
public final class Assembler {

  private Assembler() {}

  /** The line of an instruction. */
  public static String disassemble(Instruction instruction) {
    StringBuilder line = new StringBuilder(instruction.opcode().mnemonic());
    List<Field> fields = instruction.opcode().fields();
    FormatTable formats = FormatTable.of(List.of(instruction));
    long[] operands = instruction.operands(formats);
    for (int i = 0; i < operands.length; i++) {
      line.append(' ')
          .append(fields.get(i).name())
          .append('=')
          .append(fields.get(i).write(operands[i], formats));
    }
    return line.toString();
  }

  /**
   * The instruction of a line.
   *
   * @throws IllegalArgumentException where it is none; the message says what would be right
   */
  public static Instruction assemble(String line) {
    String[] words = line.strip().split("\\s+", -1);
    Opcode opcode =
        Arrays.stream(Opcode.values())
            .filter(candidate -> candidate.mnemonic().equals(words[0]))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + words[0] + "' is no instruction; there is " + mnemonics()));
    List<Field> fields = opcode.fields();
    long[] operands = new long[fields.size()];
    if (words.length != operands.length + 1) {
      throw new IllegalArgumentException(
          opcode.mnemonic()
              + " takes "
              + names(fields)
              + ", not "
              + (words.length - 1)
              + " operands");
    }
    String[] values = new String[operands.length];
    for (int i = 0; i < values.length; i++) {
      String name = fields.get(i).name();
      String word = words[i + 1];
      if (!word.startsWith(name + "=")) {
        throw new IllegalArgumentException(
            opcode.mnemonic() + " has '" + word + "' where " + name + "=… belongs");
      }
      values[i] = word.substring(name.length() + 1);
    }
    FormatTable formats = formats(fields, values);
    for (int i = 0; i < operands.length; i++) {
      Field field = fields.get(i);
      operands[i] = field.read(values[i], formats);
      if (!field.fits(operands[i])) {
        throw new IllegalArgumentException(
            words[i + 1] + " does not fit " + field.bits() + " bits");
      }
    }
    return opcode.instruction(formats, operands);
  }

  /** Lines have names where words have codes. */
  private static FormatTable formats(List<Field> fields, String[] values) {
    return new FormatTable(
        IntStream.range(0, values.length)
            .filter(i -> fields.get(i).notation() == Field.Notation.FORMAT)
            .mapToObj(i -> NumberFormats.named(values[i]))
            .distinct()
            .toList());
  }

  private static String mnemonics() {
    return Arrays.stream(Opcode.values()).map(Opcode::mnemonic).collect(Collectors.joining(", "));
  }

  private static String names(List<Field> fields) {
    return fields.isEmpty()
        ? "no operands"
        : fields.stream().map(Field::name).collect(Collectors.joining(", "));
  }
}
