package picojoule.memory.dram.transfer;

import picojoule.memory.request.Transfer;

/**
 * The bursts of a transfer that belong to one channel, walked in the order of the transfer's rows
 * and, in a row, of addresses. They are those whose select bits have the channel's value, so that
 * one addition finds the next one.
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

  private long lastDataCycle;

  /** A share whose number tells it from others of its channel. */
  Share(int number, long selectMask, long selectValue, int burstShift) {
    this.number = number;
    this.selectMask = selectMask;
    this.selectValue = selectValue;
    this.burstShift = burstShift;
  }

  /**
   * Starts at the first burst of a transfer.
   *
   * @return false where none of its bursts belongs to the channel
   */
  boolean begin(Transfer next, long cycle) {
    transfer = next;
    write = next.isWrite();
    arrivalCycle = cycle;
    queued = 0;
    firstCycle = -1;
    lastDataCycle = 0;
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

  /**
   * A queued burst was served.
   *
   * @param cycle of its column command
   * @param dataCycle at which its data have been moved
   * @return whether it was the last one of the share
   */
  boolean served(long cycle, long dataCycle) {
    if (firstCycle < 0) {
      firstCycle = cycle;
    }
    lastDataCycle = Math.max(lastDataCycle, dataCycle);
    queued--;
    return walked && queued == 0;
  }

  /** When the last of the served bursts has been moved. */
  long lastDataCycle() {
    return lastDataCycle;
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

  private long firstAtOrAfter(long number) {
    return firstAtOrAfter(number, selectMask, selectValue);
  }

  /** The smallest number, not below another, whose select bits have a value. */
  static long firstAtOrAfter(long number, long selectMask, long selectValue) {
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

  /** Takes over the state of the same transfer's share of another channel. */
  void become(Share other) {
    transfer = other.transfer;
    write = other.write;
    arrivalCycle = other.arrivalCycle;
    row = other.row;
    burst = (other.burst & ~selectMask) | selectValue;
    lastBurst = other.lastBurst;
    walked = other.walked;
    queued = other.queued;
    firstCycle = other.firstCycle;
    lastDataCycle = other.lastDataCycle;
  }
}
