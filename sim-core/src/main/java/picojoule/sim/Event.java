package picojoule.sim;

/**
 * Something that happens at one time. An event is owned by the component that schedules it and is
 * reused for the whole run, so that the steady state allocates nothing; the links below are the
 * event queue's own.
 */
public abstract class Event {

  /** Where the event waits. */
  static final int IDLE = -1;

  static final int IN_WHEEL = -2;

  final int priority;
  long time;
  long sequence;

  /** {@link #IDLE}, {@link #IN_WHEEL}, or the position in the heap of far events. */
  int place = IDLE;

  /** Neighbours in the bucket of the wheel. */
  Event next;

  Event previous;

  /**
   * An event of a priority.
   *
   * @param priority order among events of one tick: lower fires first; from 0 to {@link
   *     EventQueue#PRIORITIES} - 1
   */
  protected Event(int priority) {
    if (priority < 0 || priority >= EventQueue.PRIORITIES) {
      throw new IllegalArgumentException(
          "a priority is 0 to " + (EventQueue.PRIORITIES - 1) + ", not " + priority);
    }
    this.priority = priority;
  }

  /**
   * Called when the event's time has come.
   *
   * @param now the current tick
   */
  protected abstract void fire(long now);

  /** Whether the event waits to be fired. */
  public final boolean isScheduled() {
    return place != IDLE;
  }

  /** The tick for which the event is or was last scheduled. */
  public final long time() {
    return time;
  }
}
