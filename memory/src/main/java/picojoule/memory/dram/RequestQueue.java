package picojoule.memory.dram;

import java.util.Arrays;

/**
 * The queued reads, or the queued writes, of one pseudo channel. Requests of a bank are linked in
 * order of age; two masks of banks say where a column command is wanted and where the row has to
 * change first, so that a decision looks at banks, not at requests.
 */
final class RequestQueue {

  private static final int NONE = -1;

  /** How the row of a request had to be opened. */
  private static final byte HIT = 0;

  private static final byte MISS = 1;
  private static final byte CONFLICT = 2;

  private final int rowHitCap;

  private final Share[] shares;
  private final long[] bursts;
  private final int[] rows;
  private final long[] ages;
  private final byte[] outcomes;
  private final int[] younger;
  private final int[] older;
  private final int[] unused;
  private int unusedSize;

  private final int[] oldest;
  private final int[] youngest;

  /** The oldest request of a bank for its open row. */
  private final int[] hit;

  private final int[] overtaken;
  private final int[] openRow;
  private long columnBanks;
  private long rowBanks;

  private final long[] outcomeCounts = new long[3];

  RequestQueue(int capacity, int banks, int rowHitCap) {
    this.rowHitCap = rowHitCap;
    shares = new Share[capacity];
    bursts = new long[capacity];
    rows = new int[capacity];
    ages = new long[capacity];
    outcomes = new byte[capacity];
    younger = new int[capacity];
    older = new int[capacity];
    unused = new int[capacity];
    for (int slot = 0; slot < capacity; slot++) {
      unused[slot] = slot;
    }
    unusedSize = capacity;
    oldest = filled(banks);
    youngest = filled(banks);
    hit = filled(banks);
    openRow = filled(banks);
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

  /** The age of a bank's row hit: smaller is older. */
  long hitAge(int bank) {
    return ages[hit[bank]];
  }

  long oldestAge(int bank) {
    return ages[oldest[bank]];
  }

  int oldestRow(int bank) {
    return rows[oldest[bank]];
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

  void add(Share share, long burst, int bank, int row, long age) {
    int slot = unused[--unusedSize];
    shares[slot] = share;
    bursts[slot] = burst;
    rows[slot] = row;
    ages[slot] = age;
    outcomes[slot] = HIT;
    int before = youngest[bank];
    older[slot] = before;
    younger[slot] = NONE;
    youngest[bank] = slot;
    if (before == NONE) {
      oldest[bank] = slot;
    } else {
      younger[before] = slot;
    }
    if (hit[bank] == NONE && row == openRow[bank]) {
      hit[bank] = slot;
      classify(bank);
    } else if (before == NONE) {
      classify(bank);
    }
  }

  /**
   * Removes a bank's row hit, which got its column command.
   *
   * @return its share
   */
  Share removeHit(int bank) {
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
    }
    unused[unusedSize++] = slot;
    hit[bank] = firstOfRow(after, openRow[bank]);
    classify(bank);
    return shares[slot];
  }

  /** A row was opened, or with -1 closed. */
  void openRow(int bank, int row) {
    openRow[bank] = row;
    overtaken[bank] = 0;
    hit[bank] = row == NONE ? NONE : firstOfRow(oldest[bank], row);
    classify(bank);
  }

  /** A row command was issued for the sake of a bank's oldest request. */
  void rowCommand(int bank, boolean conflict) {
    int slot = oldest[bank];
    if (outcomes[slot] == HIT) {
      outcomes[slot] = conflict ? CONFLICT : MISS;
    }
  }

  int capacity() {
    return unused.length;
  }

  /**
   * All requests of a full queue, row hits in order of age, were served and replaced by the ones
   * that are some bursts on, which again are row hits of the same banks in the same order.
   *
   * @param bursts at least the capacity
   */
  void leap(int bursts, SteadyStream stream) {
    for (int slot = 0; slot < ages.length; slot++) {
      outcomeCounts[outcomes[slot]]++;
      outcomes[slot] = HIT;
      ages[slot] += bursts;
      this.bursts[slot] = stream.advance(this.bursts[slot], bursts);
    }
    outcomeCounts[HIT] += bursts - capacity();
  }

  private int firstOfRow(int from, int row) {
    int slot = from;
    while (slot != NONE && rows[slot] != row) {
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
