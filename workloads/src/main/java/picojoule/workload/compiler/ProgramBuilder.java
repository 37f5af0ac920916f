package picojoule.workload.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picojoule.isa.Buffer;
import picojoule.isa.Engine;
import picojoule.isa.Instruction;
import picojoule.isa.Operand;
import picojoule.isa.Token;
import picojoule.isa.VectorOperation;

/**
 * Collects instructions: opens and closes loops, gives each moving address a register, and keeps
 * the order between what is stored to DRAM and what is loaded again.
 */
final class ProgramBuilder {

  /**
   * What a part of a dimension does: its size, and where along the dimension, in parts, it lies.
   */
  @FunctionalInterface
  interface PartBody {
    void emit(long size, Index index);
  }

  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Instruction> body = new ArrayList<>();
  private final Map<Location, Integer> registers = new LinkedHashMap<>();
  private int depth;
  private int storesPending;
  private boolean inScope;

  /** All instructions so far, outside any {@link #scope}. */
  List<Instruction> instructions() {
    return List.copyOf(instructions);
  }

  void grant(Token token, int credits) {
    instructions.add(new Instruction.Grant(token, credits));
  }

  /** Repeats a body; a body that runs once needs no loop. */
  void loop(long count, Consumer<Index> content) {
    if (count == 1) {
      content.accept(Index.fixed(0));
      return;
    }
    current().add(new Instruction.Loop(count));
    content.accept(new Index(depth++, 0));
    depth--;
    current().add(new Instruction.EndLoop());
  }

  /** Cuts a dimension into parts: a loop over the whole ones, then the rest. */
  void parts(long total, long part, PartBody content) {
    long whole = total / part;
    if (whole > 0) {
      loop(whole, index -> content.emit(part, index));
    }
    if (total % part > 0) {
      content.emit(total % part, Index.fixed(whole));
    }
  }

  /**
   * One operator: its address registers are set up in front of it, and are free again behind it.
   */
  void scope(Runnable content) {
    inScope = true;
    content.run();
    inScope = false;
    registers.forEach(this::setUp);
    instructions.addAll(body);
    body.clear();
    registers.clear();
  }

  private List<Instruction> current() {
    return inScope ? body : instructions;
  }

  void layer(int first, int stride) {
    body.add(new Instruction.Layer(first, stride));
  }

  void load(int waits, int signals, Buffer buffer, Operand operand, Location from, Rows rows) {
    body.add(
        new Instruction.Load(
            waits,
            signals,
            buffer,
            operand,
            register(from),
            rows.count(),
            rows.bytes(),
            rows.pitch()));
  }

  void store(int waits, int signals, Operand operand, Location to, Rows rows) {
    body.add(
        new Instruction.Store(
            waits,
            signals,
            Buffer.ACTIVATIONS,
            operand,
            register(to),
            rows.count(),
            rows.bytes(),
            rows.pitch()));
  }

  void matrix(Instruction.Matrix instruction) {
    body.add(instruction);
  }

  void vector(int waits, int signals, VectorOperation operation, long rows, long columns) {
    body.add(new Instruction.Vector(waits, signals, operation, rows, columns));
  }

  void sync(Engine engine, int waits, int signals) {
    body.add(new Instruction.Sync(engine, waits, signals));
  }

  /** Makes the array wait until all that the vector unit was given so far is done. */
  void awaitVector() {
    sync(Engine.VECTOR, 0, Token.VECTOR_DONE.mask());
    sync(Engine.MATRIX, Token.VECTOR_DONE.mask(), 0);
  }

  /** Says that the stores so far complete a tensor that will be loaded again. */
  void stored() {
    sync(Engine.STORE, 0, Token.STORED.mask());
    storesPending++;
  }

  /** Makes the loads that follow wait for every tensor that was {@link #stored}. */
  void awaitStored() {
    for (; storesPending > 0; storesPending--) {
      sync(Engine.LOAD, Token.STORED.mask(), 0);
    }
  }

  private int register(Location location) {
    int register = registers.computeIfAbsent(location, l -> registers.size());
    if (register >= Instruction.ADDRESS_REGISTERS) {
      throw new IllegalStateException("an operator needs more address registers than there are");
    }
    return register;
  }

  private void setUp(Location location, int register) {
    instructions.add(new Instruction.Address(register, location.base()));
    for (int loop = 0; loop < Instruction.MAX_LOOP_DEPTH; loop++) {
      if (location.strides().get(loop) != 0) {
        instructions.add(new Instruction.Stride(register, loop, location.strides().get(loop)));
      }
    }
  }
}
