package picojoule.memory.kv.ratio;

/** What moves tokens between the memories while decoding. */
enum RatioMigration {
  /** Nothing. */
  NONE,
  /**
   * Looks one layer ahead, and where HBM's share of that step's bytes is off the best ratio by more
   * than the deviation, moves tokens of that layer, oldest first, until it is not.
   */
  ALPHA
}
