package picojoule.isa;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picojoule.isa.number.NumberFormat;

/**
 * A program as bytes, all numbers big-endian: the magic {@code PJTR}, a 16-bit version, the target
 * and each operation as {@link TraceText} writes their lines (16-bit length, UTF-8) with a 32-bit
 * count of operations between, a 16-bit count of number formats and their names, a 32-bit count of
 * instructions and their {@link InstructionEncoding}, in which a format is its place among the
 * names.
 */
public final class TraceBinary {

  private static final int MAGIC = 0x504a5452;
  private static final int VERSION = 2;

  private TraceBinary() {}

  /** Whether bytes begin as a binary trace does. */
  public static boolean matches(byte[] bytes) {
    return bytes.length >= Integer.BYTES
        && bytes[0] == 'P'
        && bytes[1] == 'J'
        && bytes[2] == 'T'
        && bytes[3] == 'R';
  }

  /** Writes a program. */
  public static byte[] write(Program program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeShort(VERSION);
      out.writeUTF(TraceText.header(program.target()));
      out.writeInt(program.operations().size());
      for (Operation operation : program.operations()) {
        out.writeUTF(TraceText.line(operation));
      }
      FormatTable formats = FormatTable.of(program.instructions());
      out.writeShort(formats.formats().size());
      for (NumberFormat format : formats.formats()) {
        out.writeUTF(format.name());
      }
      out.writeInt(program.instructions().size());
      for (Instruction instruction : program.instructions()) {
        out.write(InstructionEncoding.encode(instruction, formats));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory takes every byte", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a program.
   *
   * @throws IllegalArgumentException where the bytes are none, or not all of one
   */
  public static Program read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw new IllegalArgumentException("is no binary trace: it does not begin with PJTR");
      }
      int version = in.readUnsignedShort();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "is a trace of version " + version + "; this program reads version " + VERSION);
      }
      Target target = TraceText.target(in.readUTF());
      List<Operation> operations = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        operations.add(TraceText.operation(in.readUTF()));
      }
      List<String> names = new ArrayList<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        names.add(in.readUTF());
      }
      FormatTable formats = FormatTable.named(names);
      List<Instruction> instructions = new ArrayList<>();
      byte[] word = new byte[Opcode.INSTRUCTION_BYTES];
      for (int left = in.readInt(); left > 0; left--) {
        in.readFully(word);
        instructions.add(InstructionEncoding.decode(word, formats));
      }
      if (in.available() > 0) {
        throw new IllegalArgumentException(
            "%d bytes follow the last instruction: the trace is damaged, or two in one file"
                .formatted(in.available()));
      }
      return new Program(target, operations, instructions);
    } catch (EOFException e) {
      throw new IllegalArgumentException("the trace is cut short", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("is no binary trace: " + e.getMessage(), e);
    }
  }
}
