package picojoule.sim;

import java.util.Arrays;

/**
 * Near events in one bucket per tick and priority, so that an event is added behind those of its
 * kind without looking at any other. A bucket is a list in order of scheduling. One bit per tick
 * finds the next tick in use, one bit per priority the first bucket of that tick.
 *
 * <p>Events are linked by number rather than by reference. Beside the smaller tables, that spares
 * the collector's write barriers, which cost more than all the rest once the events are old.
 */
final class TimingWheel {

  /** Ticks that the wheel spans. */
  static final int SPAN = 4096;

  private static final int TICK_MASK = SPAN - 1;
  private static final int WORD_MASK = SPAN / Long.SIZE - 1;
  private static final int NONE = EventNumbers.NONE;

  private final EventNumbers numbers;

  /** The first event of each bucket. */
  private final int[] heads = new int[SPAN * EventQueue.PRIORITIES];

  /** For each tick, a bit for each priority whose bucket is in use. */
  private final byte[] priorities = new byte[SPAN];

  /** A bit is set for each tick in use, and may still be set for the current tick. */
  private final long[] used = new long[WORD_MASK + 1];

  /** For each event, the next of its bucket. */
  private int[] next = new int[0];

  /** For each event, the previous one of its bucket; for the first, the last. */
  private int[] previous = new int[0];

  TimingWheel(EventNumbers numbers) {
    this.numbers = numbers;
  }

  /** Makes room for events of numbers below a capacity. */
  void grow(int capacity) {
    if (capacity > next.length) {
      next = Arrays.copyOf(next, capacity);
      previous = Arrays.copyOf(previous, capacity);
    }
  }

  /**
   * Adds an event behind all of its tick and priority.
   *
   * @param event of a time less than {@link #SPAN} ahead of now
   */
  void append(Event event) {
    int tick = (int) event.time & TICK_MASK;
    int bucket = tick * EventQueue.PRIORITIES + event.priority;
    int number = event.number;
    int head = heads[bucket];
    event.place = Event.IN_WHEEL;
    next[number] = NONE;
    if (head == NONE) {
      previous[number] = number;
      heads[bucket] = number;
      priorities[tick] |= (byte) (1 << event.priority);
      used[tick >>> 6] |= 1L << tick;
    } else {
      int tail = previous[head];
      next[tail] = number;
      previous[number] = tail;
      previous[head] = number;
    }
  }

  /** How many events of the current tick, which is in use, have its most urgent priority. */
  int mostUrgent(long now) {
    int count = 0;
    for (int event = heads[firstBucket(now)]; event != NONE; event = next[event]) {
      count++;
    }
    return count;
  }

  /** One of the events that {@link #mostUrgent} counts, by its position in order of scheduling. */
  Event mostUrgent(long now, int position) {
    int event = heads[firstBucket(now)];
    for (int i = 0; i < position; i++) {
      event = next[event];
    }
    return numbers.event(event);
  }

  /** Removes the first event of the current tick; {@link #nextTime} will clear the tick's bit. */
  Event removeFirst(long now) {
    int bucket = firstBucket(now);
    int head = heads[bucket];
    removeHead(head, bucket);
    Event event = numbers.event(head);
    event.place = Event.IDLE;
    return event;
  }

  /** Removes any event of the wheel. */
  void remove(Event event) {
    int tick = (int) event.time & TICK_MASK;
    int bucket = tick * EventQueue.PRIORITIES + event.priority;
    int number = event.number;
    int head = heads[bucket];
    if (number == head) {
      removeHead(head, bucket);
      if (priorities[tick] == 0) {
        used[tick >>> 6] &= ~(1L << tick);
      }
    } else {
      int after = next[number];
      next[previous[number]] = after;
      previous[after == NONE ? head : after] = previous[number];
    }
    event.place = Event.IDLE;
  }

  private int firstBucket(long now) {
    int tick = (int) now & TICK_MASK;
    return tick * EventQueue.PRIORITIES + Integer.numberOfTrailingZeros(priorities[tick]);
  }

  private void removeHead(int head, int bucket) {
    int after = next[head];
    heads[bucket] = after;
    if (after == NONE) {
      int priority = bucket & (EventQueue.PRIORITIES - 1);
      priorities[bucket / EventQueue.PRIORITIES] &= (byte) ~(1 << priority);
    } else {
      previous[after] = previous[head];
    }
  }

  /** The tick of the next event at or after now, or {@link Long#MAX_VALUE} where there is none. */
  long nextTime(long now) {
    int start = (int) now & TICK_MASK;
    if (priorities[start] != 0) {
      return now;
    }
    int word = start >>> 6;
    long own = used[word] & ~(1L << start);
    used[word] = own;
    // The 64 ticks from now on, across the boundary of words: most delays are that short, so that
    // this branch is predicted, unlike one for each word.
    long bits = (own >>> start) | (used[(word + 1) & WORD_MASK] << 1 << ~start);
    return bits == 0 ? nextTimeBeyond(now) : now + Long.numberOfTrailingZeros(bits);
  }

  /** As {@link #nextTime} where the next 64 ticks are not in use. */
  private long nextTimeBeyond(long now) {
    int start = (int) now & TICK_MASK;
    int word = start >>> 6;
    // The start's own word comes again last, for the bits below the start.
    for (int ahead = 1; ahead <= WORD_MASK + 1; ahead++) {
      int other = (word + ahead) & WORD_MASK;
      if (used[other] != 0) {
        int tick = (other << 6) + Long.numberOfTrailingZeros(used[other]);
        return now + ((tick - start) & TICK_MASK);
      }
    }
    return Long.MAX_VALUE;
  }
}
