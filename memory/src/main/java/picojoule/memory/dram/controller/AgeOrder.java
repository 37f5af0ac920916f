package picojoule.memory.dram.controller;

/** The slots of a buffer in the order in which they were taken. */
final class AgeOrder {

  private static final int NONE = RequestBuffer.NONE;

  private final int[] next;
  private final int[] previous;
  private int oldest = NONE;
  private int youngest = NONE;

  AgeOrder(int capacity) {
    next = new int[capacity];
    previous = new int[capacity];
  }

  /** The slot taken first, or {@link RequestBuffer#NONE}. */
  int oldest() {
    return oldest;
  }

  void append(int slot) {
    previous[slot] = youngest;
    next[slot] = NONE;
    if (youngest == NONE) {
      oldest = slot;
    } else {
      next[youngest] = slot;
    }
    youngest = slot;
  }

  void remove(int slot) {
    int before = previous[slot];
    int after = next[slot];
    if (before == NONE) {
      oldest = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      youngest = before;
    } else {
      previous[after] = before;
    }
  }

  /** Takes over the state of another one. */
  void become(AgeOrder other) {
    System.arraycopy(other.next, 0, next, 0, next.length);
    System.arraycopy(other.previous, 0, previous, 0, previous.length);
    oldest = other.oldest;
    youngest = other.youngest;
  }
}
