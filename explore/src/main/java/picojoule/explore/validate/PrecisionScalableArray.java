package picojoule.explore.validate;

/**
 * An array as MixPE's simulator has it: output stationary; a PE takes several narrow operands of a
 * kind side by side.
 *
 * @param rows of PEs
 * @param columns of PEs
 * @param high bits of the widest operand
 * @param low bits of the narrowest that saves anything
 * @param leakageNanojoules of all PEs in a cycle
 * @param dynamicNanojoules of all PEs in a busy cycle
 */
record PrecisionScalableArray(
    int rows, int columns, int high, int low, double leakageNanojoules, double dynamicNanojoules) {

  /** How many operands of so many bits a PE takes side by side. */
  int perElement(int bits) {
    return high / Math.max(bits, low);
  }

  /** Cycles of a tile: pixels of it by filters by the values of a filter. */
  long cycles(long pixels, long outputs, long filter, int activationBits, int weightBits) {
    return ceilDivide(pixels, (long) rows * perElement(activationBits))
        * ceilDivide(outputs, (long) columns * perElement(weightBits))
        * filter;
  }

  /** A filter's values as the weight buffer holds them, in whole rows of the array. */
  long paddedWeights(long filter, int bits) {
    return padded(filter, (long) rows * perElement(bits));
  }

  /** A pixel's values as the activation buffer holds them, in whole columns of the array. */
  long paddedActivations(long filter, int bits) {
    return padded(filter, (long) columns * perElement(bits));
  }

  private static long padded(long values, long word) {
    return ceilDivide(values, word) * word;
  }

  static long ceilDivide(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
