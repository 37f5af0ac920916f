package picojoule.accelerator;

import java.util.ArrayDeque;
import java.util.Deque;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;
import picojoule.isa.Assembler;
import picojoule.isa.Instruction;
import picojoule.isa.Instruction.Address;
import picojoule.isa.Instruction.EndLoop;
import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Instruction.Layer;
import picojoule.isa.Instruction.Loop;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Instruction.Stride;
import picojoule.isa.Instruction.TransferInstruction;
import picojoule.isa.Instruction.Vector;
import picojoule.isa.Program;
import picojoule.isa.Token;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.vector.VectorUnit;

/**
 * Reads a program once, loops not unrolled, before it runs: every register, operation, address,
 * size and token of it must exist on the machine. A compiler's program passes; a trace that was
 * edited by hand may not.
 */
final class ProgramCheck {

  /** More instructions than this nobody waits for. */
  private static final long MOST_INSTRUCTIONS = 100_000_000_000L;

  private final Program program;
  private final MachineSpec spec;
  private final Deque<Long> counts = new ArrayDeque<>();
  private final long[] bases = new long[Instruction.ADDRESS_REGISTERS];
  private final long[][] strides =
      new long[Instruction.ADDRESS_REGISTERS][Instruction.MAX_LOOP_DEPTH];
  private boolean layerSet;
  private long executed;
  private long repeats = 1;

  private ProgramCheck(Program program, MachineSpec spec) {
    this.program = program;
    this.spec = spec;
  }

  /**
   * Checks a program.
   *
   * @throws BadInputException naming the first instruction that the machine cannot carry out
   */
  static void check(Program program, MachineSpec spec) {
    ProgramCheck check = new ProgramCheck(program, spec);
    for (Instruction instruction : program.instructions()) {
      try {
        check.visit(instruction);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new BadInputException(
            spec.name() + ": program: '" + Assembler.disassemble(instruction) + "'",
            e.getMessage());
      }
    }
  }

  private void visit(Instruction instruction) {
    executed = Math.addExact(executed, repeats);
    require(executed <= MOST_INSTRUCTIONS, "the program's loops run for longer than anybody waits");
    if (instruction instanceof Loop loop) {
      counts.addLast(loop.count());
      repeats = Math.multiplyExact(repeats, loop.count());
    } else if (instruction instanceof EndLoop) {
      repeats /= counts.removeLast();
    } else if (instruction instanceof Address address) {
      requireRegister(address.register());
      bases[address.register()] = address.base();
      strides[address.register()] = new long[Instruction.MAX_LOOP_DEPTH];
    } else if (instruction instanceof Stride stride) {
      requireRegister(stride.register());
      strides[stride.register()][stride.depth()] = stride.bytes();
    } else if (instruction instanceof Layer layer) {
      long outermost = counts.isEmpty() ? 1 : counts.peekFirst();
      long last = layer.first() + Math.multiplyExact(outermost - 1, (long) layer.stride());
      require(last < program.operations().size(), "there is no operation " + last);
      layerSet = true;
    } else if (instruction instanceof EngineInstruction engineInstruction) {
      requireTokens(engineInstruction);
      visitWork(engineInstruction);
    }
  }

  private void visitWork(EngineInstruction instruction) {
    if (instruction instanceof TransferInstruction transfer) {
      requireTransfer(transfer);
    } else if (instruction instanceof Matrix matrix) {
      require(layerSet, "belongs to no operation");
      require(
          isExtent(matrix.m())
              && isExtent(matrix.n())
              && isExtent(matrix.k())
              && matrix.group() > 0,
          "m, n and k are from 1 to " + ArrayTiming.MAX_EXTENT + ", the group at least 1");
      requireProduct(matrix);
    } else if (instruction instanceof Vector vector) {
      require(layerSet, "belongs to no operation");
      require(
          vector.rows() > 0
              && vector.columns() > 0
              && vector.columns() <= VectorUnit.MAX_ELEMENTS / vector.rows(),
          "has no elements or too many");
    }
  }

  /** The PEs must multiply the formats, and the array must have a place for their tables. */
  private void requireProduct(Matrix matrix) {
    spec.array()
        .timing()
        .cycles(
            matrix.m(),
            matrix.n(),
            matrix.k(),
            spec.array().element().timing(matrix.activations(), matrix.weights()),
            matrix.group());
  }

  private void requireTransfer(TransferInstruction transfer) {
    int register = transfer.register();
    require(layerSet, "belongs to no operation");
    requireRegister(register);
    require(transfer.rows() > 0 && transfer.rowBytes() > 0, "moves nothing");
    long lowest = bases[register];
    long highest = bases[register];
    int depth = 0;
    for (long count : counts) {
      long reach = Math.multiplyExact(count - 1, strides[register][depth++]);
      lowest = Math.addExact(lowest, Math.min(0, reach));
      highest = Math.addExact(highest, Math.max(0, reach));
    }
    long end =
        Math.addExact(
            highest,
            Math.addExact(
                Math.multiplyExact(transfer.rows() - 1, transfer.pitch()), transfer.rowBytes()));
    require(
        lowest >= 0 && end <= spec.memory().map().capacityBytes(),
        "reaches from " + lowest + " to " + end + ", beyond the memory");
  }

  private static void requireTokens(EngineInstruction instruction) {
    for (Token token : Token.values()) {
      boolean waits = (instruction.waits() & token.mask()) != 0;
      boolean signals = (instruction.signals() & token.mask()) != 0;
      require(
          !waits || token.consumer() == instruction.engine(),
          "cannot wait for " + ConfigName.of(token));
      require(
          !signals || token.producer() == instruction.engine(),
          "cannot signal " + ConfigName.of(token));
    }
    int known = (1 << Token.values().length) - 1;
    require(((instruction.waits() | instruction.signals()) & ~known) == 0, "has unknown tokens");
  }

  private static void requireRegister(int register) {
    require(
        register >= 0 && register < Instruction.ADDRESS_REGISTERS,
        "there is no address register " + register);
  }

  private static boolean isExtent(long size) {
    return size >= 1 && size <= ArrayTiming.MAX_EXTENT;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
