package picojoule.workload.compiler;

import picojoule.isa.Target;

/**
 * How the compiler divides the target's buffers. Weights and accumulators are double-buffered. An
 * eighth of the activation buffer is two slots for the probabilities of attention; half of it is
 * six slots for what streams, two each for activations on their way to the array, operands on their
 * way to the vector unit, and results on their way to DRAM; the rest holds whole tensors.
 *
 * @param weightSlot bytes of a tile of weights
 * @param accumulatorSlot accumulators of a tile of results
 * @param probabilitySlot bytes of the probabilities of one head
 * @param streamSlot bytes of a streaming slot
 * @param residents bytes of tensors that stay on chip
 */
record Buffers(
    long weightSlot, long accumulatorSlot, long probabilitySlot, long streamSlot, long residents) {

  /** Slots of everything that is double-buffered. */
  static final int SLOTS = 2;

  private static final int PROBABILITY_SLOTS_PER_BUFFER = 16;
  private static final int STREAM_SLOTS_PER_BUFFER = 12;
  private static final int STREAMS = 3;

  static Buffers of(Target target) {
    long capacity = target.activationBufferBytes();
    long probabilitySlot = capacity / PROBABILITY_SLOTS_PER_BUFFER;
    long streamSlot = capacity / STREAM_SLOTS_PER_BUFFER;
    return new Buffers(
        target.weightBufferBytes() / SLOTS,
        target.accumulatorBufferBytes() / SLOTS / target.accumulatorBytes(),
        probabilitySlot,
        streamSlot,
        capacity - SLOTS * probabilitySlot - SLOTS * STREAMS * streamSlot);
  }
}
