package picojoule.workload.compiler;

import java.util.List;
import picojoule.config.BadInputException;
import picojoule.isa.Target;
import picojoule.workload.model.Activation;
import picojoule.workload.model.Block;
import picojoule.workload.model.Operator;
import picojoule.workload.model.OperatorGraph;

/**
 * How the compiler divides the target's buffers. Weights and accumulators are double-buffered. The
 * activation buffer has two slots for the probabilities of attention and six for what streams, two
 * each for activations on their way to the array, operands on their way to the vector unit, and
 * results on their way to DRAM; the rest of it holds whole tensors.
 *
 * @param weightSlot bytes of a tile of weights
 * @param accumulatorSlot accumulators of a tile of results
 * @param probabilitySlot bytes of the probabilities of one head
 * @param streamSlot bytes of a streaming slot: a row of the operator with the widest operands, or
 *     more
 * @param residents bytes of tensors that stay on chip
 */
record Buffers(
    long weightSlot, long accumulatorSlot, long probabilitySlot, long streamSlot, long residents) {

  /** Slots of everything that is double-buffered. */
  static final int SLOTS = 2;

  private static final int PROBABILITY_SLOTS_PER_BUFFER = 32;
  private static final int STREAM_SLOTS_PER_BUFFER = 16;
  private static final int STREAMS = 3;

  static Buffers of(Target target, OperatorGraph graph) {
    long capacity = target.activationBufferBytes();
    long widest = widestRow(graph);
    long probabilitySlot = capacity / PROBABILITY_SLOTS_PER_BUFFER;
    long streamSlot = Math.max(capacity / STREAM_SLOTS_PER_BUFFER, widest);
    long residents = capacity - SLOTS * probabilitySlot - SLOTS * STREAMS * streamSlot;
    if (residents < 0) {
      throw new BadInputException(
          target.name() + ": buffers.activations",
          "too small for "
              + graph.model().name()
              + ": six rows of its widest operands alone are "
              + SLOTS * STREAMS * widest
              + " B of its "
              + capacity
              + " B");
    }
    return new Buffers(
        target.weightBufferBytes() / SLOTS,
        target.accumulatorBufferBytes() / SLOTS / target.accumulatorBytes(),
        probabilitySlot,
        streamSlot,
        residents);
  }

  private static long widestRow(OperatorGraph graph) {
    long widest = 0;
    for (Block block : graph.blocks()) {
      for (Operator operator : block.operators()) {
        if (!operator.kind().isGemm()) {
          widest = Math.max(widest, Math.max(row(operator.inputs()), row(operator.outputs())));
        }
      }
    }
    return widest;
  }

  private static long row(List<Activation> activations) {
    return activations.stream().mapToLong(Activation::rowBytes).sum();
  }
}
