package picojoule.pe.array;

/**
 * What an array did for one tile. A step is one pass of one MAC; it takes one activation and one
 * piece of a weight as wide as the PE's weight port, so with two passes each activation is read
 * twice and each weight in two pieces. Operands move only as far as PEs that use them; unused rows
 * and columns of a ragged fold are gated. Partial sums move on to the bottom edge wherever they
 * end.
 *
 * @param elements PEs of the array
 * @param cycles from the first operand's arrival to the last result's departure
 * @param macs multiply-accumulates of the product, M·N·K
 * @param passes steps per MAC
 * @param folds how often the array was filled
 * @param streamCycles cycles in which the corner PE (0, 0), which every fold uses, takes a step; in
 *     the others the array fills, loads or drains
 * @param occupiedElements PEs in use, summed over the folds
 * @param activationReads activations read from their buffer at the array's edge, one per step
 * @param weightReads pieces of weights read from their buffer at the array's edge
 * @param outputWrites results that complete an output, M·N
 * @param partialSumReads earlier partial sums fetched from the accumulators outside the array to
 *     add a result
 * @param partialSumWrites results left in those accumulators to be added to later
 * @param activationHops moves of an activation from one PE to the next
 * @param weightHops moves of a piece of a weight from one PE to the next
 * @param partialSumHops moves of a partial sum from one PE to the next
 * @param groupResults complete sums of one group, to be scaled by the dequantizer: M·N·⌈K/group⌉
 */
public record TileActivity(
    long elements,
    long cycles,
    long macs,
    int passes,
    long folds,
    long streamCycles,
    long occupiedElements,
    long activationReads,
    long weightReads,
    long outputWrites,
    long partialSumReads,
    long partialSumWrites,
    long activationHops,
    long weightHops,
    long partialSumHops,
    long groupResults) {

  /** Passes of all MACs. */
  public long steps() {
    return Math.multiplyExact(macs, passes);
  }

  /** Steps that the PEs took, of all that they could have taken: 0 to 1. */
  public double utilization() {
    return (double) macs * passes / ((double) elements * cycles);
  }

  /** PEs in use, averaged over the folds, of all PEs: 0 to 1 (SCALE-Sim's mapping efficiency). */
  public double mappingEfficiency() {
    return (double) occupiedElements / ((double) elements * folds);
  }

  /** The same activity of the transposed product, whose activations are the weights of this one. */
  TileActivity withOperandsExchanged() {
    return new TileActivity(
        elements,
        cycles,
        macs,
        passes,
        folds,
        streamCycles,
        occupiedElements,
        /* activationReads= */ weightReads,
        /* weightReads= */ activationReads,
        outputWrites,
        partialSumReads,
        partialSumWrites,
        /* activationHops= */ weightHops,
        /* weightHops= */ activationHops,
        partialSumHops,
        groupResults);
  }
}
