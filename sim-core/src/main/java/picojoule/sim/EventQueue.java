package picojoule.sim;

/**
 * The heart of the simulation: fires events in order of (time, priority, sequence), the sequence
 * being the order of the calls to {@link #schedule}. Equal runs therefore fire equal events in
 * equal order.
 *
 * <p>Near events wait in a {@link TimingWheel} of one-tick buckets, far ones in a {@link FarEvents}
 * heap, from which they move over as soon as the wheel's horizon reaches them. Because that happens
 * before anything else can be scheduled at those ticks, each bucket is in order of sequence without
 * ever being sorted. Nothing is allocated once the heap has grown to the run's size.
 */
public final class EventQueue {

  /** How many priorities there are; see {@link Event}. */
  public static final int PRIORITIES = 4;

  private final TimingWheel wheel = new TimingWheel();
  private final FarEvents far = new FarEvents();
  private final SameTickOrder order;
  private long now;
  private long sequence;
  private boolean stopped;

  /**
   * A queue that fires events of one tick and priority in the order in which they were scheduled.
   */
  public EventQueue() {
    this(SameTickOrder.SCHEDULED);
  }

  /**
   * A queue with another order among events of one tick and priority.
   *
   * @param order {@link SameTickOrder#shuffled} in tests that prove a model does not depend on it
   */
  public EventQueue(SameTickOrder order) {
    this.order = order;
  }

  /** The current tick. */
  public long now() {
    return now;
  }

  /**
   * Schedules an idle event.
   *
   * @param time the tick at which it fires, not before {@link #now}
   * @throws IllegalStateException where the event is already scheduled
   * @throws IllegalArgumentException where the time lies in the past
   */
  public void schedule(Event event, long time) {
    if (event.place != Event.IDLE) {
      throw new IllegalStateException("already scheduled: " + event);
    }
    if (time < now) {
      throw new IllegalArgumentException("no time goes backwards: " + time + " is before " + now);
    }
    event.time = time;
    event.sequence = sequence++;
    if (time - now < TimingWheel.SPAN) {
      wheel.append(event);
    } else {
      far.add(event);
    }
  }

  /** Takes back a scheduled event; an idle one stays idle. */
  public void cancel(Event event) {
    if (event.place == Event.IN_WHEEL) {
      wheel.remove(event);
    } else if (event.place != Event.IDLE) {
      far.remove(event);
    }
  }

  /** Moves an event to another time, whether or not it is scheduled. */
  public void reschedule(Event event, long time) {
    cancel(event);
    schedule(event, time);
  }

  /** Whether any event waits. */
  public boolean isEmpty() {
    return wheel.isEmpty() && far.isEmpty();
  }

  /** The tick of the next event, or {@link Long#MAX_VALUE} where none waits. */
  public long nextTime() {
    if (!wheel.isEmpty()) {
      return wheel.nextTime(now);
    }
    return far.isEmpty() ? Long.MAX_VALUE : far.first().time;
  }

  /**
   * Fires events until none is left or {@link #stop} is called.
   *
   * @return the tick of the last event
   */
  public long run() {
    stopped = false;
    while (!stopped && fireNext()) {}
    return now;
  }

  /** Makes {@link #run} return after the current event. */
  public void stop() {
    stopped = true;
  }

  /**
   * Fires the next event.
   *
   * @return false where none waits
   */
  public boolean fireNext() {
    Event event;
    if (wheel.isEmpty()) {
      if (far.isEmpty()) {
        return false;
      }
      advanceTo(far.first().time);
    } else {
      long next = wheel.nextTime(now);
      if (next != now) {
        advanceTo(next);
      }
    }
    event = order.choose(wheel.head(now));
    wheel.remove(event);
    event.fire(now);
    return true;
  }

  private void advanceTo(long time) {
    now = time;
    while (!far.isEmpty() && far.first().time - time < TimingWheel.SPAN) {
      wheel.append(far.removeFirst());
    }
  }
}
