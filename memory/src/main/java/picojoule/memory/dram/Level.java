package picojoule.memory.dram;

/** The part of the device within which a timing constraint holds. */
public enum Level {
  /** The command buses are shared at this level. */
  CHANNEL,
  /** The data bus is shared at this level. */
  PSEUDO_CHANNEL,
  /** A rank of a module, or the dies of a stack that share a stack identifier (SID). */
  RANK,
  BANK_GROUP,
  BANK
}
