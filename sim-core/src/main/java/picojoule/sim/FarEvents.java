package picojoule.sim;

import java.util.Arrays;

/**
 * Events beyond the wheel's horizon: a four-ary heap by (time, sequence), each event knowing its
 * position.
 */
final class FarEvents {

  private Event[] heap = new Event[64];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  Event first() {
    return heap[0];
  }

  void add(Event event) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    siftUp(size++, event);
  }

  Event removeFirst() {
    Event first = heap[0];
    remove(first);
    return first;
  }

  void remove(Event event) {
    int hole = event.place;
    Event last = heap[--size];
    heap[size] = null;
    if (event != last) {
      if (hole > 0 && before(last, heap[(hole - 1) >> 2])) {
        siftUp(hole, last);
      } else {
        siftDown(hole, last);
      }
    }
    event.place = Event.IDLE;
  }

  private void siftUp(int from, Event event) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >> 2;
      if (!before(event, heap[parent])) {
        break;
      }
      put(hole, heap[parent]);
      hole = parent;
    }
    put(hole, event);
  }

  private void siftDown(int from, Event event) {
    int hole = from;
    while (true) {
      int child = (hole << 2) + 1;
      if (child >= size) {
        break;
      }
      int least = child;
      for (int other = child + 1, end = Math.min(child + 4, size); other < end; other++) {
        if (before(heap[other], heap[least])) {
          least = other;
        }
      }
      if (!before(heap[least], event)) {
        break;
      }
      put(hole, heap[least]);
      hole = least;
    }
    put(hole, event);
  }

  private void put(int position, Event event) {
    heap[position] = event;
    event.place = position;
  }

  private static boolean before(Event a, Event b) {
    return a.time < b.time || (a.time == b.time && a.sequence < b.sequence);
  }
}
