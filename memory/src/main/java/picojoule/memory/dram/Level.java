package picojoule.memory.dram;

/** The part of the device within which a timing constraint holds. */
public enum Level {
  /** The row and column command buses are shared at this level. */
  CHANNEL,
  /** The data bus is shared at this level. */
  PSEUDO_CHANNEL,
  BANK_GROUP,
  BANK
}
