package picojoule.memory.dram.dramsim3;

/** The requests inside the controller, in pooled slots. */
final class Transactions {

  private final long[] addresses;
  private final boolean[] writes;
  private final int[] banks;
  private final int[] rows;
  private final int[] columns;
  private final int[] waiters;
  private final long[] firstTicks;
  private final long[] tickSums;
  private final int[] free;
  private int freeCount;

  Transactions(int capacity) {
    addresses = new long[capacity];
    writes = new boolean[capacity];
    banks = new int[capacity];
    rows = new int[capacity];
    columns = new int[capacity];
    waiters = new int[capacity];
    firstTicks = new long[capacity];
    tickSums = new long[capacity];
    free = new int[capacity];
    for (int i = 0; i < capacity; i++) {
      free[i] = i;
    }
    freeCount = capacity;
  }

  /** A slot for a request accepted at a tick. */
  int add(long address, boolean write, int bank, int row, int column, long tick) {
    int slot = free[--freeCount];
    addresses[slot] = address;
    writes[slot] = write;
    banks[slot] = bank;
    rows[slot] = row;
    columns[slot] = column;
    waiters[slot] = 1;
    firstTicks[slot] = tick;
    tickSums[slot] = tick;
    return slot;
  }

  /** A further request, accepted at a tick, that the same burst answers. */
  void join(int slot, long tick) {
    waiters[slot]++;
    tickSums[slot] += tick;
  }

  void release(int slot) {
    free[freeCount++] = slot;
  }

  long[] addresses() {
    return addresses;
  }

  boolean isWrite(int slot) {
    return writes[slot];
  }

  int bank(int slot) {
    return banks[slot];
  }

  int row(int slot) {
    return rows[slot];
  }

  int column(int slot) {
    return columns[slot];
  }

  /** Requests that its burst answers. */
  int waiters(int slot) {
    return waiters[slot];
  }

  /** When the first of them was accepted. */
  long firstTick(int slot) {
    return firstTicks[slot];
  }

  /** The sum of the ticks in which they were accepted. */
  long tickSum(int slot) {
    return tickSums[slot];
  }
}
