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
  private final int number;

  private Transfer transfer;
  private boolean write;
  private long arrivalCycle;
  private int row;
  private long burst;
  private long lastBurst;
  private boolean walked;
  private long queued;

  /** The cycle of its first column command, or -1. */
  private long firstCycle;

  /** A share whose number tells it from others of its pseudo channel. */
  Share(int number, long selectMask, long selectValue, int burstShift) {
    this.number = number;
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
    write = next.isWrite();
    arrivalCycle = cycle;
    queued = 0;
    firstCycle = -1;
    row = -1;
    walked = !nextRow();
    return !walked;
  }

  int number() {
    return number;
  }

  boolean isWrite() {
    return write;
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
      return true;
    }
    walked = !nextRow();
    return !walked;
  }

  /** The last burst of the current row; it may belong to another pseudo channel. */
  long lastBurst() {
    return lastBurst;
  }

  /** Whether no row follows the current one. */
  boolean isLastRow() {
    return row + 1 >= transfer.rows();
  }

  /**
   * Counts some bursts of the current row as queued and goes to the next one.
   *
   * @param lastQueued the last of them
   * @return false where there is none
   */
  boolean queueAndStep(int bursts, long lastQueued) {
    queued += bursts - 1;
    burst = lastQueued;
    return queueAndStep();
  }

  /**
   * A queued burst got its column command.
   *
   * @return whether it was the last one of the share
   */
  boolean issued(long cycle) {
    return issued(1, cycle);
  }

  /**
   * Some queued bursts got their column commands.
   *
   * @param cycle of the first of them
   * @return whether they were the last ones of the share
   */
  boolean issued(int bursts, long cycle) {
    if (firstCycle < 0) {
      firstCycle = cycle;
    }
    queued -= bursts;
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
