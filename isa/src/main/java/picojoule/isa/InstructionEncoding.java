package picojoule.isa;

import java.util.List;

/** Instructions as words of {@link Opcode#INSTRUCTION_BYTES} bytes and back. */
public final class InstructionEncoding {

  private static final int OPCODE_BITS = 8;

  private InstructionEncoding() {}

  /**
   * Writes an instruction.
   *
   * @param formats the codes of number formats
   * @throws IllegalArgumentException where an operand does not fit its field
   */
  public static byte[] encode(Instruction instruction, FormatTable formats) {
    byte[] word = new byte[Opcode.INSTRUCTION_BYTES];
    word[0] = (byte) instruction.opcode().ordinal();
    List<Field> fields = instruction.opcode().fields();
    long[] operands = instruction.operands(formats);
    int position = OPCODE_BITS;
    for (int i = 0; i < operands.length; i++) {
      Field field = fields.get(i);
      if (!field.fits(operands[i])) {
        throw new IllegalArgumentException(
            instruction.opcode().mnemonic()
                + ": "
                + field.name()
                + " = "
                + operands[i]
                + " does not fit its "
                + field.bits()
                + " bits");
      }
      for (int bit = 0; bit < field.bits(); bit++, position++) {
        word[position >> 3] |= (byte) ((operands[i] >>> bit & 1) << (position & 7));
      }
    }
    return word;
  }

  /**
   * Reads an instruction.
   *
   * @param formats the codes of number formats
   * @throws IllegalArgumentException where the word is none
   */
  public static Instruction decode(byte[] word, FormatTable formats) {
    int code = word[0] & 0xff;
    if (word.length != Opcode.INSTRUCTION_BYTES || code >= Opcode.values().length) {
      throw new IllegalArgumentException("no instruction has the opcode " + code);
    }
    Opcode opcode = Opcode.values()[code];
    List<Field> fields = opcode.fields();
    long[] operands = new long[fields.size()];
    int position = OPCODE_BITS;
    for (int i = 0; i < operands.length; i++) {
      for (int bit = 0; bit < fields.get(i).bits(); bit++, position++) {
        operands[i] |= (long) (word[position >> 3] >>> (position & 7) & 1) << bit;
      }
    }
    return opcode.instruction(formats, operands);
  }
}
