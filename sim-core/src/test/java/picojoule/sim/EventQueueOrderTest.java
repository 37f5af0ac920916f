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

  /** Delays around which the queue changes its ways: same tick, word, wheel, and the end of few. */
  private static final long[] DELAYS = {
    0,
    0,
    1,
    2,
    3,
    15,
    16,
    17,
    31,
    32,
    33,
    500,
    991,
    992,
    TimingWheel.HORIZON - 1,
    TimingWheel.HORIZON,
    TimingWheel.HORIZON + 1,
    1023,
    1024,
    1025,
    2047,
    2048,
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

  @Property(tries = 500)
  void firesInOrderFromBucketsAloneHoweverFewEventsThereAre(
      @ForAll("priorities") int[] priorities, @ForAll long seed) {
    // Any order but SCHEDULED itself keeps all events in buckets.
    EventQueue queue = new EventQueue(waiting -> 0);
    assertThat(trace(new EventQueueSchedule(queue, priorities), priorities.length, seed))
        .isEqualTo(trace(new SortedListSchedule(priorities), priorities.length, seed));
  }

  @Property(tries = 300)
  void firesInOrderWhileEventsBecomeManyAndFewAgain(@ForAll long seed) {
    int[] priorities = new Random(seed).ints(120, 0, EventQueue.PRIORITIES).toArray();
    List<String> expected = tide(new SortedListSchedule(priorities), seed);
    assertThat(tide(new EventQueueSchedule(new EventQueue(), priorities), seed))
        .isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(200);
  }

  @Property(tries = 200)
  void firesInOrderWhereTimesAreTooGreatForFewEvents(@ForAll long seed) {
    int[] priorities = new Random(seed).ints(40, 0, EventQueue.PRIORITIES).toArray();
    List<List<String>> fired = new ArrayList<>();
    for (EventSchedule schedule :
        List.of(
            new SortedListSchedule(priorities),
            new EventQueueSchedule(new EventQueue(), priorities))) {
      Random random = new Random(seed);
      List<String> trace = new ArrayList<>();
      for (int event = 0; event < priorities.length; event++) {
        schedule.schedule(
            event, Math.max(schedule.now(), FewEvents.LAST_TIME - 3 + random.nextInt(6)));
        if (random.nextInt(4) == 0) {
          fireOne(schedule, trace);
        }
      }
      while (fireOne(schedule, trace)) {}
      fired.add(trace);
    }
    assertThat(fired.get(1)).isEqualTo(fired.get(0)).hasSize(priorities.length);
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
    return Arbitraries.oneOf(priorities(1, FewEvents.CAPACITY), priorities(30, 80));
  }

  private static Arbitrary<int[]> priorities(int least, int most) {
    return Arbitraries.integers()
        .between(0, EventQueue.PRIORITIES - 1)
        .array(int[].class)
        .ofMinSize(least)
        .ofMaxSize(most);
  }

  /**
   * What fires of events that are scheduled in floods, up to all, and fire in ebbs, down to none.
   */
  private static List<String> tide(EventSchedule schedule, long seed) {
    Random random = new Random(seed);
    List<String> trace = new ArrayList<>();
    for (int turn = 0; turn < 6; turn++) {
      for (int event = 0; event < 120; event++) {
        if (!schedule.isScheduled(event)) {
          schedule.schedule(event, schedule.now() + delay(random));
        }
        if (random.nextInt(3) == 0) {
          act(random, random.nextInt(120), schedule);
        }
      }
      for (int left = 80 + random.nextInt(41); left > 0; left--) {
        trace.add("next " + schedule.nextTime());
        fireOne(schedule, trace);
        if (random.nextInt(3) == 0) {
          schedule.cancel(random.nextInt(120));
        }
      }
    }
    return trace;
  }

  private static boolean fireOne(EventSchedule schedule, List<String> trace) {
    return schedule.fireNext((event, s) -> trace.add(event + " at " + s.now()));
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
