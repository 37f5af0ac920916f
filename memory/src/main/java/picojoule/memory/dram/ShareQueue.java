package picojoule.memory.dram;

import java.util.Arrays;
import picojoule.memory.request.Transfer;

/**
 * The shares of one pseudo channel in order of submission; the first one is being walked. Shares
 * are reused.
 */
final class ShareQueue {

  private final long selectMask;
  private final long selectValue;
  private final int burstShift;

  private Share[] ring = new Share[16];
  private int first;
  private int size;

  /** All shares by number. */
  private Share[] all = new Share[0];

  private Share[] unused = new Share[16];
  private int unusedSize;

  ShareQueue(long selectMask, long selectValue, int burstShift) {
    this.selectMask = selectMask;
    this.selectValue = selectValue;
    this.burstShift = burstShift;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The share being walked, of a queue that is not empty. */
  Share first() {
    return ring[first];
  }

  int size() {
    return size;
  }

  /** The share that has some others before it. */
  Share get(int index) {
    return ring[(first + index) & (ring.length - 1)];
  }

  void removeFirst() {
    ring[first] = null;
    first = (first + 1) & (ring.length - 1);
    size--;
  }

  /**
   * Adds the pseudo channel's share of a transfer.
   *
   * @return false where it has none
   */
  boolean add(Transfer transfer, long arrivalCycle) {
    if (unusedSize == 0) {
      all = Arrays.copyOf(all, all.length + 1);
      Share another = new Share(all.length - 1, selectMask, selectValue, burstShift);
      all[another.number()] = another;
      unused[unusedSize++] = another;
    }
    Share share = unused[unusedSize - 1];
    if (!share.begin(transfer, arrivalCycle)) {
      return false;
    }
    unusedSize--;
    if (size == ring.length) {
      Share[] wider = new Share[2 * size];
      for (int i = 0; i < size; i++) {
        wider[i] = ring[(first + i) & (size - 1)];
      }
      ring = wider;
      first = 0;
    }
    ring[(first + size) & (ring.length - 1)] = share;
    size++;
    return true;
  }

  /** The share of a number. */
  Share byNumber(int number) {
    return all[number];
  }

  /** Takes back a finished share. */
  void reuse(Share share) {
    if (unusedSize == unused.length) {
      unused = Arrays.copyOf(unused, 2 * unusedSize);
    }
    unused[unusedSize++] = share;
  }
}
