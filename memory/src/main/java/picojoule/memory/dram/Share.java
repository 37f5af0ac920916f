package picojoule.memory.dram;

import picojoule.memory.request.Transfer;

/**
 * The bursts of a transfer that belong to one pseudo channel, walked in the order of the transfer's
 * rows and, in a row, of addresses. They are those whose select bits have the pseudo channel's
 * value, so that one addition finds the next one.
 */
final class Share {

  private final long selectMask;
  private final long selectValue;
  private final int burstShift;

  private Transfer transfer;
  private long arrivalCycle;
  private int row;
  private long burst;
  private long lastBurst;
  private boolean walked;
  private boolean continues;
  private long queued;

  /** The cycle of its first column command, or -1. */
  private long firstCycle;

  Share(long selectMask, long selectValue, int burstShift) {
    this.selectMask = selectMask;
    this.selectValue = selectValue;
    this.burstShift = burstShift;
  }

  /**
   * Starts at the first burst of a transfer.
   *
   * @return false where none of its bursts belongs to the pseudo channel
   */
  boolean begin(Transfer next, long cycle) {
    transfer = next;
    arrivalCycle = cycle;
    queued = 0;
    firstCycle = -1;
    row = -1;
    continues = false;
    walked = !nextRow();
    return !walked;
  }

  Transfer transfer() {
    return transfer;
  }

  /** From which cycle on the controller has the request. */
  long arrivalCycle() {
    return arrivalCycle;
  }

  /** The number of the current burst. */
  long burst() {
    return burst;
  }

  /**
   * Counts the current burst as queued and goes to the next one.
   *
   * @return false where there is none
   */
  boolean queueAndStep() {
    queued++;
    long next = (((burst | selectMask) + 1) & ~selectMask) | selectValue;
    if (next <= lastBurst) {
      burst = next;
      continues = true;
      return true;
    }
    continues = false;
    walked = !nextRow();
    return !walked;
  }

  /** Whether the burst before the current one in the same row was queued. */
  boolean continues() {
    return continues;
  }

  /** The last burst of the current row; it may belong to another pseudo channel. */
  long lastBurst() {
    return lastBurst;
  }

  /** As many bursts got their column commands as were queued, and the walk has come further. */
  void leap(long nextBurst, long cycle) {
    burst = nextBurst;
    if (firstCycle < 0) {
      firstCycle = cycle;
    }
  }

  /**
   * A queued burst got its column command.
   *
   * @return whether it was the last one of the share
   */
  boolean issued(long cycle) {
    if (firstCycle < 0) {
      firstCycle = cycle;
    }
    queued--;
    return walked && queued == 0;
  }

  long firstCycle() {
    return firstCycle;
  }

  private boolean nextRow() {
    while (++row < transfer.rows()) {
      long begin = transfer.address() + row * transfer.pitchBytes();
      lastBurst = (begin + transfer.rowBytes() - 1) >>> burstShift;
      burst = firstAtOrAfter(begin >>> burstShift);
      if (burst <= lastBurst) {
        return true;
      }
    }
    return false;
  }

  /** The smallest number, not below another, whose select bits have the pseudo channel's value. */
  private long firstAtOrAfter(long number) {
    long difference = (number ^ selectValue) & selectMask;
    if (difference == 0) {
      return number;
    }
    long highest = Long.highestOneBit(difference);
    long below = highest - 1;
    if ((selectValue & highest) != 0) {
      // Raising that bit is enough; everything below it starts again from zero.
      return (number & ~(selectMask | below)) | selectValue;
    }
    return (((number | selectMask | below) + 1) & ~selectMask) | selectValue;
  }
}
