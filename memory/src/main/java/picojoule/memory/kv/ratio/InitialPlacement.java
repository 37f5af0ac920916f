package picojoule.memory.kv.ratio;

/** Where the tokens of the prompt are before the first is decoded. */
enum InitialPlacement {
  /** HBM until it is full. */
  HBM_FIRST {
    @Override
    boolean wantsHbm(int token, double bestRatio) {
      return true;
    }
  },
  /**
   * Of every 32 tokens the first ⌊32·r⌋ + 1 in HBM, where r is HBM's share of all bandwidth. The
   * one more is the publication's.
   */
  BEST_RATIO {
    @Override
    boolean wantsHbm(int token, double bestRatio) {
      return token % BATCH <= Math.floor(BATCH * bestRatio);
    }
  };

  private static final int BATCH = 32;

  /** Whether a token of the prompt should be in HBM, room given. */
  abstract boolean wantsHbm(int token, double bestRatio);
}
