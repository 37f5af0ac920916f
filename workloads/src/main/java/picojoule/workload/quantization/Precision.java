package picojoule.workload.quantization;

import picojoule.isa.number.NumberFormat;

/**
 * The formats of one layer's GEMM.
 *
 * @param weights how its weights are stored
 * @param activations what the array reads beside them
 * @param partialSums what its accumulators hold
 */
public record Precision(WeightFormat weights, RowFormat activations, NumberFormat partialSums) {

  /** Activations without stored scales. */
  public Precision(WeightFormat weights, NumberFormat activations, NumberFormat partialSums) {
    this(weights, RowFormat.of(activations), partialSums);
  }
}
