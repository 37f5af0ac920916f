package picojoule.sim;

import java.util.Arrays;

/** The numbers, from 1, under which a queue knows the events that were ever scheduled on it. */
final class EventNumbers {

  /** The number of no event. */
  static final int NONE = 0;

  private Event[] events = new Event[64];
  private int last = NONE;

  /** Gives an event its number. */
  void add(Event event) {
    last++;
    if (last == events.length) {
      events = Arrays.copyOf(events, 2 * last);
    }
    events[last] = event;
    event.number = last;
  }

  /** One more than the greatest number for which there is room. */
  int capacity() {
    return events.length;
  }

  Event event(int number) {
    return events[number];
  }
}
