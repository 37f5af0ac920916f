package picojoule.pe.array;

/**
 * How much of one fold's fill and drain the next fold hides. In what follows R and C are the rows
 * and columns of the array, and a fold's <i>stream</i> is the number of cycles in which it feeds a
 * new operand into the corner PE (0, 0): its reduction steps for an output-stationary array, M for
 * a weight-stationary, N for an input-stationary one. PE (i, j) works i + j cycles behind the
 * corner.
 */
public enum FoldOverlap {
  /**
   * A fold begins when the one before it has left the last PE. This is what SCALE-Sim counts:
   * output stationary stream + R + C − 2 per fold, weight and input stationary R (load) + stream +
   * R + C − 2.
   */
  NONE,

  /**
   * A fold follows the wavefront of the one before it through the array, and no PE has more
   * registers for that.
   *
   * <ul>
   *   <li>Weight and input stationary: the stationary operands of a fold begin to shift into a
   *       column behind the last streamed operand of the fold before; corner to corner a fold takes
   *       R + stream.
   *   <li>Output stationary: a column's results leave over one bus, on which its PEs, finishing one
   *       cycle after another, take turns for R cycles. The next fold streams meanwhile; only its
   *       last step waits for the bus. Corner to corner a fold takes max(stream, R).
   * </ul>
   */
  WAVEFRONT,

  /**
   * As {@link #WAVEFRONT}, and each PE has two registers for its stationary operand: while a fold
   * streams, the next one's stationary operands shift into the other register, so that corner to
   * corner a weight- or input-stationary fold takes max(stream, R). An output-stationary array has
   * nothing left to hide.
   */
  PIPELINED
}
