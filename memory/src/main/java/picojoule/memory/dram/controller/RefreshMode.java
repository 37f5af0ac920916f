package picojoule.memory.dram.controller;

import picojoule.memory.dram.Timing;

/** How a controller refreshes. */
public enum RefreshMode {
  /** All banks of a rank or pseudo channel at once, every tREFI. */
  ALL_BANK,
  /** One bank of every rank or pseudo channel after the other, every tREFIpb. */
  PER_BANK,
  /**
   * The banks of one number in all bank groups of a rank, one number after the other, every
   * tREFIsb.
   */
  SAME_BANK,
  /** Not at all: for studies only, since real memories forget. */
  NONE;

  int interval(Timing timing) {
    return switch (this) {
      case ALL_BANK -> timing.refreshInterval();
      case PER_BANK -> timing.cycles("tREFIpb");
      case SAME_BANK -> timing.cycles("tREFIsb");
      case NONE -> 0;
    };
  }
}
