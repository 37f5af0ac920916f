package picojoule.accelerator;

import java.util.List;
import java.util.Map;
import picojoule.isa.Engine;
import picojoule.isa.Instruction;
import picojoule.isa.Instruction.Address;
import picojoule.isa.Instruction.EndLoop;
import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Instruction.Grant;
import picojoule.isa.Instruction.Layer;
import picojoule.isa.Instruction.Loop;
import picojoule.isa.Instruction.Stride;
import picojoule.isa.Instruction.TransferInstruction;
import picojoule.sim.Clock;
import picojoule.sim.Counter;

/**
 * Fetches the program in order, one instruction per core cycle: carries out loops and addresses
 * itself and hands the rest to the engines' queues. It stands still while the queue that it needs
 * is full. Between two such stops it has no event of its own: an instruction carries the tick at
 * which it reaches its queue.
 */
final class Sequencer {

  private final List<Instruction> instructions;
  private final Map<Engine, ExecutionEngine> engines;
  private final TokenBoard tokens;
  private final Clock clock;
  private final Counter fetched;

  private final long[] bases = new long[Instruction.ADDRESS_REGISTERS];
  private final long[] strides =
      new long[Instruction.ADDRESS_REGISTERS * Instruction.MAX_LOOP_DEPTH];
  private final int[] loopStarts = new int[Instruction.MAX_LOOP_DEPTH];
  private final long[] loopCounts = new long[Instruction.MAX_LOOP_DEPTH];
  private final long[] iterations = new long[Instruction.MAX_LOOP_DEPTH];
  private int depth;
  private int next;
  private int firstOperation;
  private int operationStride;
  private long time;

  Sequencer(
      List<Instruction> instructions,
      Map<Engine, ExecutionEngine> engines,
      TokenBoard tokens,
      Clock clock,
      Counter fetched) {
    this.instructions = instructions;
    this.engines = engines;
    this.tokens = tokens;
    this.clock = clock;
    this.fetched = fetched;
  }

  boolean isFinished() {
    return next == instructions.size();
  }

  /** Goes on until the program ends or a queue is full. */
  void advance(long now) {
    while (!isFinished()) {
      Instruction instruction = instructions.get(next);
      if (instruction instanceof EngineInstruction engineInstruction) {
        ExecutionEngine engine = engines.get(engineInstruction.engine());
        if (engine.queue().isFull()) {
          return;
        }
        step(now);
        engine.queue().add(engineInstruction, address(engineInstruction), operation(), time);
        engine.instructionArrives(time);
        next++;
      } else {
        step(now);
        control(instruction);
      }
    }
  }

  private void step(long now) {
    time = Math.max(time, clock.edgeAtOrAfter(now)) + clock.periodTicks();
    fetched.add(1);
  }

  private void control(Instruction instruction) {
    next++;
    if (instruction instanceof Loop loop) {
      loopStarts[depth] = next;
      loopCounts[depth] = loop.count();
      iterations[depth] = 0;
      depth++;
    } else if (instruction instanceof EndLoop) {
      if (++iterations[depth - 1] < loopCounts[depth - 1]) {
        next = loopStarts[depth - 1];
      } else {
        iterations[--depth] = 0;
      }
    } else if (instruction instanceof Address address) {
      bases[address.register()] = address.base();
      int first = address.register() * Instruction.MAX_LOOP_DEPTH;
      for (int i = 0; i < Instruction.MAX_LOOP_DEPTH; i++) {
        strides[first + i] = 0;
      }
    } else if (instruction instanceof Stride stride) {
      strides[stride.register() * Instruction.MAX_LOOP_DEPTH + stride.depth()] = stride.bytes();
    } else if (instruction instanceof Layer layer) {
      firstOperation = layer.first();
      operationStride = layer.stride();
    } else if (instruction instanceof Grant grant) {
      tokens.grant(grant.token(), grant.credits());
    }
  }

  private int operation() {
    return firstOperation + (int) (operationStride * iterations[0]);
  }

  private long address(EngineInstruction instruction) {
    if (!(instruction instanceof TransferInstruction transfer)) {
      return 0;
    }
    int register = transfer.register();
    long address = bases[register];
    for (int i = 0; i < depth; i++) {
      address += iterations[i] * strides[register * Instruction.MAX_LOOP_DEPTH + i];
    }
    return address;
  }
}
