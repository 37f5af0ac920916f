package picojoule.sim;

import java.util.Arrays;

/**
 * All waiting events while they are few: an array sorted by (time, priority, sequence), the next
 * event last. Most events are scheduled for soon, so that only the last few entries move to let
 * them in.
 *
 * <p>An entry is one number made of time, priority and the event's own number, from the most
 * significant bits down: one comparison orders two entries and nothing but longs is moved.
 */
final class FewEvents {

  /** How many events there may be. */
  static final int CAPACITY = 32;

  private static final int NUMBER_BITS = 12;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
  private static final int TIME_SHIFT = NUMBER_BITS + EventQueue.PRIORITY_BITS;

  /** The greatest time and number that fit into an entry which is not {@link #SENTINEL}. */
  static final long LAST_TIME = (Long.MAX_VALUE >>> TIME_SHIFT) - 1;

  static final int LAST_NUMBER = (int) NUMBER_MASK;

  /** Stands below the entries and is behind all of them, so that no search looks for the end. */
  private static final long SENTINEL = Long.MAX_VALUE;

  /** As many sentinels as {@link #add} looks at without asking whether they are there. */
  private static final int SENTINELS = 3;

  private final EventNumbers numbers;
  private final long[] entries = new long[SENTINELS + CAPACITY];
  private int top = SENTINELS - 1;

  FewEvents(EventNumbers numbers) {
    this.numbers = numbers;
    Arrays.fill(entries, SENTINEL);
  }

  boolean isEmpty() {
    return top < SENTINELS;
  }

  boolean isFull() {
    return top == entries.length - 1;
  }

  /** The least time, or {@link Long#MAX_VALUE} where no event waits. */
  long firstTime() {
    return isEmpty() ? Long.MAX_VALUE : entries[top] >>> TIME_SHIFT;
  }

  /**
   * Adds an event behind all of its tick and priority, where this is not full.
   *
   * <p>The first steps are written out: each is a branch with a history of its own, which
   * processors predict far better than how often a loop goes round. That halved the time per event.
   */
  void add(Event event) {
    long entry = entry(event);
    long behind = entry | NUMBER_MASK;
    long[] entries = this.entries;
    int top = this.top;
    this.top = top + 1;
    event.place = Event.FEW;
    long first = entries[top];
    if (first > behind) {
      entries[top + 1] = entry;
      return;
    }
    entries[top + 1] = first;
    long second = entries[top - 1];
    if (second > behind) {
      entries[top] = entry;
      return;
    }
    entries[top] = second;
    long third = entries[top - 2];
    if (third > behind) {
      entries[top - 1] = entry;
      return;
    }
    entries[top - 1] = third;
    addBelow(top - 2, entry, behind);
  }

  private void addBelow(int from, long entry, long behind) {
    int hole = from;
    for (; entries[hole - 1] <= behind; hole--) {
      entries[hole] = entries[hole - 1];
    }
    entries[hole] = entry;
  }

  /** Removes the next event, where there is one. */
  Event removeFirst() {
    Event event = numbers.event((int) (entries[top] & NUMBER_MASK));
    top--;
    event.place = Event.IDLE;
    return event;
  }

  /** Removes any of the events. */
  void remove(Event event) {
    long entry = entry(event);
    int hole = top;
    while (entries[hole] != entry) {
      hole--;
    }
    System.arraycopy(entries, hole + 1, entries, hole, top - hole);
    top--;
    event.place = Event.IDLE;
  }

  private static long entry(Event event) {
    return event.time << TIME_SHIFT | (long) event.priority << NUMBER_BITS | event.number;
  }
}
