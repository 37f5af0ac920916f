package picojoule.sim;

/**
 * Near events in one-tick buckets. A bucket is a linked list in order of (priority, sequence); a
 * bit per bucket, and a bit per word of those, find the next bucket in use with two counts of
 * trailing zeros.
 */
final class TimingWheel {

  /** Ticks that the wheel spans: 64 words of 64 bits. */
  static final int SPAN = 4096;

  private static final int MASK = SPAN - 1;

  private final Event[] heads = new Event[SPAN];
  private final Event[] tails = new Event[SPAN];
  private final long[] used = new long[SPAN / Long.SIZE];
  private long usedWords;

  boolean isEmpty() {
    return usedWords == 0;
  }

  /** Adds an event behind all of its tick that are not of a lower urgency. */
  void append(Event event) {
    int bucket = (int) event.time & MASK;
    event.place = Event.IN_WHEEL;
    Event tail = tails[bucket];
    if (tail == null) {
      heads[bucket] = event;
      tails[bucket] = event;
      used[bucket >>> 6] |= 1L << bucket;
      usedWords |= 1L << (bucket >>> 6);
      return;
    }
    Event before = tail;
    while (before != null && before.priority > event.priority) {
      before = before.previous;
    }
    insertBehind(before, event, bucket);
  }

  private void insertBehind(Event before, Event event, int bucket) {
    Event after = before == null ? heads[bucket] : before.next;
    event.previous = before;
    event.next = after;
    if (before == null) {
      heads[bucket] = event;
    } else {
      before.next = event;
    }
    if (after == null) {
      tails[bucket] = event;
    } else {
      after.previous = event;
    }
  }

  void remove(Event event) {
    int bucket = (int) event.time & MASK;
    Event before = event.previous;
    Event after = event.next;
    if (before == null) {
      heads[bucket] = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      tails[bucket] = before;
    } else {
      after.previous = before;
    }
    event.previous = null;
    event.next = null;
    event.place = Event.IDLE;
    if (heads[bucket] == null) {
      int word = bucket >>> 6;
      used[word] &= ~(1L << bucket);
      if (used[word] == 0) {
        usedWords &= ~(1L << word);
      }
    }
  }

  /** The first event of a tick. */
  Event head(long time) {
    return heads[(int) time & MASK];
  }

  /** The tick of the next event at or after now; the wheel is not empty. */
  long nextTime(long now) {
    int start = (int) now & MASK;
    int word = start >>> 6;
    long bits = used[word] & (-1L << start);
    if (bits == 0) {
      // Words behind the start first, then around; the start's own word again, for the bits below
      // it, comes last.
      long behind = Long.rotateRight(usedWords, word + 1);
      word = (word + 1 + Long.numberOfTrailingZeros(behind)) & 63;
      bits = used[word];
    }
    int bucket = (word << 6) + Long.numberOfTrailingZeros(bits);
    return now + ((bucket - start) & MASK);
  }
}
