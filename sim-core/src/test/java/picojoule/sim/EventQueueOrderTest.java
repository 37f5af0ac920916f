package picojoule.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The event queue against a list that is sorted for every event, on random scripts. */
final class EventQueueOrderTest {

  private static final int STEPS = 300;

  /** Delays around which the queue changes its ways: same tick, word, wheel, and far beyond. */
  private static final long[] DELAYS = {
    0,
    0,
    1,
    2,
    3,
    31,
    62,
    63,
    64,
    65,
    127,
    128,
    129,
    1000,
    4031,
    4032,
    4033,
    4094,
    4095,
    4096,
    4097,
    4160,
    8191,
    8192,
    8193,
    30_000,
    1_000_000_007L,
    1L << 40
  };

  @Property(tries = 1500)
  void firesInOrderOfTimePriorityAndSequence(
      @ForAll("priorities") int[] priorities, @ForAll long seed) {
    List<String> expected = trace(new SortedListSchedule(priorities), priorities.length, seed);
    List<String> actual =
        trace(new EventQueueSchedule(new EventQueue(), priorities), priorities.length, seed);
    assertThat(actual).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(1);
  }

  @Property(tries = 300)
  void firesManyEventsOfFewTicksInOrder(
      @ForAll @Size(min = 100, max = 300) List<@IntRange(max = 3) Integer> priorities,
      @ForAll long seed) {
    int[] array = priorities.stream().mapToInt(Integer::intValue).toArray();
    List<String> fired = new ArrayList<>();
    for (EventSchedule schedule :
        List.of(new SortedListSchedule(array), new EventQueueSchedule(new EventQueue(), array))) {
      Random random = new Random(seed);
      for (int event = 0; event < array.length; event++) {
        schedule.schedule(event, 5_000 + random.nextInt(4));
      }
      for (int i = 0; i < array.length / 4; i++) {
        schedule.cancel(random.nextInt(array.length));
      }
      StringBuilder order = new StringBuilder();
      while (schedule.fireNext(
          (event, s) -> order.append(event).append('@').append(s.now()).append(' '))) {}
      fired.add(order.toString());
    }
    assertThat(fired.get(1)).isEqualTo(fired.get(0));
  }

  @Provide
  Arbitrary<int[]> priorities() {
    return Arbitraries.integers()
        .between(0, EventQueue.PRIORITIES - 1)
        .array(int[].class)
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  /** Everything that can be seen of a run in which each event, when fired, does random things. */
  private static List<String> trace(EventSchedule schedule, int events, long seed) {
    Random random = new Random(seed);
    List<String> trace = new ArrayList<>();
    for (int event = 0; event < events; event++) {
      schedule.schedule(event, delay(random));
    }
    for (int step = 0; step < STEPS; step++) {
      trace.add("next " + schedule.nextTime());
      boolean fired =
          schedule.fireNext(
              (event, s) -> {
                trace.add(event + " at " + s.now() + (s.isScheduled(event) ? " still" : ""));
                for (int i = random.nextInt(4); i > 0; i--) {
                  act(random, random.nextInt(3) == 0 ? event : random.nextInt(events), s);
                }
              });
      if (!fired) {
        trace.add("empty at " + schedule.now());
        break;
      }
      if (random.nextInt(8) == 0) {
        act(random, random.nextInt(events), schedule);
      }
    }
    return trace;
  }

  private static void act(Random random, int event, EventSchedule schedule) {
    long time = schedule.now() + delay(random);
    switch (random.nextInt(6)) {
      case 0 -> schedule.cancel(event);
      case 1 -> schedule.reschedule(event, time);
      default -> {
        if (!schedule.isScheduled(event)) {
          schedule.schedule(event, time);
        }
      }
    }
  }

  private static long delay(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> DELAYS[random.nextInt(DELAYS.length)];
      case 1 -> random.nextInt(70);
      default -> random.nextInt(10_000);
    };
  }
}
