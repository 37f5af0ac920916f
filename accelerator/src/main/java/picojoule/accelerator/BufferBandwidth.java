package picojoule.accelerator;

import picojoule.config.Section;
import picojoule.memory.sram.ScratchpadSpec;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.PartialSumStore;
import picojoule.pe.element.ProcessingElement;

/**
 * What the array takes from and gives to the buffers in its busiest cycle. The array's timing knows
 * no stall for a buffer that is too narrow, so a machine must not have one.
 */
final class BufferBandwidth {

  private BufferBandwidth() {}

  /**
   * Checks a machine.
   *
   * @throws picojoule.config.BadInputException where a buffer cannot feed the array
   */
  static void check(MachineSpec spec, Section buffers) {
    int rows = spec.array().geometry().rows();
    int columns = spec.array().geometry().columns();
    boolean inputs = spec.array().dataflow() == Dataflow.INPUT_STATIONARY;
    boolean outputs = spec.array().dataflow() == Dataflow.OUTPUT_STATIONARY;
    // Rows of the array take the operand that streams from the side, columns the other.
    ProcessingElement element = spec.array().element();
    check(
        buffers,
        "weights",
        spec.weights(),
        bytes(inputs ? rows : columns, element.weightBitsPerCycle()));
    // A column ends with one result per cycle; unless outputs stay in the PEs, an earlier sum is
    // read to be added to.
    long accesses = outputs ? 1 : 2;
    long results = accesses * columns * (spec.array().accumulatorBits() / Byte.SIZE);
    boolean spilled = spec.array().partialSumPlace() == PartialSumStore.Place.BUFFER;
    long sums = spilled ? bytes(2 * columns, spec.array().partialSums().bits()) : 0;
    check(
        buffers,
        "activations",
        spec.activations(),
        bytes(inputs ? columns : rows, element.activationBitsPerCycle()) + sums);
    check(buffers, "accumulators", spec.accumulators(), results);
  }

  private static long bytes(int places, int bitsEach) {
    return ((long) places * bitsEach + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static void check(Section buffers, String key, ScratchpadSpec buffer, long needed) {
    if (buffer.bytesPerCycle() < needed) {
      throw buffers.bad(
          key,
          "moves "
              + buffer.bytesPerCycle()
              + " B per cycle (banks x ports x word), the array needs "
              + needed
              + " B: it is larger than its buffers can feed");
    }
  }
}
