package picojoule.sim;

/**
 * Near events in one bucket per tick and priority, so that an event is added behind those of its
 * kind without looking at any other. A bucket is a list in order of scheduling. Buckets stand in
 * order of firing; a bit per bucket and one per 64 buckets find the next one in use.
 *
 * <p>Events are linked by number rather than by reference. Beside the smaller tables, that spares
 * the collector's write barriers, which cost more than all the rest once the events are old.
 */
final class TimingWheel {

  private static final int SPAN = 1024;
  private static final int BUCKETS = SPAN << EventQueue.PRIORITY_BITS;
  private static final int BUCKET_MASK = BUCKETS - 1;
  private static final int WORD_BITS = 6;
  private static final int WORDS = BUCKETS >>> WORD_BITS;
  private static final int WORD_MASK = WORDS - 1;
  private static final int WORD_TICK_BITS = WORD_BITS - EventQueue.PRIORITY_BITS;
  private static final int NONE = EventNumbers.NONE;

  /**
   * How many ticks from now on the wheel takes. One word less than it spans, so that the word of
   * the current tick never holds events of a whole turn later.
   */
  static final int HORIZON = SPAN - (1 << WORD_TICK_BITS);

  private final EventNumbers numbers;

  /** The first event of each bucket. */
  private final int[] heads = new int[BUCKETS];

  /** A bit is set for each bucket in use. */
  private final long[] used = new long[WORDS];

  /** A bit is set for each word of {@link #used} that is not zero: 64 of them, hence the span. */
  private long usedWords;

  TimingWheel(EventNumbers numbers) {
    this.numbers = numbers;
  }

  boolean isEmpty() {
    return usedWords == 0;
  }

  /**
   * Adds an event behind all of its tick and priority.
   *
   * @param event of a time less than {@link #HORIZON} ahead of now
   */
  void append(Event event) {
    int bucket = bucket(event);
    int head = heads[bucket];
    event.place = Event.IN_WHEEL;
    event.next = NONE;
    if (head == NONE) {
      event.previous = event.number;
      heads[bucket] = event.number;
      used[bucket >>> WORD_BITS] |= 1L << bucket;
      usedWords |= 1L << (bucket >>> WORD_BITS);
    } else {
      Event first = numbers.event(head);
      event.previous = first.previous;
      numbers.event(first.previous).next = event.number;
      first.previous = event.number;
    }
  }

  /** The bucket of the next event at or after now, where the wheel is not empty. */
  int firstBucket(long now) {
    int start = (int) (now >>> WORD_TICK_BITS) & WORD_MASK;
    int ahead = Long.numberOfTrailingZeros(Long.rotateRight(usedWords, start));
    int word = (start + ahead) & WORD_MASK;
    return (word << WORD_BITS) + Long.numberOfTrailingZeros(used[word]);
  }

  /** The next tick at or after now that is the tick of a bucket. */
  long time(int bucket, long now) {
    return now + (((bucket >>> EventQueue.PRIORITY_BITS) - (int) now) & (SPAN - 1));
  }

  /** How many events a bucket holds. */
  int size(int bucket) {
    int size = 0;
    for (int event = heads[bucket]; event != NONE; event = numbers.event(event).next) {
      size++;
    }
    return size;
  }

  /** The event at a position, from 0, of a bucket's list. */
  Event event(int bucket, int position) {
    Event event = numbers.event(heads[bucket]);
    for (int i = 0; i < position; i++) {
      event = numbers.event(event.next);
    }
    return event;
  }

  /** Removes the first event of a bucket in use. */
  Event removeFirst(int bucket) {
    Event event = numbers.event(heads[bucket]);
    removeHead(event, bucket);
    event.place = Event.IDLE;
    return event;
  }

  /** Removes any event of the wheel. */
  void remove(Event event) {
    int bucket = bucket(event);
    int head = heads[bucket];
    if (event.number == head) {
      removeHead(event, bucket);
    } else {
      int after = event.next;
      numbers.event(event.previous).next = after;
      numbers.event(after == NONE ? head : after).previous = event.previous;
    }
    event.place = Event.IDLE;
  }

  private void removeHead(Event head, int bucket) {
    int after = head.next;
    heads[bucket] = after;
    if (after == NONE) {
      int word = bucket >>> WORD_BITS;
      long rest = used[word] & ~(1L << bucket);
      used[word] = rest;
      // Whether others use the word is a coin toss, so that this is better not a branch.
      usedWords &= ~((rest == 0 ? 1L : 0L) << word);
    } else {
      numbers.event(after).previous = head.previous;
    }
  }

  private static int bucket(Event event) {
    return ((int) event.time << EventQueue.PRIORITY_BITS | event.priority) & BUCKET_MASK;
  }
}
