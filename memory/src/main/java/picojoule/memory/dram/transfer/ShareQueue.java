package picojoule.memory.dram.transfer;

import java.util.Arrays;
import picojoule.memory.request.Transfer;

/**
 * The shares of one channel in order of submission; the first one is being walked. Shares are
 * reused.
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

  void removeFirst() {
    ring[first] = null;
    first = (first + 1) & (ring.length - 1);
    size--;
  }

  /**
   * Adds the channel's share of a transfer.
   *
   * @return false where it has none
   */
  boolean add(Transfer transfer, long arrivalCycle) {
    if (unusedSize == 0) {
      reuse(another());
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

  private Share another() {
    all = Arrays.copyOf(all, all.length + 1);
    Share another = new Share(all.length - 1, selectMask, selectValue, burstShift);
    all[another.number()] = another;
    return another;
  }

  /** Takes over the state of another channel's queue, share by share. */
  void become(ShareQueue other) {
    while (all.length < other.all.length) {
      another();
    }
    for (Share share : other.all) {
      all[share.number()].become(share);
    }
    ring = new Share[other.ring.length];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = other.ring[i] == null ? null : all[other.ring[i].number()];
    }
    first = other.first;
    size = other.size;
    unused = new Share[Math.max(unused.length, all.length)];
    unusedSize = 0;
    for (int i = 0; i < other.unusedSize; i++) {
      reuse(all[other.unused[i].number()]);
    }
    // Shares that the other queue never needed stay unused here too.
    for (int i = other.all.length; i < all.length; i++) {
      reuse(all[i]);
    }
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
