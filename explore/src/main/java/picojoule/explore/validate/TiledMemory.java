package picojoule.explore.validate;

/**
 * Memory as MixPE's simulator has it: a bandwidth, and three buffers of which one half works while
 * the other is filled. The energies decide between tilings that take equally long.
 *
 * @param bitsPerCycle between DRAM and buffers
 * @param activationBits capacity of the buffer of activations
 * @param weightBits capacity of that of weights
 * @param outputBits capacity of that of outputs
 * @param bitsOfOutput width of an output
 * @param staticNanojoules of a cycle
 * @param readNanojoules of a bit read
 * @param writeNanojoules of a bit written
 */
record TiledMemory(
    long bitsPerCycle,
    long activationBits,
    long weightBits,
    long outputBits,
    int bitsOfOutput,
    double staticNanojoules,
    double readNanojoules,
    double writeNanojoules) {

  long cycles(long bits) {
    return PrecisionScalableArray.ceilDivide(bits, bitsPerCycle);
  }
}
