package picojoule.memory.dram.controller;

import java.util.Arrays;

/**
 * The requests of one direction that wait, in order of age in every bank. For each bank it knows
 * the oldest request for the open row and the oldest for another one.
 */
final class RequestBuffer {

  static final int NONE = -1;

  private final int capacity;
  private final BankStates banks;
  private int size;

  /** Unused slots are linked through {@link #younger}. */
  private int free;

  private final long[] burst;
  private final int[] row;
  private final long[] arrival;
  private final long[] order;
  private final int[] bankOf;
  private final int[] owner;
  private final int[] overtaken;
  private final boolean[] counted;

  /** Neighbours in the bank. */
  private final int[] younger;

  private final int[] older;

  private final AgeOrder ages;

  private final int[] oldest;
  private final int[] youngest;
  private final int[] oldestHit;
  private final int[] oldestMiss;

  /** By pseudo channel, banks without an open row for which requests wait. */
  private final long[] closedBanks;

  /** By pseudo channel, banks with requests for the open row. */
  private final long[] hitBanks;

  /** By pseudo channel, banks with requests for another row than the open one. */
  private final long[] missBanks;

  private long arrivals;

  /** The highest burst added since the buffer was last empty. */
  private long highest;

  RequestBuffer(int capacity, BankStates banks) {
    this.capacity = capacity;
    this.banks = banks;
    burst = new long[capacity];
    row = new int[capacity];
    arrival = new long[capacity];
    order = new long[capacity];
    bankOf = new int[capacity];
    owner = new int[capacity];
    overtaken = new int[capacity];
    counted = new boolean[capacity];
    younger = new int[capacity];
    older = new int[capacity];
    ages = new AgeOrder(capacity, banks.pseudoChannels());
    for (int slot = 0; slot < capacity; slot++) {
      younger[slot] = slot + 1 == capacity ? NONE : slot + 1;
    }
    oldest = filled(banks.count());
    youngest = filled(banks.count());
    oldestHit = filled(banks.count());
    oldestMiss = filled(banks.count());
    closedBanks = new long[banks.pseudoChannels()];
    hitBanks = new long[banks.pseudoChannels()];
    missBanks = new long[banks.pseudoChannels()];
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == capacity;
  }

  /** Whether every request is for an open row. */
  boolean hitsOnly() {
    long others = 0;
    for (int i = 0; i < closedBanks.length; i++) {
      others |= closedBanks[i] | missBanks[i];
    }
    return others == 0;
  }

  /** Whether a burst is beyond all that waited since the buffer was last empty. */
  boolean isNew(long wanted) {
    return size == 0 || wanted > highest;
  }

  long burst(int slot) {
    return burst[slot];
  }

  int row(int slot) {
    return row[slot];
  }

  long arrival(int slot) {
    return arrival[slot];
  }

  /** Smaller is older. */
  long order(int slot) {
    return order[slot];
  }

  /** Whether a row hit, miss or conflict was counted for a request. */
  boolean isCounted(int slot) {
    return counted[slot];
  }

  void setCounted(int slot) {
    counted[slot] = true;
  }

  long closedBanks(int pseudoChannel) {
    return closedBanks[pseudoChannel];
  }

  long hitBanks(int pseudoChannel) {
    return hitBanks[pseudoChannel];
  }

  long missBanks(int pseudoChannel) {
    return missBanks[pseudoChannel];
  }

  /** The oldest request of a bank, or {@link #NONE}. */
  int oldest(int bank) {
    return oldest[bank];
  }

  /** The oldest request for the open row of a bank, or {@link #NONE}. */
  int oldestHit(int bank) {
    return oldestHit[bank];
  }

  /** The oldest request for another row than the open one of a bank, or {@link #NONE}. */
  int oldestMiss(int bank) {
    return oldestMiss[bank];
  }

  /** How many younger requests of the bank went before a request. */
  int overtaken(int slot) {
    return overtaken[slot];
  }

  /** A request goes before all older ones of its bank. */
  void overtake(int slot) {
    for (int before = older[slot]; before != NONE; before = older[before]) {
      overtaken[before]++;
    }
  }

  /** Whether a request for a burst waits. */
  boolean holds(int bank, long wanted) {
    if (isNew(wanted)) {
      return false;
    }
    for (int slot = oldest[bank]; slot != NONE; slot = younger[slot]) {
      if (burst[slot] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** The oldest request of all, or {@link #NONE}. */
  int oldest() {
    int oldestOfAll = ages.oldest(0);
    for (int i = 1; i < banks.pseudoChannels(); i++) {
      int other = ages.oldest(i);
      if (oldestOfAll == NONE || (other != NONE && order[other] < order[oldestOfAll])) {
        oldestOfAll = other;
      }
    }
    return oldestOfAll;
  }

  /** The oldest request of a pseudo channel, or {@link #NONE}. */
  int oldestOf(int pseudoChannel) {
    return ages.oldest(pseudoChannel);
  }

  int bank(int slot) {
    return bankOf[slot];
  }

  /** How many requests came after one. */
  long arrivedSince(int slot) {
    return arrivals - order[slot] - 1;
  }

  int capacity() {
    return capacity;
  }

  /** Whether requests wait both for the open row of some bank and for another one. */
  boolean hasRowsToDrain() {
    for (int pseudoChannel = 0; pseudoChannel < hitBanks.length; pseudoChannel++) {
      if ((hitBanks[pseudoChannel] & missBanks[pseudoChannel]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** On whose behalf a request is. */
  int owner(int slot) {
    return owner[slot];
  }

  /** Adds the youngest request; returns its slot. */
  int add(long addedBurst, int bank, int addedRow, long now, int addedOwner) {
    int slot = free;
    free = younger[slot];
    highest = size == 0 ? addedBurst : Math.max(highest, addedBurst);
    size++;
    burst[slot] = addedBurst;
    row[slot] = addedRow;
    arrival[slot] = now;
    order[slot] = arrivals++;
    bankOf[slot] = bank;
    owner[slot] = addedOwner;
    overtaken[slot] = 0;
    counted[slot] = false;
    int last = youngest[bank];
    older[slot] = last;
    younger[slot] = NONE;
    youngest[bank] = slot;
    if (last == NONE) {
      oldest[bank] = slot;
    } else {
      younger[last] = slot;
    }
    long bit = banks.bit(bank);
    int pseudoChannel = banks.pseudoChannel(bank);
    ages.append(slot, pseudoChannel);
    if (!banks.isOpen(bank)) {
      closedBanks[pseudoChannel] |= bit;
    } else if (banks.row(bank) == addedRow) {
      if (oldestHit[bank] == NONE) {
        oldestHit[bank] = slot;
        hitBanks[pseudoChannel] |= bit;
      }
    } else if (oldestMiss[bank] == NONE) {
      oldestMiss[bank] = slot;
      missBanks[pseudoChannel] |= bit;
    }
    return slot;
  }

  void remove(int slot) {
    int bank = bankOf[slot];
    ages.remove(slot, banks.pseudoChannel(bank));
    int before = older[slot];
    int after = younger[slot];
    if (before == NONE) {
      oldest[bank] = after;
    } else {
      younger[before] = after;
    }
    if (after == NONE) {
      youngest[bank] = before;
    } else {
      older[after] = before;
    }
    younger[slot] = free;
    free = slot;
    size--;
    if (oldestHit[bank] == slot) {
      int next = after;
      while (next != NONE && row[next] != banks.row(bank)) {
        next = younger[next];
      }
      oldestHit[bank] = next;
      if (next == NONE) {
        hitBanks[banks.pseudoChannel(bank)] &= ~banks.bit(bank);
      }
    } else {
      rowChanged(bank);
    }
  }

  /** A bank was opened or closed. */
  void rowChanged(int bank) {
    int pseudoChannel = banks.pseudoChannel(bank);
    long others = ~banks.bit(bank);
    closedBanks[pseudoChannel] &= others;
    hitBanks[pseudoChannel] &= others;
    missBanks[pseudoChannel] &= others;
    oldestHit[bank] = NONE;
    oldestMiss[bank] = NONE;
    if (oldest[bank] == NONE) {
      return;
    }
    if (!banks.isOpen(bank)) {
      closedBanks[pseudoChannel] |= ~others;
      return;
    }
    int open = banks.row(bank);
    for (int slot = oldest[bank];
        slot != NONE && (oldestHit[bank] == NONE || oldestMiss[bank] == NONE);
        slot = younger[slot]) {
      if (row[slot] == open) {
        if (oldestHit[bank] == NONE) {
          oldestHit[bank] = slot;
          hitBanks[pseudoChannel] |= ~others;
        }
      } else if (oldestMiss[bank] == NONE) {
        oldestMiss[bank] = slot;
        missBanks[pseudoChannel] |= ~others;
      }
    }
  }

  /**
   * Takes over the state of another one.
   *
   * @param channelMask bits of a burst's number that select its channel
   * @param channelValue those bits here
   */
  void become(RequestBuffer other, long channelMask, long channelValue) {
    size = other.size;
    free = other.free;
    arrivals = other.arrivals;
    highest = (other.highest & ~channelMask) | channelValue;
    for (int slot = 0; slot < capacity; slot++) {
      burst[slot] = (other.burst[slot] & ~channelMask) | channelValue;
    }
    copy(other.row, row);
    copy(other.arrival, arrival);
    copy(other.order, order);
    copy(other.bankOf, bankOf);
    copy(other.owner, owner);
    copy(other.overtaken, overtaken);
    System.arraycopy(other.counted, 0, counted, 0, capacity);
    ages.become(other.ages);
    copy(other.younger, younger);
    copy(other.older, older);
    copy(other.oldest, oldest);
    copy(other.youngest, youngest);
    copy(other.oldestHit, oldestHit);
    copy(other.oldestMiss, oldestMiss);
    copy(other.closedBanks, closedBanks);
    copy(other.hitBanks, hitBanks);
    copy(other.missBanks, missBanks);
  }

  private static void copy(int[] from, int[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  private static void copy(long[] from, long[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
