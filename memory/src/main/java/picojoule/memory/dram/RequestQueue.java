package picojoule.memory.dram;

import java.util.Arrays;

/**
 * The queued reads, or the queued writes, of one pseudo channel. Requests of a bank are linked in
 * order of age; two masks of banks say where a column command is wanted and where the row has to
 * change first, so that a decision looks at banks, not at requests.
 *
 * <p>Ages are the numbers of requests in order of entry, modulo 2^32: of two queued requests the
 * one is older that entered longer ago.
 */
final class RequestQueue {

  private static final int NONE = -1;

  /** How the row of a request had to be opened. */
  private static final byte HIT = 0;

  private static final byte MISS = 1;
  private static final byte CONFLICT = 2;

  private final int rowHitCap;
  private final BankRows openRows;

  private final int[] shares;
  private final long[] bursts;
  private final int[] ages;
  private final byte[] outcomes;
  private final byte[] banks;

  /** The neighbours of the same bank. */
  private final int[] younger;

  private final int[] older;

  /** The neighbours in the whole queue, which is a ring through one more slot that stays empty. */
  private final int[] next;

  private final int[] previous;
  private final int end;
  private final int[] unused;
  private int unusedSize;
  private int nextAge;

  private final int[] oldest;
  private final int[] oldestAges;
  private final int[] youngest;

  /** The oldest request of a bank for its open row. */
  private final int[] hit;

  private final int[] overtaken;
  private long columnBanks;
  private long rowBanks;

  private final long[] outcomeCounts = new long[3];

  RequestQueue(int capacity, int banks, int rowHitCap, BankRows openRows) {
    this.rowHitCap = rowHitCap;
    this.openRows = openRows;
    shares = new int[capacity];
    bursts = new long[capacity];
    ages = new int[capacity];
    outcomes = new byte[capacity];
    younger = new int[capacity];
    older = new int[capacity];
    this.banks = new byte[capacity];
    next = new int[capacity + 1];
    previous = new int[capacity + 1];
    end = capacity;
    next[end] = end;
    previous[end] = end;
    unused = new int[capacity];
    for (int slot = 0; slot < capacity; slot++) {
      unused[slot] = slot;
    }
    unusedSize = capacity;
    oldest = filled(banks);
    oldestAges = new int[banks];
    youngest = filled(banks);
    hit = filled(banks);
    overtaken = new int[banks];
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  int size() {
    return unused.length - unusedSize;
  }

  int capacity() {
    return unused.length;
  }

  boolean isFull() {
    return unusedSize == 0;
  }

  /** Banks with a request for their open row that may be served. */
  long columnBanks() {
    return columnBanks;
  }

  /** Banks whose oldest request needs another row. */
  long rowBanks() {
    return rowBanks;
  }

  /** The bank of the oldest request if that is a row hit, else -1. */
  int oldestHitBank() {
    int slot = next[end];
    if (slot == end) {
      return NONE;
    }
    int bank = banks[slot];
    return hit[bank] == slot ? bank : NONE;
  }

  /** The order of a bank's row hit among queued requests: smaller is older; below 2^32. */
  long hitOrder(int bank) {
    return order(ages[hit[bank]]);
  }

  /** The order of a bank's oldest request among queued requests. */
  long oldestOrder(int bank) {
    return order(oldestAges[bank]);
  }

  private long order(int age) {
    return Integer.toUnsignedLong(age - nextAge);
  }

  /** The burst of a bank's oldest request. */
  long oldestBurst(int bank) {
    return bursts[oldest[bank]];
  }

  /** The burst of a bank's row hit. */
  long hitBurst(int bank) {
    return bursts[hit[bank]];
  }

  long rowHits() {
    return outcomeCounts[HIT];
  }

  long rowMisses() {
    return outcomeCounts[MISS];
  }

  long rowConflicts() {
    return outcomeCounts[CONFLICT];
  }

  /** Adds a burst of a share, which is told by its number. */
  void add(int share, long burst, int bank) {
    int slot = unused[--unusedSize];
    shares[slot] = share;
    bursts[slot] = burst;
    ages[slot] = nextAge++;
    outcomes[slot] = HIT;
    banks[slot] = (byte) bank;
    int last = previous[end];
    next[last] = slot;
    previous[slot] = last;
    next[slot] = end;
    previous[end] = slot;
    int before = youngest[bank];
    older[slot] = before;
    younger[slot] = NONE;
    youngest[bank] = slot;
    if (before == NONE) {
      oldest[bank] = slot;
      oldestAges[bank] = ages[slot];
    } else {
      younger[before] = slot;
    }
    if (hit[bank] == NONE && openRows.isHit(bank, burst)) {
      hit[bank] = slot;
      classify(bank);
    } else if (before == NONE) {
      rowBanks |= 1L << bank;
    }
  }

  /**
   * Removes a bank's row hit, which got its column command.
   *
   * @return its share's number
   */
  int removeHit(int bank) {
    int slot = hit[bank];
    outcomeCounts[outcomes[slot]]++;
    int before = older[slot];
    int after = younger[slot];
    if (before == NONE) {
      oldest[bank] = after;
    } else {
      younger[before] = after;
      overtaken[bank]++;
    }
    if (after == NONE) {
      youngest[bank] = before;
    } else {
      older[after] = before;
      oldestAges[bank] = ages[oldest[bank]];
    }
    previous[next[slot]] = previous[slot];
    next[previous[slot]] = next[slot];
    unused[unusedSize++] = slot;
    hit[bank] = firstHit(bank, after);
    classify(bank);
    return shares[slot];
  }

  /** A bank was closed, or another row of it opened. */
  void rowChanged(int bank) {
    overtaken[bank] = 0;
    int head = oldest[bank];
    if (head != NONE) {
      hit[bank] = openRows.isOpen(bank) ? firstHit(bank, head) : NONE;
      classify(bank);
    }
  }

  /** A row command was issued for the sake of a bank's oldest request. */
  void rowCommand(int bank, boolean conflict) {
    int slot = oldest[bank];
    if (outcomes[slot] == HIT) {
      outcomes[slot] = conflict ? CONFLICT : MISS;
    }
  }

  /** The slot of the oldest request; -1 where there is none. */
  int oldestSlot() {
    return next[end] == end ? NONE : next[end];
  }

  /** The slot of the next younger request; -1 behind the youngest. */
  int youngerSlot(int slot) {
    return next[slot] == end ? NONE : next[slot];
  }

  int bank(int slot) {
    return banks[slot];
  }

  long burst(int slot) {
    return bursts[slot];
  }

  int share(int slot) {
    return shares[slot];
  }

  /** Whether a request is for the open row of its bank. */
  boolean isHit(int slot) {
    return openRows.isHit(banks[slot], bursts[slot]);
  }

  /** All requests, row hits in order of age, got their column commands. */
  void removeAll() {
    for (int slot = next[end]; slot != end; slot = next[slot]) {
      int bank = banks[slot];
      outcomeCounts[outcomes[slot]]++;
      oldest[bank] = NONE;
      youngest[bank] = NONE;
      hit[bank] = NONE;
      unused[unusedSize++] = slot;
    }
    next[end] = end;
    previous[end] = end;
    columnBanks = 0;
    rowBanks = 0;
  }

  /** Counts row hits that never were in the queue because a leap went over them. */
  void countHits(int hits) {
    outcomeCounts[HIT] += hits;
  }

  private int firstHit(int bank, int from) {
    int slot = from;
    while (slot != NONE && !openRows.isHit(bank, bursts[slot])) {
      slot = younger[slot];
    }
    return slot;
  }

  /** FR-FCFS with a cap: a row hit goes first until it has overtaken the oldest too often. */
  private void classify(int bank) {
    long bit = 1L << bank;
    int head = oldest[bank];
    int candidate = hit[bank];
    boolean column = candidate != NONE && (candidate == head || overtaken[bank] < rowHitCap);
    columnBanks = column ? columnBanks | bit : columnBanks & ~bit;
    rowBanks = !column && head != NONE ? rowBanks | bit : rowBanks & ~bit;
  }
}
