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

  /** The last tick beyond the wheel's horizon, so that no time reaches {@link Long#MAX_VALUE}. */
  private static final long LAST_TICK = Long.MAX_VALUE - TimingWheel.SPAN;

  private final EventNumbers numbers = new EventNumbers();
  private final TimingWheel wheel = new TimingWheel(numbers);
  private final FarEvents far = new FarEvents(numbers);
  private final SameTickOrder order;
  private final boolean asScheduled;
  private long now;
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
    asScheduled = order == SameTickOrder.SCHEDULED;
    wheel.grow(numbers.capacity());
    far.grow(numbers.capacity());
  }

  /** The current tick. */
  public long now() {
    return now;
  }

  /**
   * Schedules an idle event.
   *
   * @param time the tick at which it fires, not before {@link #now}
   * @throws IllegalStateException where the event is already scheduled, or of another queue
   * @throws IllegalArgumentException where the time lies in the past or near {@link Long#MAX_VALUE}
   */
  public void schedule(Event event, long time) {
    if (event.place != Event.IDLE) {
      throw new IllegalStateException("already scheduled: " + event);
    }
    if (event.queue != this) {
      adopt(event);
    }
    if (time < now) {
      throw new IllegalArgumentException("no time goes backwards: " + time + " is before " + now);
    }
    if (time - now < TimingWheel.SPAN) {
      event.time = time;
      wheel.append(event);
    } else {
      if (time > LAST_TICK) {
        throw new IllegalArgumentException("there is no tick " + time);
      }
      event.time = time;
      far.add(event);
    }
  }

  private void adopt(Event event) {
    if (event.queue != null) {
      throw new IllegalStateException("the event is of another queue: " + event);
    }
    event.queue = this;
    numbers.add(event);
    wheel.grow(numbers.capacity());
    far.grow(numbers.capacity());
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
    return nextTime() == Long.MAX_VALUE;
  }

  /** The tick of the next event, or {@link Long#MAX_VALUE} where none waits. */
  public long nextTime() {
    long near = wheel.nextTime(now);
    return near != Long.MAX_VALUE ? near : far.firstTime();
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
    long next = nextTime();
    if (next == Long.MAX_VALUE) {
      return false;
    }
    now = next;
    if (far.firstTime() - next < TimingWheel.SPAN) {
      moveNearer();
    }
    Event event = asScheduled ? wheel.removeFirst(next) : removeChosen(next);
    event.fire(next);
    return true;
  }

  /** Takes the far events that the wheel's horizon has reached. */
  private void moveNearer() {
    do {
      wheel.append(far.removeFirst());
    } while (far.firstTime() - now < TimingWheel.SPAN);
  }

  private Event removeChosen(long time) {
    Event event = wheel.mostUrgent(time, order.choose(wheel.mostUrgent(time)));
    wheel.remove(event);
    return event;
  }
}
