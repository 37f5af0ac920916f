package picojoule.sim;

import java.util.Random;

/** Which of several waiting events of one tick and one priority fires first. */
@FunctionalInterface
public interface SameTickOrder {

  /** The order of scheduling, which makes every run reproducible. */
  SameTickOrder SCHEDULED = first -> first;

  /**
   * Chooses among the events that are linked behind the first and share its priority.
   *
   * @param first the event that was scheduled first
   */
  Event choose(Event first);

  /**
   * A random order, for tests: a model whose result changes under it has a hidden dependence on
   * scheduling order.
   *
   * @param seed of the permutation
   */
  static SameTickOrder shuffled(long seed) {
    Random random = new Random(seed);
    return first -> {
      Event chosen = first;
      int seen = 1;
      for (Event event = first.next;
          event != null && event.priority == first.priority;
          event = event.next) {
        seen++;
        if (random.nextInt(seen) == 0) {
          chosen = event;
        }
      }
      return chosen;
    };
  }
}
