package picojoule.sim;

import java.util.PriorityQueue;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The textbook's queue: a binary heap of new events. */
@State(Scope.Thread)
public class PriorityQueueHold {

  @Param({"10", "1000", "100000"})
  int pending;

  private final PriorityQueue<HeapEvent> queue = new PriorityQueue<>(HeapEvent::inOrderOfFiring);
  private final HoldDelays delays = new HoldDelays();
  private long sequence;

  @Setup(Level.Trial)
  public void schedulePending() {
    for (int i = 0; i < pending; i++) {
      int priority = i / 4 % EventQueue.PRIORITIES;
      long time = delays.next();
      queue.add(
          switch (i % 4) {
            case 0 -> new MatrixEvent(this, time, priority);
            case 1 -> new VectorEvent(this, time, priority);
            case 2 -> new LoadEvent(this, time, priority);
            default -> new StoreEvent(this, time, priority);
          });
    }
    System.gc();
  }

  long fireNext() {
    HeapEvent event = queue.remove();
    event.fire();
    return event.time;
  }

  private abstract static class HeapEvent {
    final PriorityQueueHold hold;
    final long time;
    final int priority;
    final long sequence;

    HeapEvent(PriorityQueueHold hold, long time, int priority) {
      this.hold = hold;
      this.time = time;
      this.priority = priority;
      this.sequence = hold.sequence++;
    }

    abstract void fire();

    static int inOrderOfFiring(HeapEvent a, HeapEvent b) {
      if (a.time != b.time) {
        return Long.compare(a.time, b.time);
      }
      if (a.priority != b.priority) {
        return Integer.compare(a.priority, b.priority);
      }
      return Long.compare(a.sequence, b.sequence);
    }
  }

  private static final class MatrixEvent extends HeapEvent {

    MatrixEvent(PriorityQueueHold hold, long time, int priority) {
      super(hold, time, priority);
    }

    @Override
    void fire() {
      hold.queue.add(new MatrixEvent(hold, time + hold.delays.next(), priority));
    }
  }

  private static final class VectorEvent extends HeapEvent {

    VectorEvent(PriorityQueueHold hold, long time, int priority) {
      super(hold, time, priority);
    }

    @Override
    void fire() {
      hold.queue.add(new VectorEvent(hold, time + hold.delays.next(), priority));
    }
  }

  private static final class LoadEvent extends HeapEvent {

    LoadEvent(PriorityQueueHold hold, long time, int priority) {
      super(hold, time, priority);
    }

    @Override
    void fire() {
      hold.queue.add(new LoadEvent(hold, time + hold.delays.next(), priority));
    }
  }

  private static final class StoreEvent extends HeapEvent {

    StoreEvent(PriorityQueueHold hold, long time, int priority) {
      super(hold, time, priority);
    }

    @Override
    void fire() {
      hold.queue.add(new StoreEvent(hold, time + hold.delays.next(), priority));
    }
  }
}
