package picojoule.memory.kv.ratio;

/** Which tokens attention leaves out. */
interface SkippedTokens {

  /** All are read. */
  SkippedTokens NONE = (tokens, layer, bits) -> 0;

  /**
   * Sets the bits of the tokens that a step does not read.
   *
   * @param tokens already there; ids are below it
   * @param bits all clear
   * @return how many were set
   */
  int skip(int tokens, int layer, long[] bits);

  /** Every so-many-th token, counted from the first. */
  static SkippedTokens every(int period) {
    return (tokens, layer, bits) -> {
      int count = 0;
      for (int token = period - 1; token < tokens; token += period) {
        bits[token >> 6] |= 1L << token;
        count++;
      }
      return count;
    };
  }

  /** The oldest of them, by share: ⌊share · tokens⌋. */
  static SkippedTokens oldest(double share) {
    return (tokens, layer, bits) -> {
      int count = (int) (share * tokens);
      for (int token = 0; token < count; token++) {
        bits[token >> 6] |= 1L << token;
      }
      return count;
    };
  }
}
