package picojoule.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The reference of the event queue: a list that is sorted again for every event. */
final class SortedListSchedule implements EventSchedule {

  private static final Comparator<Waiting> ORDER =
      Comparator.comparingLong(Waiting::time)
          .thenComparingInt(Waiting::priority)
          .thenComparingLong(Waiting::sequence);

  private record Waiting(int event, long time, int priority, long sequence) {}

  private final List<Waiting> waiting = new ArrayList<>();
  private final int[] priorities;
  private long now;
  private long sequence;

  SortedListSchedule(int... priorities) {
    this.priorities = priorities;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public void schedule(int event, long time) {
    waiting.add(new Waiting(event, time, priorities[event], sequence++));
  }

  @Override
  public void cancel(int event) {
    waiting.removeIf(w -> w.event == event);
  }

  @Override
  public void reschedule(int event, long time) {
    cancel(event);
    schedule(event, time);
  }

  @Override
  public boolean isScheduled(int event) {
    return waiting.stream().anyMatch(w -> w.event == event);
  }

  @Override
  public long nextTime() {
    return waiting.stream().mapToLong(Waiting::time).min().orElse(Long.MAX_VALUE);
  }

  @Override
  public boolean fireNext(Script script) {
    if (waiting.isEmpty()) {
      return false;
    }
    waiting.sort(ORDER);
    Waiting first = waiting.remove(0);
    now = first.time;
    script.fired(first.event, this);
    return true;
  }
}
