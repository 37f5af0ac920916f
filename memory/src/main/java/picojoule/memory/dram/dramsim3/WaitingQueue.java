package picojoule.memory.dram.dramsim3;

/** Requests in order that wait for room in the queues of their banks. */
final class WaitingQueue {

  private final int[] head;
  private final int[] tail;
  private final int[] next;
  private final long[] order;
  private long accepted;
  private long banks;
  private int size;

  WaitingQueue(int banks, int slots) {
    head = new int[banks];
    tail = new int[banks];
    next = new int[slots];
    order = new long[slots];
  }

  int size() {
    return size;
  }

  /** The banks, as bits, for which a request waits. */
  long banks() {
    return banks;
  }

  void add(int slot, int bank) {
    order[slot] = accepted++;
    if ((banks & (1L << bank)) == 0) {
      banks |= 1L << bank;
      head[bank] = slot;
    } else {
      next[tail[bank]] = slot;
    }
    tail[bank] = slot;
    size++;
  }

  /** The first request in order whose bank is among these, or -1. */
  int firstOf(long amongBanks) {
    int first = -1;
    for (long left = banks & amongBanks; left != 0; left &= left - 1) {
      int slot = head[Long.numberOfTrailingZeros(left)];
      if (first < 0 || order[slot] < order[first]) {
        first = slot;
      }
    }
    return first;
  }

  /** Takes out the first request of its bank. */
  void remove(int slot, int bank) {
    if (tail[bank] == slot) {
      banks &= ~(1L << bank);
    } else {
      head[bank] = next[slot];
    }
    size--;
  }
}
