package picojoule.memory.sram;

import java.util.Arrays;
import picojoule.memory.request.Transfer;

/**
 * One client of an SRAM: its transfers in order, and of the first one the access that it presents,
 * word by word.
 */
final class SramClient {

  private final int wordBytes;

  /** Words of the current access that had no port yet, by their place in it. */
  private final long[] pending;

  private int pendingSize;

  private Transfer[] ring = new Transfer[16];
  private int first;
  private int size;
  private int row;
  private long nextWord;
  private long lastWord;

  SramClient(int wordBytes, int accessWords) {
    this.wordBytes = wordBytes;
    pending = new long[accessWords];
  }

  boolean isIdle() {
    return size == 0;
  }

  /** The transfer whose access is presented. */
  Transfer transfer() {
    return ring[first];
  }

  int pending() {
    return pendingSize;
  }

  long pendingWord(int index) {
    return pending[index];
  }

  /** Drops words of the access that have had a port: those marked with a negative number. */
  void drop() {
    int kept = 0;
    for (int i = 0; i < pendingSize; i++) {
      if (pending[i] >= 0) {
        pending[kept++] = pending[i];
      }
    }
    pendingSize = kept;
  }

  void markServed(int index) {
    pending[index] = -1;
  }

  void add(Transfer transfer) {
    if (size == ring.length) {
      Transfer[] wider = Arrays.copyOf(ring, 2 * size);
      for (int i = 0; i < size; i++) {
        wider[i] = ring[(first + i) & (size - 1)];
      }
      ring = wider;
      first = 0;
    }
    ring[(first + size++) & (ring.length - 1)] = transfer;
    if (size == 1) {
      beginTransfer();
    }
  }

  /**
   * Goes on to the next access when the current one is done.
   *
   * @return the transfer that is done with it, or null
   */
  Transfer step() {
    if (pendingSize > 0) {
      return null;
    }
    if (nextWord <= lastWord) {
      present();
      return null;
    }
    Transfer transfer = ring[first];
    if (++row < transfer.rows()) {
      beginRow();
      return null;
    }
    ring[first] = null;
    first = (first + 1) & (ring.length - 1);
    size--;
    if (size > 0) {
      beginTransfer();
    }
    return transfer;
  }

  private void beginTransfer() {
    row = 0;
    beginRow();
  }

  private void beginRow() {
    Transfer transfer = ring[first];
    long begin = transfer.address() + row * transfer.pitchBytes();
    nextWord = begin / wordBytes;
    lastWord = (begin + transfer.rowBytes() - 1) / wordBytes;
    present();
  }

  private void present() {
    while (pendingSize < pending.length && nextWord <= lastWord) {
      pending[pendingSize++] = nextWord++;
    }
  }
}
