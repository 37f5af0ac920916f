package picojoule.memory.dram.controller;

import java.util.Arrays;

/** The slots of a buffer in the order in which they were taken, for each pseudo channel. */
final class AgeOrder {

  private static final int NONE = RequestBuffer.NONE;

  private final int[] next;
  private final int[] previous;
  private final int[] oldest;
  private final int[] youngest;

  AgeOrder(int capacity, int pseudoChannels) {
    next = new int[capacity];
    previous = new int[capacity];
    oldest = new int[pseudoChannels];
    youngest = new int[pseudoChannels];
    Arrays.fill(oldest, NONE);
    Arrays.fill(youngest, NONE);
  }

  /** The slot of a pseudo channel that was taken first, or {@link RequestBuffer#NONE}. */
  int oldest(int pseudoChannel) {
    return oldest[pseudoChannel];
  }

  void append(int slot, int pseudoChannel) {
    int last = youngest[pseudoChannel];
    previous[slot] = last;
    next[slot] = NONE;
    if (last == NONE) {
      oldest[pseudoChannel] = slot;
    } else {
      next[last] = slot;
    }
    youngest[pseudoChannel] = slot;
  }

  void remove(int slot, int pseudoChannel) {
    int before = previous[slot];
    int after = next[slot];
    if (before == NONE) {
      oldest[pseudoChannel] = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      youngest[pseudoChannel] = before;
    } else {
      previous[after] = before;
    }
  }

  /** Takes over the state of another one. */
  void become(AgeOrder other) {
    System.arraycopy(other.next, 0, next, 0, next.length);
    System.arraycopy(other.previous, 0, previous, 0, previous.length);
    System.arraycopy(other.oldest, 0, oldest, 0, oldest.length);
    System.arraycopy(other.youngest, 0, youngest, 0, youngest.length);
  }
}
