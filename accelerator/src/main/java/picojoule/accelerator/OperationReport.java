package picojoule.accelerator;

import picojoule.isa.Operation;

/**
 * What one operation of a program took.
 *
 * @param operation which
 * @param latencyCycles by which it moved the end of the run on: operations overlap, and these add
 *     up to the whole
 * @param spanCycles from its first action to its last, whatever else went on meanwhile
 * @param boundCycles below which no schedule can come: the longest of array, memory and vector unit
 *     at their peaks
 * @param boundBy which of the three that is: array, memory or vector
 * @param arrayUtilization share of the PEs' steps in the span that did its work
 * @param dramBytes moved for it
 */
public record OperationReport(
    Operation operation,
    double latencyCycles,
    double spanCycles,
    double boundCycles,
    String boundBy,
    double arrayUtilization,
    long dramBytes) {

  /** How many times its bound the operation spans. */
  public double spanOverBound() {
    return boundCycles == 0 ? 1 : spanCycles / boundCycles;
  }
}
