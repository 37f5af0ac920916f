package picojoule.isa;

import java.util.List;
import picojoule.isa.number.NumberFormat;

/**
 * One instruction. Control instructions ({@link Grant}, {@link Loop}, {@link EndLoop}, {@link
 * Address}, {@link Stride}, {@link Layer}) are carried out by the sequencer, the others go to an
 * engine's queue. {@link Opcode} has the encoding.
 */
public sealed interface Instruction {

  /** How deep loops may be nested. */
  int MAX_LOOP_DEPTH = 8;

  /** How many address registers the sequencer has. */
  int ADDRESS_REGISTERS = 128;

  Opcode opcode();

  /**
   * The operands in the order of {@link Opcode#fields}.
   *
   * @param formats the codes of number formats
   */
  long[] operands(FormatTable formats);

  /** The number formats that it names. */
  default List<NumberFormat> formats() {
    return List.of();
  }

  /**
   * An instruction of an engine: takes a credit of each token of a mask, gives one of each of
   * another.
   */
  sealed interface EngineInstruction extends Instruction {
    Engine engine();

    /** Mask of the {@link Token}s that it waits for. */
    int waits();

    /** Mask of the tokens that it signals. */
    int signals();
  }

  /** Gives a token credits, for instance as many as a buffer has slots. */
  record Grant(Token token, int credits) implements Instruction {
    @Override
    public Opcode opcode() {
      return Opcode.GRANT;
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[] {token.ordinal(), credits};
    }
  }

  /** Repeats what stands before the matching {@link EndLoop}. */
  record Loop(long count) implements Instruction {
    public Loop {
      if (count < 1) {
        throw new IllegalArgumentException("a loop runs at least once, not " + count + " times");
      }
    }

    @Override
    public Opcode opcode() {
      return Opcode.LOOP;
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[] {count};
    }
  }

  /** Ends the innermost loop. */
  record EndLoop() implements Instruction {
    @Override
    public Opcode opcode() {
      return Opcode.END;
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[0];
    }
  }

  /** Sets an address register's base and makes its strides zero. */
  record Address(int register, long base) implements Instruction {
    @Override
    public Opcode opcode() {
      return Opcode.ADDRESS;
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[] {register, base};
    }
  }

  /**
   * Sets by how many bytes a register's address moves per iteration of the loop at a depth (0 is
   * the outermost): the address is the base plus, over all loops, iteration times stride.
   */
  record Stride(int register, int depth, long bytes) implements Instruction {
    public Stride {
      if (depth < 0 || depth >= MAX_LOOP_DEPTH) {
        throw new IllegalArgumentException("no loop has the depth " + depth);
      }
    }

    @Override
    public Opcode opcode() {
      return Opcode.STRIDE;
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[] {register, depth, bytes};
    }
  }

  /**
   * Says to which operation of the program what follows belongs: the first plus the stride times
   * the iteration of the outermost loop.
   */
  record Layer(int first, int stride) implements Instruction {
    @Override
    public Opcode opcode() {
      return Opcode.LAYER;
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[] {first, stride};
    }
  }

  /** Moves rows of bytes between DRAM and a buffer. */
  sealed interface TransferInstruction extends EngineInstruction {
    Buffer buffer();

    /** What is moved. */
    Operand operand();

    /** The address register that holds the address of the first row. */
    int register();

    long rows();

    long rowBytes();

    /** Bytes from the start of one row to the next. */
    long pitch();

    @Override
    default long[] operands(FormatTable formats) {
      return new long[] {
        waits(),
        signals(),
        buffer().ordinal(),
        operand().ordinal(),
        register(),
        rows(),
        rowBytes(),
        pitch()
      };
    }
  }

  /** Moves rows of bytes from DRAM into a buffer. */
  record Load(
      int waits,
      int signals,
      Buffer buffer,
      Operand operand,
      int register,
      long rows,
      long rowBytes,
      long pitch)
      implements TransferInstruction {
    @Override
    public Engine engine() {
      return Engine.LOAD;
    }

    @Override
    public Opcode opcode() {
      return Opcode.LOAD;
    }
  }

  /** Moves rows of bytes from a buffer to DRAM. */
  record Store(
      int waits,
      int signals,
      Buffer buffer,
      Operand operand,
      int register,
      long rows,
      long rowBytes,
      long pitch)
      implements TransferInstruction {
    @Override
    public Engine engine() {
      return Engine.STORE;
    }

    @Override
    public Opcode opcode() {
      return Opcode.STORE;
    }
  }

  /**
   * A tile of a GEMM on the array.
   *
   * @param group consecutive weights along K that share scale and zero point; K where the whole
   *     tile does
   * @param accumulate whether the results are added to what the accumulators hold
   */
  record Matrix(
      int waits,
      int signals,
      long m,
      long n,
      long k,
      long group,
      NumberFormat activations,
      NumberFormat weights,
      boolean accumulate)
      implements EngineInstruction {
    @Override
    public Engine engine() {
      return Engine.MATRIX;
    }

    @Override
    public Opcode opcode() {
      return Opcode.MATRIX;
    }

    @Override
    public List<NumberFormat> formats() {
      return List.of(activations, weights);
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[] {
        waits,
        signals,
        m,
        n,
        k,
        group,
        formats.code(activations),
        formats.code(weights),
        accumulate ? 1 : 0
      };
    }
  }

  /** An operation of the vector unit on each of a number of rows. */
  record Vector(int waits, int signals, VectorOperation operation, long rows, long columns)
      implements EngineInstruction {
    @Override
    public Engine engine() {
      return Engine.VECTOR;
    }

    @Override
    public Opcode opcode() {
      return Opcode.VECTOR;
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[] {waits, signals, operation.ordinal(), rows, columns};
    }
  }

  /** Does nothing but wait and signal, in its engine's order. */
  record Sync(Engine engine, int waits, int signals) implements EngineInstruction {
    @Override
    public Opcode opcode() {
      return Opcode.SYNC;
    }

    @Override
    public long[] operands(FormatTable formats) {
      return new long[] {engine.ordinal(), waits, signals};
    }
  }
}
