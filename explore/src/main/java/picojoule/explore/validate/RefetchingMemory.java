package picojoule.explore.validate;

/**
 * Memory as BitMoD's authors have it: a bandwidth and nothing else, before two buffers. Where
 * neither operand of a GEMM fits its buffer, one of them is fetched again for every buffer's fill
 * of the other, the one for which that moves less.
 *
 * @param bitsPerCycle what it moves
 * @param weightBuffer bytes
 * @param activationBuffer bytes
 */
record RefetchingMemory(double bitsPerCycle, long weightBuffer, long activationBuffer) {

  /**
   * Cycles, rounded down, in which the operands of a GEMM come and its outputs go.
   *
   * @param weights bytes
   * @param inputs bytes
   * @param outputs bytes
   */
  long cycles(long weights, long inputs, long outputs) {
    return (long) (movedBytes(weights, inputs, outputs) * Byte.SIZE / bitsPerCycle);
  }

  private double movedBytes(long weights, long inputs, long outputs) {
    double once = (double) weights + inputs + outputs;
    if (weights <= weightBuffer || inputs <= activationBuffer) {
      return once;
    }
    double weightsAgain = (double) (ceilDivide(inputs, activationBuffer) - 1) * weights;
    double inputsAgain = (double) (ceilDivide(weights, weightBuffer) - 1) * inputs;
    return once + Math.min(weightsAgain, inputsAgain);
  }

  private static long ceilDivide(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
