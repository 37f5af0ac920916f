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
      queue.schedule(new HeldEvent(this, i % EventQueue.PRIORITIES), delays.next());
    }
    // Lets the events grow old, as they are in a long run.
    System.gc();
  }

  private static final class HeldEvent extends Event {
    private final EventQueueHold hold;

    HeldEvent(EventQueueHold hold, int priority) {
      super(priority);
      this.hold = hold;
    }

    @Override
    protected void fire(long now) {
      hold.queue.schedule(this, now + hold.delays.next());
    }
  }
}
