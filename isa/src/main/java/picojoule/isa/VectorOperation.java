package picojoule.isa;

/** What the vector unit does to each row of a matrix. */
public enum VectorOperation {
  /** Normalises each row by its root mean square and applies the gains. */
  RMS_NORM,
  /** Rotates pairs of elements by the angle of their position. */
  ROPE,
  /** Exponentials of each row divided by their sum. */
  SOFTMAX,
  /** SiLU of one operand times the other. */
  SILU_GATE,
  /** Adds two operands. */
  ADD,
  /** Scales elements and rounds them to a format. */
  QUANTIZE,
  /** Makes finished accumulators into values: scale, bias, rounding. */
  DEQUANTIZE,
  /** Moves elements as they are. */
  COPY
}
