package picojoule.sim;

/**
 * Something that happens at one time. An event is owned by the component that schedules it and is
 * reused for the whole run, so that the steady state allocates nothing. The queue on which it is
 * first scheduled is its queue for good and keeps it; so do not make a new event for every use.
 */
public abstract class Event {

  /** Where the event waits. */
  static final int IDLE = 0;

  static final int FEW = 1;
  static final int IN_WHEEL = 2;
  static final int FAR = 3;

  final int priority;
  long time;

  /** {@link #IDLE}, {@link #FEW}, {@link #IN_WHEEL} or {@link #FAR}. */
  int place = IDLE;

  /** The queue that knows the event, and its number there. */
  EventQueue queue;

  int number;

  /** In the wheel: the number of the event behind this one in its bucket. */
  int next;

  /** In the wheel: the number of the event before this one; for the first, of the last. */
  int previous;

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
