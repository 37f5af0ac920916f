package picojoule.isa;

import picojoule.config.ConfigName;

/**
 * What the vector unit does with a row. In each pass it takes every element of the row once; a pass
 * that reduces ends with one number of the whole row, which the next pass needs.
 */
public enum VectorOperation {
  /** Sum of squares; then each element by its inverse root and the gain. */
  RMS_NORM(2, 1),
  /** Sum; sum of squared distances from the mean; then normalization, gain and bias. */
  LAYER_NORM(3, 2),
  /** Maximum; sum of exponentials; then each exponential by the sum. */
  SOFTMAX(3, 2),
  /** Rotation of pairs of elements by the angle of their position. */
  ROPE(1, 0),
  /** silu(gate) · up. */
  SILU_GATE(1, 0),
  /** Gaussian error linear unit. */
  GELU(1, 0),
  /** Rectified linear unit. */
  RELU(1, 0),
  /** Residual or bias addition. */
  ADD(1, 0),
  /** Elementwise product. */
  MULTIPLY(1, 0),
  /** Greatest magnitude of the row, for its scale; then each element by the scale, rounded. */
  QUANTIZE(2, 1),
  /** Each element by the scale of its row. */
  DEQUANTIZE(1, 0),
  /** From one place to another. */
  COPY(1, 0),
  /** Sigmoid linear unit. */
  SILU(1, 0),
  /** Its piecewise quadratic cousin. */
  HSWISH(1, 0),
  /** Sums of the array by a multiplier and a shift that are known beforehand. */
  REQUANTIZE(1, 0);

  private final int passes;
  private final int reductions;

  VectorOperation(int passes, int reductions) {
    this.passes = passes;
    this.reductions = reductions;
  }

  /** How often the row goes through the lanes. */
  public int passes() {
    return passes;
  }

  /** How many of the passes, the first ones, end with a reduction across the lanes. */
  public int reductions() {
    return reductions;
  }

  /** The name in lower case with hyphens. */
  public String configName() {
    return ConfigName.of(this);
  }
}
