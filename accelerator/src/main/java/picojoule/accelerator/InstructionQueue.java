package picojoule.accelerator;

import picojoule.isa.Instruction.EngineInstruction;

/** Instructions in front of an engine: a ring of fixed depth, nothing allocated. */
final class InstructionQueue {

  private final EngineInstruction[] instructions;
  private final long[] addresses;
  private final int[] operations;
  private final long[] readyTimes;
  private int head;
  private int size;

  InstructionQueue(int depth) {
    instructions = new EngineInstruction[depth];
    addresses = new long[depth];
    operations = new int[depth];
    readyTimes = new long[depth];
  }

  boolean isFull() {
    return size == instructions.length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds an instruction.
   *
   * @param address that it works on, where it is a transfer
   * @param operation of the program that it belongs to
   * @param readyTime the tick at which it arrives
   */
  void add(EngineInstruction instruction, long address, int operation, long readyTime) {
    int tail = (head + size) % instructions.length;
    instructions[tail] = instruction;
    addresses[tail] = address;
    operations[tail] = operation;
    readyTimes[tail] = readyTime;
    size++;
  }

  EngineInstruction instruction() {
    return instructions[head];
  }

  long address() {
    return addresses[head];
  }

  int operation() {
    return operations[head];
  }

  long readyTime() {
    return readyTimes[head];
  }

  void remove() {
    instructions[head] = null;
    head = (head + 1) % instructions.length;
    size--;
  }
}
