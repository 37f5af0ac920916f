package picojoule.sim;

import java.util.Arrays;

/**
 * Events beyond the wheel's horizon: a four-ary heap of their numbers by (time, sequence), each
 * event's position being known.
 */
final class FarEvents {

  private final EventNumbers numbers;
  private int[] heap = new int[64];
  private int size;
  private long firstTime = Long.MAX_VALUE;
  private long lastSequence;

  /**
   * By the events' numbers: when they fire, in which order they came, where in the heap they are.
   */
  private long[] times = new long[0];

  private long[] sequences = new long[0];
  private int[] positions = new int[0];

  FarEvents(EventNumbers numbers) {
    this.numbers = numbers;
  }

  /** Makes room for events of numbers below a capacity. */
  void grow(int capacity) {
    if (capacity <= times.length) {
      return;
    }
    times = Arrays.copyOf(times, capacity);
    sequences = Arrays.copyOf(sequences, capacity);
    positions = Arrays.copyOf(positions, capacity);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The least time, or {@link Long#MAX_VALUE} where no event waits. */
  long firstTime() {
    return firstTime;
  }

  void add(Event event) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    times[event.number] = event.time;
    sequences[event.number] = ++lastSequence;
    event.place = Event.FAR;
    siftUp(size++, event.number);
    firstTime = times[heap[0]];
  }

  Event removeFirst() {
    Event first = numbers.event(heap[0]);
    remove(first);
    return first;
  }

  void remove(Event event) {
    int hole = positions[event.number];
    int last = heap[--size];
    if (event.number != last) {
      if (hole > 0 && before(last, heap[(hole - 1) >> 2])) {
        siftUp(hole, last);
      } else {
        siftDown(hole, last);
      }
    }
    event.place = Event.IDLE;
    firstTime = size == 0 ? Long.MAX_VALUE : times[heap[0]];
  }

  private void siftUp(int from, int number) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >> 2;
      if (!before(number, heap[parent])) {
        break;
      }
      put(hole, heap[parent]);
      hole = parent;
    }
    put(hole, number);
  }

  private void siftDown(int from, int number) {
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
      if (!before(heap[least], number)) {
        break;
      }
      put(hole, heap[least]);
      hole = least;
    }
    put(hole, number);
  }

  private void put(int position, int number) {
    heap[position] = number;
    positions[number] = position;
  }

  private boolean before(int a, int b) {
    return times[a] < times[b] || (times[a] == times[b] && sequences[a] < sequences[b]);
  }
}
