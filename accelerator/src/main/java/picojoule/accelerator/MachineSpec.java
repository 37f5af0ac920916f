package picojoule.accelerator;

import picojoule.config.ResolvedConfig;
import picojoule.isa.Target;
import picojoule.memory.sram.ScratchpadSpec;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.datapath.ProcessingElementType;
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
   * @param shape rows and columns
   * @param dataflow which operand stays in the PE
   * @param overlap of folds
   * @param element type of the PEs
   * @param accumulatorBits of a partial sum; whole bytes
   */
  public record ArraySpec(
      ArrayShape shape,
      Dataflow dataflow,
      FoldOverlap overlap,
      ProcessingElementType element,
      int accumulatorBits) {}

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
        array.shape().rows(),
        array.shape().columns(),
        array.dataflow().shortName(),
        array.element().configName(),
        weights.capacityBytes(),
        activations.capacityBytes(),
        accumulators.capacityBytes(),
        array.accumulatorBits() / Byte.SIZE,
        memory.map().capacityBytes(),
        memory.alignmentBytes(),
        memory.ranges());
  }
}
