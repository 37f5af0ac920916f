package picojoule.memory.link;

import java.util.Arrays;
import picojoule.memory.request.Transfer;

/**
 * Transfers in order of submission, and how far the first one has been cut into requests: at the
 * ends of its rows, and in them at multiples of a number of bytes.
 */
final class WaitingTransfers {

  private final long requestBytes;
  private Transfer[] ring = new Transfer[16];
  private int first;
  private int size;

  /** Of the first one. */
  private int row;

  private long offset;

  WaitingTransfers(long requestBytes) {
    this.requestBytes = requestBytes;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The one that is being cut. */
  Transfer first() {
    return ring[first];
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
  }

  /** The number of requests that a transfer is cut into. */
  int requests(Transfer transfer) {
    long requests = 0;
    for (int i = 0; i < transfer.rows(); i++) {
      long begin = transfer.address() + i * transfer.pitchBytes();
      long last = begin + transfer.rowBytes() - 1;
      requests += last / requestBytes - begin / requestBytes + 1;
    }
    return Math.toIntExact(requests);
  }

  /** The address of the next request. */
  long address() {
    Transfer transfer = ring[first];
    return transfer.address() + row * transfer.pitchBytes() + offset;
  }

  /** The bytes of the next request. */
  long bytes() {
    return Math.min(ring[first].rowBytes() - offset, requestBytes - address() % requestBytes);
  }

  /** Goes on behind the next request. */
  void step() {
    Transfer transfer = ring[first];
    offset += bytes();
    if (offset < transfer.rowBytes()) {
      return;
    }
    offset = 0;
    row++;
    if (row < transfer.rows()) {
      return;
    }
    row = 0;
    ring[first] = null;
    first = (first + 1) & (ring.length - 1);
    size--;
  }
}
