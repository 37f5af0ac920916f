package picojoule.sim;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The simulator's queue, its events made once. */
@State(Scope.Thread)
public class EventQueueHold {

  @Param({"10", "1000", "100000"})
  int pending;

  EventQueue queue;
  private final HoldDelays delays = new HoldDelays();

  @Setup(Level.Trial)
  public void schedulePending() {
    queue = new EventQueue();
    for (int i = 0; i < pending; i++) {
      int priority = i / 4 % EventQueue.PRIORITIES;
      Event event =
          switch (i % 4) {
            case 0 -> new MatrixEvent(this, priority);
            case 1 -> new VectorEvent(this, priority);
            case 2 -> new LoadEvent(this, priority);
            default -> new StoreEvent(this, priority);
          };
      queue.schedule(event, delays.next());
    }
    // Lets the events grow old, as they are in a long run.
    System.gc();
  }

  private static final class MatrixEvent extends Event {
    private final EventQueueHold hold;

    MatrixEvent(EventQueueHold hold, int priority) {
      super(priority);
      this.hold = hold;
    }

    @Override
    protected void fire(long now) {
      hold.queue.schedule(this, now + hold.delays.next());
    }
  }

  private static final class VectorEvent extends Event {
    private final EventQueueHold hold;

    VectorEvent(EventQueueHold hold, int priority) {
      super(priority);
      this.hold = hold;
    }

    @Override
    protected void fire(long now) {
      hold.queue.schedule(this, now + hold.delays.next());
    }
  }

  private static final class LoadEvent extends Event {
    private final EventQueueHold hold;

    LoadEvent(EventQueueHold hold, int priority) {
      super(priority);
      this.hold = hold;
    }

    @Override
    protected void fire(long now) {
      hold.queue.schedule(this, now + hold.delays.next());
    }
  }

  private static final class StoreEvent extends Event {
    private final EventQueueHold hold;

    StoreEvent(EventQueueHold hold, int priority) {
      super(priority);
      this.hold = hold;
    }

    @Override
    protected void fire(long now) {
      hold.queue.schedule(this, now + hold.delays.next());
    }
  }
}
