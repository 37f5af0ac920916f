package picojoule.pe.array;

/**
 * How much of one fold's fill and drain the next fold hides. In what follows R and C are the rows
 * and columns of a systolic array, and a fold's <i>stream</i> is the number of cycles in which it
 * keeps the corner PE (0, 0) busy: its reduction steps for an output-stationary array, M for a
 * weight-stationary, N for an input-stationary one, times the interval of a step. PE (i, j) works i
 * + j cycles behind the corner; less where operands are broadcast.
 */
public enum FoldOverlap {
  /**
   * A fold begins when the one before it has left the last PE. This is what SCALE-Sim counts:
   * output stationary stream + R + C − 2 per fold, weight and input stationary R (load) + stream +
   * R + C − 2.
   */
  NONE,

  /**
   * Each PE has two registers for its stationary operand: while a fold streams and drains, the next
   * one's stationary operands shift into the other register. The next fold streams when the one
   * before has left the last PE; first operand to first operand a weight- or input-stationary fold
   * takes max(stream + R + C − 2, R). An output-stationary array has no operand to load, and does
   * as in {@link #NONE}.
   */
  DOUBLE_BUFFERED,

  /**
   * A fold is drained while the next one fills: it follows the wavefront of the one before it
   * through the array, and no PE has more registers for that.
   *
   * <ul>
   *   <li>Weight and input stationary: the stationary operands of a fold begin to shift into a
   *       column behind the last streamed operand of the fold before; corner to corner a fold takes
   *       R + stream.
   *   <li>Output stationary: a column's results leave a tile over one bus, on which its PEs take
   *       turns for as many cycles as the tile has rows. The next fold streams meanwhile; only its
   *       last step waits for the bus. Corner to corner a fold takes max(stream, R).
   * </ul>
   */
  WAVEFRONT,

  /**
   * Both: while a fold streams, the next one's stationary operands shift into the other register,
   * so that corner to corner a weight- or input-stationary fold takes max(stream, R). An
   * output-stationary array does as in {@link #WAVEFRONT}.
   */
  PIPELINED
}
