package picojoule.sim;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hold model: each operation fires the next of a constant number of pending events, which
 * schedules its own successor. {@link EventQueue} with events that are reused is compared to {@link
 * PriorityQueue} with a new event per schedule. Both order by (time, priority, sequence), both take
 * the same {@link HoldDelays} and both deliver by a call of {@code fire}.
 *
 * <p>All events are of one class. With several, each delivery would also cost an indirect branch
 * that no processor predicts, the same on both sides and no property of a queue. The priority queue
 * is measured with each {@link PriorityQueueHold.Order} that a user may give it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventQueueBenchmark {

  private static final int EVENTS = 256;

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long eventQueue(EventQueueHold hold) {
    for (int i = 0; i < EVENTS; i++) {
      hold.queue.fireNext();
    }
    return hold.queue.now();
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long priorityQueue(PriorityQueueHold hold) {
    long now = 0;
    for (int i = 0; i < EVENTS; i++) {
      now = hold.fireNext();
    }
    return now;
  }
}
