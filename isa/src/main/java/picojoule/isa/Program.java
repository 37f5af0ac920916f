package picojoule.isa;

import java.util.List;

/**
 * What the compiler makes and the machine runs.
 *
 * @param target the machine that it is for
 * @param operations what the {@link Instruction.Layer} instructions refer to
 * @param instructions in order, loops not unrolled
 */
public record Program(Target target, List<Operation> operations, List<Instruction> instructions) {

  public Program {
    operations = List.copyOf(operations);
    instructions = List.copyOf(instructions);
    int depth = 0;
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.Loop && ++depth > Instruction.MAX_LOOP_DEPTH) {
        throw new IllegalArgumentException(
            "loops are nested deeper than " + Instruction.MAX_LOOP_DEPTH);
      }
      if (instruction instanceof Instruction.EndLoop && --depth < 0) {
        throw new IllegalArgumentException("an end without a loop");
      }
    }
    if (depth != 0) {
      throw new IllegalArgumentException("a loop without an end");
    }
    // Throws where they are too many for their codes, or have no names that a trace could carry.
    FormatTable.of(instructions);
  }

  /** Bytes of the encoded instructions. */
  public long bytes() {
    return (long) instructions.size() * Opcode.INSTRUCTION_BYTES;
  }
}
