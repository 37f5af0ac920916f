package picojoule.sim;

import java.util.SplittableRandom;

/** Which of several waiting events of one tick and one priority fires first. */
@FunctionalInterface
public interface SameTickOrder {

  /** The order of scheduling, which makes every run reproducible. */
  SameTickOrder SCHEDULED = waiting -> 0;

  /**
   * Chooses the event to fire.
   *
   * @param waiting how many events there are, at least one
   * @return the position of the chosen one in the order of scheduling, from 0
   */
  int choose(int waiting);

  /**
   * A random order, for tests: a model whose result changes under it has a hidden dependence on
   * scheduling order.
   *
   * @param seed of the permutation
   */
  static SameTickOrder shuffled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return waiting -> random.nextInt(waiting);
  }
}
