package picojoule.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The textbook's queue: a binary heap of new events. */
@State(Scope.Thread)
public class PriorityQueueHold {

  /** How a user of {@link PriorityQueue} may write the order. */
  public enum Order {
    /** By the combinators of {@link Comparator}. */
    COMBINED,
    /** By one method of comparisons and returns. */
    WRITTEN_OUT;

    private Comparator<HeldEvent> comparator() {
      return switch (this) {
        case COMBINED ->
            Comparator.comparingLong((HeldEvent event) -> event.time)
                .thenComparingInt(event -> event.priority)
                .thenComparingLong(event -> event.sequence);
        case WRITTEN_OUT -> HeldEvent::inOrderOfFiring;
      };
    }
  }

  @Param({"10", "1000", "100000"})
  int pending;

  @Param Order order;

  private PriorityQueue<HeldEvent> queue;
  private final HoldDelays delays = new HoldDelays();
  private long sequence;

  @Setup(Level.Trial)
  public void schedulePending() {
    queue = new PriorityQueue<>(order.comparator());
    for (int i = 0; i < pending; i++) {
      queue.add(new HeldEvent(this, delays.next(), i % EventQueue.PRIORITIES));
    }
    System.gc();
  }

  long fireNext() {
    HeldEvent event = queue.remove();
    event.fire();
    return event.time;
  }

  private static final class HeldEvent {
    private final PriorityQueueHold hold;
    private final long time;
    private final int priority;
    private final long sequence;

    HeldEvent(PriorityQueueHold hold, long time, int priority) {
      this.hold = hold;
      this.time = time;
      this.priority = priority;
      this.sequence = hold.sequence++;
    }

    void fire() {
      hold.queue.add(new HeldEvent(hold, time + hold.delays.next(), priority));
    }

    static int inOrderOfFiring(HeldEvent a, HeldEvent b) {
      if (a.time != b.time) {
        return Long.compare(a.time, b.time);
      }
      if (a.priority != b.priority) {
        return Integer.compare(a.priority, b.priority);
      }
      return Long.compare(a.sequence, b.sequence);
    }
  }
}
