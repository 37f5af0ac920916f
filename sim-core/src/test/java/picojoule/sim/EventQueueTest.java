package picojoule.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventQueueTest {

  private final EventQueue queue = new EventQueue();

  @Test
  void anEmptyQueueFiresNothingAndStaysAtItsTick() {
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.nextTime()).isEqualTo(Long.MAX_VALUE);
    assertThat(queue.fireNext()).isFalse();
    assertThat(queue.run()).isZero();
  }

  @Test
  void anEventScheduledForNowWhileFiringFiresInTheSameTickBehindItsPriority() {
    List<String> fired = new ArrayList<>();
    Event late = event(1, now -> fired.add("late " + now));
    Event urgent = event(0, now -> fired.add("urgent " + now));
    Event other = event(1, now -> fired.add("other " + now));
    Event first =
        event(
            1,
            now -> {
              fired.add("first " + now);
              queue.schedule(late, now);
              queue.schedule(urgent, now);
            });
    queue.schedule(first, 7);
    queue.schedule(other, 7);
    assertThat(queue.run()).isEqualTo(7);
    assertThat(fired).containsExactly("first 7", "urgent 7", "other 7", "late 7");
  }

  @Test
  void anEventMayScheduleItselfAgainForTheSameTick() {
    int[] left = {5};
    Event[] self = new Event[1];
    self[0] =
        event(
            0,
            now -> {
              if (--left[0] > 0) {
                queue.schedule(self[0], now);
              }
            });
    queue.schedule(self[0], 3);
    queue.run();
    assertThat(left[0]).isZero();
    assertThat(queue.now()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 64, TimingWheel.HORIZON - 1, TimingWheel.HORIZON, TimingWheel.HORIZON + 1})
  void farEventsKeepTheirOrderAmongThoseScheduledLaterNearTheTick(int ahead) {
    List<String> fired = new ArrayList<>();
    queue.schedule(event(2, now -> fired.add("a")), 100_000);
    queue.schedule(event(2, now -> fired.add("b")), 100_000);
    Event c = event(2, now -> fired.add("c"));
    Event late = event(0, now -> queue.schedule(c, 100_000));
    queue.schedule(event(0, now -> queue.schedule(late, 100_000 - ahead)), 99_000 - ahead);
    queue.run();
    assertThat(fired).containsExactly("a", "b", "c");
  }

  @Test
  void moreEventsThanFewCanNumberKeepTheirOrder() {
    int events = FewEvents.LAST_NUMBER + 10;
    List<Integer> fired = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      int number = i;
      queue.schedule(event(0, now -> fired.add(number)), i + 1);
      if (i > 5) {
        queue.fireNext();
      }
      expected.add(i);
    }
    queue.run();
    assertThat(fired).isEqualTo(expected);
  }

  @Test
  void stopReturnsAfterTheCurrentEventAndRunGoesOn() {
    List<Long> fired = new ArrayList<>();
    queue.schedule(
        event(
            0,
            now -> {
              fired.add(now);
              queue.stop();
            }),
        1);
    queue.schedule(event(0, fired::add), 1);
    assertThat(queue.run()).isEqualTo(1);
    assertThat(fired).hasSize(1);
    queue.run();
    assertThat(fired).containsExactly(1L, 1L);
  }

  @Test
  void cancelOfAnIdleEventDoesNothing() {
    Event event = event(0, now -> {});
    queue.cancel(event);
    assertThat(event.isScheduled()).isFalse();
    queue.schedule(event, 9);
    queue.cancel(event);
    queue.cancel(event);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(event.time()).isEqualTo(9);
  }

  @Test
  void refusesAnEventThatIsAlreadyScheduled() {
    Event event = event(0, now -> {});
    queue.schedule(event, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> queue.schedule(event, 2))
        .withMessageStartingWith("already scheduled");
  }

  @Test
  void refusesAnEventOfAnotherQueue() {
    Event event = event(0, now -> {});
    queue.schedule(event, 1);
    queue.run();
    assertThatIllegalStateException()
        .isThrownBy(() -> new EventQueue().schedule(event, 2))
        .withMessageStartingWith("the event is of another queue");
  }

  @Test
  void refusesThePastAndTheEndOfTime() {
    queue.schedule(event(0, now -> {}), 10);
    queue.run();
    Event event = event(0, now -> {});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queue.schedule(event, 9))
        .withMessage("no time goes backwards: 9 is before 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queue.schedule(event, EventQueue.LAST_TICK + 1));
    assertThat(event.isScheduled()).isFalse();
    queue.schedule(event, EventQueue.LAST_TICK);
    assertThat(queue.run()).isEqualTo(EventQueue.LAST_TICK);
  }

  @Test
  void refusesAPriorityThatDoesNotExist() {
    assertThatIllegalArgumentException().isThrownBy(() -> event(4, now -> {}));
    assertThatIllegalArgumentException().isThrownBy(() -> event(-1, now -> {}));
  }

  @Property(tries = 200)
  void shufflePermutesOnlyEventsOfOneTickAndPriority(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 15) Integer> kinds, @ForAll long seed) {
    List<Integer> scheduled = firedKinds(new EventQueue(), kinds, new ArrayList<>());
    List<Integer> order = new ArrayList<>();
    List<Integer> shuffled = firedKinds(new EventQueue(SameTickOrder.shuffled(seed)), kinds, order);
    assertThat(shuffled).isEqualTo(scheduled).isSorted();
    assertThat(order).hasSize(kinds.size()).doesNotHaveDuplicates();
  }

  @Test
  void shuffleReachesEveryPermutation() {
    Set<List<Integer>> orders = new HashSet<>();
    for (long seed = 0; seed < 400; seed++) {
      List<Integer> order = new ArrayList<>();
      firedKinds(new EventQueue(SameTickOrder.shuffled(seed)), List.of(0, 0, 0, 0), order);
      orders.add(order);
    }
    assertThat(orders).hasSize(24);
  }

  @Test
  void equalSeedsShuffleEqually() {
    List<Integer> kinds = new ArrayList<>(Collections.nCopies(50, 3));
    List<Integer> one = new ArrayList<>();
    List<Integer> other = new ArrayList<>();
    firedKinds(new EventQueue(SameTickOrder.shuffled(42)), kinds, one);
    firedKinds(new EventQueue(SameTickOrder.shuffled(42)), kinds, other);
    assertThat(one).isEqualTo(other).isNotEqualTo(one.stream().sorted().toList());
  }

  /** Fires one event per kind, which stands for four ticks times four priorities. */
  private static List<Integer> firedKinds(
      EventQueue queue, List<Integer> kinds, List<Integer> order) {
    List<Integer> fired = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      int number = i;
      int kind = kinds.get(i);
      Event event =
          event(
              kind % 4,
              now -> {
                fired.add((int) (now - 5000) * 4 + kind % 4);
                order.add(number);
              });
      queue.schedule(event, 5000 + kind / 4);
    }
    queue.run();
    return fired;
  }

  private static Event event(int priority, LongConsumer action) {
    return new Event(priority) {
      @Override
      protected void fire(long now) {
        action.accept(now);
      }
    };
  }
}
