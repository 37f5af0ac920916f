package picojoule.memory.link;

import picojoule.memory.request.Transfer;

/** A part of a transfer on its way over a link, in the memory behind it, and back. */
final class LinkRequest extends Transfer {

  private final Link link;
  private Transfer whole;
  private long sequence;
  private long arrivalTick;

  LinkRequest(Link link) {
    this.link = link;
  }

  /** Becomes the request for some bytes of a transfer, the sequence-th of its link. */
  void begin(Transfer of, long sequence, long address, long bytes) {
    whole = of;
    this.sequence = sequence;
    configure(of.requester(), of.isWrite(), address, 1, bytes, 0);
  }

  /** The transfer of which it is a part. */
  Transfer whole() {
    return whole;
  }

  long sequence() {
    return sequence;
  }

  /** Notes when its message arrives at the other side. */
  void arrivesAt(long tick) {
    arrivalTick = tick;
  }

  long arrivalTick() {
    return arrivalTick;
  }

  @Override
  protected void completed(long now) {
    link.served(this, now);
  }
}
