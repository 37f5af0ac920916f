package picojoule.pe.array;

/**
 * What an array did for one tile. A step takes the activations of all lanes and as many pieces of
 * weights as wide as the PE's weight port, so with two passes each activation is read twice and
 * each weight in two pieces; reads and hops count single activations and pieces. Operands move only
 * as far as PEs that use them; unused rows, columns and lanes are gated. Partial sums move on to
 * the bottom edge wherever they end.
 *
 * @param elements PEs of the array
 * @param element how a PE takes its products
 * @param cycles from the first operand's arrival to the last result's departure
 * @param macs multiply-accumulates of the product, M·N·K
 * @param folds how often the array was filled
 * @param streamCycles cycles in which the corner PE (0, 0), which every fold uses, works on a step;
 *     in the others the array fills, loads, drains or waits for a table
 * @param steps of all PEs
 * @param occupiedElements PEs in use, summed over the folds
 * @param activationReads activations read from their buffer at the array's edge, one per pass;
 *     those that go into tables, once for each time the tables are computed
 * @param weightReads pieces of weights read from their buffer at the array's edge
 * @param outputWrites results that complete an output, M·N
 * @param partialSumReads earlier partial sums fetched from the accumulators outside the array to
 *     add a result
 * @param partialSumWrites results left in those accumulators to be added to later
 * @param activationHops moves of an activation from one register to the next
 * @param weightHops moves of a piece of a weight from one register to the next
 * @param partialSumHops moves of a partial sum from one register to the next
 * @param groupResults complete sums of one group, to be scaled by the dequantizer: M·N·⌈K/group⌉
 * @param tablesComputed tables of activations that were computed
 * @param tableReads tables that were fetched where they are kept, not computed again
 */
public record TileActivity(
    long elements,
    ElementTiming element,
    long cycles,
    long macs,
    long folds,
    long streamCycles,
    long steps,
    long occupiedElements,
    long activationReads,
    long weightReads,
    long outputWrites,
    long partialSumReads,
    long partialSumWrites,
    long activationHops,
    long weightHops,
    long partialSumHops,
    long groupResults,
    long tablesComputed,
    long tableReads) {

  /** Cycles in which PEs worked on their steps, summed over the PEs. */
  public long elementCycles() {
    return Math.multiplyExact(steps, element.interval());
  }

  /** Products that the lanes took, of all that they could have taken: 0 to 1. */
  public double utilization() {
    return (double) macs
        * element.passes()
        * element.interval()
        / ((double) elements * element.lanes() * cycles);
  }

  /** PEs in use, averaged over the folds, of all PEs: 0 to 1 (SCALE-Sim's mapping efficiency). */
  public double mappingEfficiency() {
    return (double) occupiedElements / ((double) elements * folds);
  }

  /**
   * This and then that, of the same array and formats.
   *
   * @throws ArithmeticException where a count leaves the range of {@code long}
   */
  public TileActivity plus(TileActivity other) {
    if (elements != other.elements || !element.equals(other.element)) {
      throw new IllegalArgumentException("activities of different arrays do not add up");
    }
    return new TileActivity(
        elements,
        element,
        Math.addExact(cycles, other.cycles),
        Math.addExact(macs, other.macs),
        Math.addExact(folds, other.folds),
        Math.addExact(streamCycles, other.streamCycles),
        Math.addExact(steps, other.steps),
        Math.addExact(occupiedElements, other.occupiedElements),
        Math.addExact(activationReads, other.activationReads),
        Math.addExact(weightReads, other.weightReads),
        Math.addExact(outputWrites, other.outputWrites),
        Math.addExact(partialSumReads, other.partialSumReads),
        Math.addExact(partialSumWrites, other.partialSumWrites),
        Math.addExact(activationHops, other.activationHops),
        Math.addExact(weightHops, other.weightHops),
        Math.addExact(partialSumHops, other.partialSumHops),
        Math.addExact(groupResults, other.groupResults),
        Math.addExact(tablesComputed, other.tablesComputed),
        Math.addExact(tableReads, other.tableReads));
  }

  /** The same activity of the transposed product, whose activations are the weights of this one. */
  TileActivity withOperandsExchanged() {
    return new TileActivity(
        elements,
        element,
        cycles,
        macs,
        folds,
        streamCycles,
        steps,
        occupiedElements,
        /* activationReads= */ weightReads,
        /* weightReads= */ activationReads,
        outputWrites,
        partialSumReads,
        partialSumWrites,
        /* activationHops= */ weightHops,
        /* weightHops= */ activationHops,
        partialSumHops,
        groupResults,
        tablesComputed,
        tableReads);
  }
}
