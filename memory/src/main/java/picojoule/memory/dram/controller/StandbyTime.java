package picojoule.memory.dram.controller;

import picojoule.memory.dram.Level;
import picojoule.memory.dram.Organisation;

/**
 * For how long the ranks of a channel had a row open: what their standby power depends on. A rank
 * is active from the tick of the activate that opens its first row to the tick before the precharge
 * that closes its last one. Only those two cost anything here, no tick does.
 */
final class StandbyTime {

  private final int rankShift;

  /** By rank, how many of its banks are not closed. */
  private final int[] openBanks;

  /** By rank, since when it has been active, if it is. */
  private final long[] activeSince;

  private long activeTicks;

  /** All banks closed. */
  StandbyTime(Organisation organisation) {
    rankShift = organisation.shift(Level.RANK);
    openBanks = new int[organisation.parts(Level.RANK)];
    activeSince = new long[openBanks.length];
  }

  /** An activate, or the first half of one, to a closed bank. */
  void opened(int bank, long now) {
    int rank = bank >>> rankShift;
    if (openBanks[rank]++ == 0) {
      activeSince[rank] = now;
    }
  }

  /** The bank's row closes. */
  void closed(int bank, long now) {
    int rank = bank >>> rankShift;
    if (--openBanks[rank] == 0) {
      activeTicks += now - activeSince[rank];
    }
  }

  /** Ticks with some row open, of the ticks from 1 to the last one, summed over ranks. */
  long activeTicks(long lastTick) {
    long ticks = activeTicks;
    for (int rank = 0; rank < openBanks.length; rank++) {
      if (openBanks[rank] > 0) {
        ticks += lastTick + 1 - activeSince[rank];
      }
    }
    return ticks;
  }

  /** Ticks with all rows closed, of the ticks from 1 to the last one, summed over ranks. */
  long idleTicks(long lastTick) {
    return openBanks.length * lastTick - activeTicks(lastTick);
  }

  /** Takes over the state of another one. */
  void become(StandbyTime other) {
    System.arraycopy(other.openBanks, 0, openBanks, 0, openBanks.length);
    System.arraycopy(other.activeSince, 0, activeSince, 0, activeSince.length);
    activeTicks = other.activeTicks;
  }
}
