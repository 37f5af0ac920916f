package picojoule.memory.link;

/** Requests in order, as many as a link has at most. */
final class RequestQueue {

  private final LinkRequest[] ring;
  private int first;
  private int size;

  RequestQueue(int capacity) {
    ring = new LinkRequest[capacity];
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  LinkRequest first() {
    return ring[first];
  }

  LinkRequest removeFirst() {
    LinkRequest request = ring[first];
    first = first + 1 == ring.length ? 0 : first + 1;
    size--;
    return request;
  }

  void addLast(LinkRequest request) {
    ring[place(size++)] = request;
  }

  /** Adds a request before those of later sequence. */
  void addInSequence(LinkRequest request) {
    int i = size++;
    while (i > 0 && ring[place(i - 1)].sequence() > request.sequence()) {
      ring[place(i)] = ring[place(i - 1)];
      i--;
    }
    ring[place(i)] = request;
  }

  private int place(int index) {
    int place = first + index;
    return place < ring.length ? place : place - ring.length;
  }
}
