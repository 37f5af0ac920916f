package picojoule.sim;

/**
 * The heart of the simulation: fires events in order of (time, priority, sequence), the sequence
 * being the order of the calls to {@link #schedule}. Equal runs therefore fire equal events in
 * equal order.
 *
 * <p>As long as few events wait, {@link FewEvents} keeps them sorted. When there are more than fit,
 * they are spread: near ones into a {@link TimingWheel} of one-tick buckets, far ones into a {@link
 * FarEvents} heap, from which they move over as soon as the wheel's horizon reaches them. Because
 * that happens before anything else can be scheduled at those ticks, each bucket is in order of
 * sequence without ever being sorted. When half of the few are left, they are gathered again.
 * Nothing is allocated once the tables have grown to the run's size.
 */
public final class EventQueue {

  /** Bits of a priority. */
  static final int PRIORITY_BITS = 2;

  /** How many priorities there are; see {@link Event}. */
  public static final int PRIORITIES = 1 << PRIORITY_BITS;

  /** The last tick that can be told from {@link Long#MAX_VALUE}, whatever is added to it. */
  static final long LAST_TICK = Long.MAX_VALUE - TimingWheel.HORIZON;

  /** So many events that spreading and gathering them costs little for each that was scheduled. */
  private static final int GATHERED = FewEvents.CAPACITY / 2;

  /** The number of waiting events at which they are never gathered. */
  private static final int NEVER = -1;

  private final EventNumbers numbers = new EventNumbers();
  private final FewEvents few = new FewEvents(numbers);
  private final TimingWheel wheel = new TimingWheel(numbers);
  private final FarEvents far = new FarEvents(numbers);
  private final SameTickOrder order;
  private final boolean asScheduled;

  /** Whether all waiting events are in the wheel and far, rather than among the few. */
  private boolean spread;

  /** How many events wait while they are spread. */
  private int waiting;

  /** At how many waiting events they are gathered, or {@link #NEVER}. */
  private int gatherAt = GATHERED;

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
    if (!asScheduled) {
      // A choice needs a bucket to choose from.
      spreadForGood();
    }
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
    if (time > LAST_TICK) {
      throw new IllegalArgumentException("there is no tick " + time);
    }
    event.time = time;
    if (!spread && !few.isFull() && time <= FewEvents.LAST_TIME) {
      few.add(event);
    } else {
      scheduleSpread(event);
    }
  }

  private void scheduleSpread(Event event) {
    if (event.time > FewEvents.LAST_TIME) {
      spreadForGood();
    } else if (!spread) {
      spread();
    }
    addSpread(event);
  }

  private void addSpread(Event event) {
    waiting++;
    if (event.time - now < TimingWheel.HORIZON) {
      wheel.append(event);
    } else {
      far.add(event);
    }
  }

  /** Moves the few, in order, so that those of one bucket stay in order of scheduling. */
  private void spread() {
    spread = true;
    while (!few.isEmpty()) {
      addSpread(few.removeFirst());
    }
  }

  private void spreadForGood() {
    if (!spread) {
      spread();
    }
    gatherAt = NEVER;
  }

  /** The reverse of {@link #spread()}. */
  private void gather() {
    spread = false;
    waiting = 0;
    while (!wheel.isEmpty()) {
      few.add(wheel.removeFirst(wheel.firstBucket(now)));
    }
    while (!far.isEmpty()) {
      few.add(far.removeFirst());
    }
  }

  private void adopt(Event event) {
    if (event.queue != null) {
      throw new IllegalStateException("the event is of another queue: " + event);
    }
    event.queue = this;
    numbers.add(event);
    far.grow(numbers.capacity());
    if (event.number > FewEvents.LAST_NUMBER) {
      spreadForGood();
    }
  }

  /** Takes back a scheduled event; an idle one stays idle. */
  public void cancel(Event event) {
    switch (event.place) {
      case Event.IDLE -> {}
      case Event.FEW -> few.remove(event);
      case Event.IN_WHEEL -> {
        wheel.remove(event);
        waiting--;
      }
      default -> {
        far.remove(event);
        waiting--;
      }
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
    if (!spread) {
      return few.firstTime();
    }
    return wheel.isEmpty() ? far.firstTime() : wheel.time(wheel.firstBucket(now), now);
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
    if (spread) {
      if (waiting > gatherAt) {
        return fireNextSpread();
      }
      gather();
    }
    if (few.isEmpty()) {
      return false;
    }
    Event event = few.removeFirst();
    long time = event.time;
    now = time;
    event.fire(time);
    return true;
  }

  private boolean fireNextSpread() {
    if (wheel.isEmpty()) {
      if (far.isEmpty()) {
        return false;
      }
      now = far.firstTime();
      moveNearer();
    }
    int bucket = wheel.firstBucket(now);
    long time = wheel.time(bucket, now);
    now = time;
    if (far.firstTime() - time < TimingWheel.HORIZON) {
      // What moves is later than this bucket, whose word no later tick shares.
      moveNearer();
    }
    waiting--;
    Event event = asScheduled ? wheel.removeFirst(bucket) : removeChosen(bucket);
    event.fire(time);
    return true;
  }

  /** Takes the far events that the wheel's horizon has reached. */
  private void moveNearer() {
    do {
      wheel.append(far.removeFirst());
    } while (far.firstTime() - now < TimingWheel.HORIZON);
  }

  private Event removeChosen(int bucket) {
    Event event = wheel.event(bucket, order.choose(wheel.size(bucket)));
    wheel.remove(event);
    return event;
  }
}
