package picojoule.workload.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picojoule.isa.Instruction;
import picojoule.isa.Instruction.Address;
import picojoule.isa.Instruction.EndLoop;
import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Instruction.Grant;
import picojoule.isa.Instruction.Layer;
import picojoule.isa.Instruction.Load;
import picojoule.isa.Instruction.Loop;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Instruction.Store;
import picojoule.isa.Instruction.Stride;
import picojoule.isa.Operand;
import picojoule.isa.Program;
import picojoule.isa.Token;

/**
 * The plainest machine that a program can run on: it carries out every instruction, loops unrolled,
 * one after the other in the order of the program, and keeps a list of what was moved and
 * multiplied. A program that never lacks a credit here cannot come to a standstill on a machine
 * with queues, because every wait is for something that stands before it.
 */
final class SequentialMachine {

  /** Bytes that one row of a transfer moved. */
  record Moved(int operation, Operand operand, boolean write, long address, long bytes) {}

  final List<Moved> moved = new ArrayList<>();
  final long[] macs;
  final int[] credits = new int[Token.values().length];

  private final Program program;
  private final long[] bases = new long[Instruction.ADDRESS_REGISTERS];
  private final TreeMap<Long, Long> strides = new TreeMap<>();
  private final List<Long> iterations = new ArrayList<>();
  private int operation;

  SequentialMachine(Program program) {
    this.program = program;
    macs = new long[program.operations().size()];
  }

  SequentialMachine run() {
    run(0, program.instructions().size());
    return this;
  }

  private void run(int from, int to) {
    for (int i = from; i < to; i++) {
      Instruction instruction = program.instructions().get(i);
      if (instruction instanceof Loop loop) {
        int end = matchingEnd(i);
        iterations.add(0L);
        for (long iteration = 0; iteration < loop.count(); iteration++) {
          iterations.set(iterations.size() - 1, iteration);
          run(i + 1, end);
        }
        iterations.remove(iterations.size() - 1);
        i = end;
      } else {
        carryOut(instruction);
      }
    }
  }

  private int matchingEnd(int loop) {
    int open = 0;
    for (int i = loop; ; i++) {
      Instruction instruction = program.instructions().get(i);
      open += instruction instanceof Loop ? 1 : instruction instanceof EndLoop ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
  }

  private void carryOut(Instruction instruction) {
    if (instruction instanceof Grant grant) {
      credits[grant.token().ordinal()] += grant.credits();
    } else if (instruction instanceof Layer layer) {
      operation =
          layer.first() + (iterations.isEmpty() ? 0 : (int) (layer.stride() * iterations.get(0)));
    } else if (instruction instanceof Address address) {
      bases[address.register()] = address.base();
      strides.subMap(key(address.register(), 0), key(address.register() + 1, 0)).clear();
    } else if (instruction instanceof Stride stride) {
      strides.put(key(stride.register(), stride.depth()), stride.bytes());
    } else if (instruction instanceof EngineInstruction engineInstruction) {
      take(engineInstruction);
      work(engineInstruction);
      give(engineInstruction);
    }
  }

  private void take(EngineInstruction instruction) {
    for (Token token : Token.values()) {
      if ((instruction.waits() & token.mask()) != 0) {
        if (token.consumer() != instruction.engine() || credits[token.ordinal()]-- == 0) {
          throw new AssertionError(instruction + " waits for a " + token + " that nobody gave");
        }
      }
    }
  }

  private void give(EngineInstruction instruction) {
    for (Token token : Token.values()) {
      if ((instruction.signals() & token.mask()) != 0) {
        if (token.producer() != instruction.engine()) {
          throw new AssertionError(instruction + " cannot give a " + token);
        }
        credits[token.ordinal()]++;
      }
    }
  }

  private void work(EngineInstruction instruction) {
    if (instruction instanceof Load load) {
      move(load.operand(), false, load.register(), load.rows(), load.rowBytes(), load.pitch());
    } else if (instruction instanceof Store store) {
      move(store.operand(), true, store.register(), store.rows(), store.rowBytes(), store.pitch());
    } else if (instruction instanceof Matrix matrix) {
      macs[operation] += matrix.m() * matrix.n() * matrix.k();
    }
  }

  private void move(
      Operand operand, boolean write, int register, long rows, long rowBytes, long pitch) {
    long address = bases[register];
    for (int depth = 0; depth < iterations.size(); depth++) {
      address += iterations.get(depth) * strides.getOrDefault(key(register, depth), 0L);
    }
    for (long row = 0; row < rows; row++) {
      moved.add(new Moved(operation, operand, write, address + row * pitch, rowBytes));
    }
  }

  private static long key(int register, int depth) {
    return (long) register * Instruction.MAX_LOOP_DEPTH + depth;
  }
}
