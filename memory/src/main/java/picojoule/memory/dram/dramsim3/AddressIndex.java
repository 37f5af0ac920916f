package picojoule.memory.dram.dramsim3;

import java.util.Arrays;

/** Finds the slot of an address: a hash table with chains through the slots. */
final class AddressIndex {

  private static final int NONE = -1;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long[] addresses;
  private final int[] first;
  private final int[] next;
  private final int shift;
  private int size;

  /** An empty index over the slots of some addresses, which are read through the array. */
  AddressIndex(long[] addresses) {
    this.addresses = addresses;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(2, 2 * addresses.length) - 1);
    shift = Long.SIZE - bits;
    first = new int[1 << bits];
    Arrays.fill(first, NONE);
    next = new int[addresses.length];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The slot of an address, or -1. */
  int find(long address) {
    int slot = first[bucket(address)];
    while (slot != NONE && addresses[slot] != address) {
      slot = next[slot];
    }
    return slot;
  }

  void add(int slot) {
    int bucket = bucket(addresses[slot]);
    next[slot] = first[bucket];
    first[bucket] = slot;
    size++;
  }

  void remove(int slot) {
    int bucket = bucket(addresses[slot]);
    if (first[bucket] == slot) {
      first[bucket] = next[slot];
    } else {
      int before = first[bucket];
      while (next[before] != slot) {
        before = next[before];
      }
      next[before] = next[slot];
    }
    size--;
  }

  private int bucket(long address) {
    return (int) ((address * GOLDEN) >>> shift);
  }
}
