package picojoule.isa;

import static picojoule.isa.Field.Notation.BUFFER;
import static picojoule.isa.Field.Notation.ENGINE;
import static picojoule.isa.Field.Notation.FORMAT;
import static picojoule.isa.Field.Notation.OPERAND;
import static picojoule.isa.Field.Notation.OPERATION;
import static picojoule.isa.Field.Notation.TOKEN;
import static picojoule.isa.Field.Notation.TOKENS;
import static picojoule.isa.Field.number;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import picojoule.isa.Instruction.Address;
import picojoule.isa.Instruction.EndLoop;
import picojoule.isa.Instruction.Grant;
import picojoule.isa.Instruction.Layer;
import picojoule.isa.Instruction.Load;
import picojoule.isa.Instruction.Loop;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Instruction.Store;
import picojoule.isa.Instruction.Stride;
import picojoule.isa.Instruction.Sync;
import picojoule.isa.Instruction.Vector;

/**
 * The instructions' encoding: an instruction is {@link #INSTRUCTION_BYTES} bytes, the opcode in the
 * first, the fields behind it from the least significant bit up in the order given here, the rest
 * zero.
 */
public enum Opcode {
  GRANT(
      (v, formats) -> new Grant(Token.values()[(int) v[0]], (int) v[1]),
      Field.of("token", 8, TOKEN),
      number("credits", 16)),
  LOOP((v, formats) -> new Loop(v[0]), number("count", 32)),
  END((v, formats) -> new EndLoop()),
  ADDRESS((v, formats) -> new Address((int) v[0], v[1]), number("register", 8), number("base", 64)),
  STRIDE(
      (v, formats) -> new Stride((int) v[0], (int) v[1], v[2]),
      number("register", 8),
      number("depth", 8),
      number("bytes", 64)),
  LAYER(
      (v, formats) -> new Layer((int) v[0], (int) v[1]), number("first", 31), number("stride", 31)),
  LOAD((v, formats) -> transfer(Load::new, v), transferFields()),
  STORE((v, formats) -> transfer(Store::new, v), transferFields()),
  MATRIX(
      (v, formats) ->
          new Matrix(
              (int) v[0],
              (int) v[1],
              v[2],
              v[3],
              v[4],
              v[5],
              formats.format((int) v[6]),
              formats.format((int) v[7]),
              v[8] != 0),
      Field.of("waits", 16, TOKENS),
      Field.of("signals", 16, TOKENS),
      number("m", 32),
      number("n", 32),
      number("k", 32),
      number("group", 32),
      Field.of("activations", FormatTable.CODE_BITS, FORMAT),
      Field.of("weights", FormatTable.CODE_BITS, FORMAT),
      number("accumulate", 1)),
  VECTOR(
      (v, formats) ->
          new Vector((int) v[0], (int) v[1], VectorOperation.values()[(int) v[2]], v[3], v[4]),
      Field.of("waits", 16, TOKENS),
      Field.of("signals", 16, TOKENS),
      Field.of("operation", 8, OPERATION),
      number("rows", 48),
      number("columns", 48)),
  SYNC(
      (v, formats) -> new Sync(Engine.values()[(int) v[0]], (int) v[1], (int) v[2]),
      Field.of("engine", 4, ENGINE),
      Field.of("waits", 16, TOKENS),
      Field.of("signals", 16, TOKENS));

  /** Length of every instruction. */
  public static final int INSTRUCTION_BYTES = 32;

  @SuppressWarnings("ImmutableEnumChecker") // constructor references keep no state
  private final BiFunction<long[], FormatTable, Instruction> constructor;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes an unmodifiable list of records
  private final List<Field> fields;

  Opcode(BiFunction<long[], FormatTable, Instruction> constructor, Field... fields) {
    this.constructor = constructor;
    this.fields = List.of(fields);
  }

  /** The constructor that loads and stores have in common. */
  @FunctionalInterface
  private interface TransferConstructor {
    Instruction of(
        int waits,
        int signals,
        Buffer buffer,
        Operand operand,
        int register,
        long rows,
        long rowBytes,
        long pitch);
  }

  private static Instruction transfer(TransferConstructor constructor, long[] v) {
    return constructor.of(
        (int) v[0],
        (int) v[1],
        Buffer.values()[(int) v[2]],
        Operand.values()[(int) v[3]],
        (int) v[4],
        v[5],
        v[6],
        v[7]);
  }

  private static Field[] transferFields() {
    return new Field[] {
      Field.of("waits", 16, TOKENS),
      Field.of("signals", 16, TOKENS),
      Field.of("buffer", 4, BUFFER),
      Field.of("operand", 4, OPERAND),
      number("register", 8),
      number("rows", 31),
      number("row-bytes", 48),
      number("pitch", 48)
    };
  }

  /** The name that the assembler uses. */
  String mnemonic() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Field> fields() {
    return fields;
  }

  /**
   * The instruction of operands in the order of {@link #fields}.
   *
   * @param formats the codes of number formats
   * @throws IllegalArgumentException where one of them means nothing
   */
  Instruction instruction(FormatTable formats, long... operands) {
    for (int i = 0; i < operands.length; i++) {
      fields.get(i).write(operands[i], formats);
    }
    return constructor.apply(operands, formats);
  }
}
