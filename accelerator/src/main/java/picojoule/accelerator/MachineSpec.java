package picojoule.accelerator;

import picojoule.config.ResolvedConfig;
import picojoule.isa.Target;
import picojoule.memory.sram.ScratchpadSpec;
import picojoule.pe.array.ArrayGeometry;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.array.PartialSumStore;
import picojoule.pe.element.ProcessingElement;
import picojoule.pe.vector.VectorUnitSpec;

/**
 * A machine as its config describes it.
 *
 * @param name of the machine
 * @param clockPeriodFemtoseconds of the core clock
 * @param array its PEs
 * @param weights the buffer of weights
 * @param activations the buffer of activations
 * @param accumulators the buffer of partial sums
 * @param vector the vector unit
 * @param dma how the load and the store engine move bytes
 * @param queueDepth instructions that wait in front of each engine
 * @param memory the memories
 * @param technology the prices of the chip
 * @param config the whole configuration with every default
 * @param technologyConfig the prices as they were read
 */
public record MachineSpec(
    String name,
    long clockPeriodFemtoseconds,
    ArraySpec array,
    ScratchpadSpec weights,
    ScratchpadSpec activations,
    ScratchpadSpec accumulators,
    VectorUnitSpec vector,
    DmaSpec dma,
    int queueDepth,
    MemorySystemSpec memory,
    Technology technology,
    ResolvedConfig config,
    ResolvedConfig technologyConfig) {

  /**
   * The array.
   *
   * @param geometry tiles of PEs, and how operands get to them
   * @param dataflow which operand stays in the PE
   * @param overlap of folds
   * @param element its PEs
   * @param accumulatorBits of a result; whole bytes
   * @param partialSumPlace where results wait for the rest of their reduction
   * @param partialSums how they do
   */
  public record ArraySpec(
      ArrayGeometry geometry,
      Dataflow dataflow,
      FoldOverlap overlap,
      ProcessingElement element,
      int accumulatorBits,
      PartialSumStore.Place partialSumPlace,
      PartialSumStore partialSums) {

    /** The time of tiles on it. */
    public ArrayTiming timing() {
      return new ArrayTiming(geometry, dataflow, overlap, partialSumPlace);
    }

    /** Bytes that an output takes in the accumulators: its own, or its group of partial sums. */
    int accumulatorBytes() {
      int waiting = partialSums.bits() * partialSums.group();
      return (Math.max(accumulatorBits, waiting) + Byte.SIZE - 1) / Byte.SIZE;
    }
  }

  /**
   * A DMA engine.
   *
   * @param bytesPerCycle that it writes to or reads from a buffer
   * @param outstanding transfers that it has under way at most
   */
  public record DmaSpec(int bytesPerCycle, int outstanding) {}

  /** What a compiler must know of the machine. */
  public Target target() {
    return new Target(
        name,
        array.geometry().rows(),
        array.geometry().columns(),
        array.dataflow().shortName(),
        array.element().name(),
        weights.capacityBytes(),
        activations.capacityBytes(),
        accumulators.capacityBytes(),
        array.accumulatorBytes(),
        memory.map().capacityBytes(),
        memory.alignmentBytes(),
        memory.ranges());
  }
}
