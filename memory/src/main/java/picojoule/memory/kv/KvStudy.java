package picojoule.memory.kv;

import java.util.function.IntConsumer;

/** A placement study that has been read and can be run. */
public interface KvStudy {

  /**
   * Runs every policy.
   *
   * @param spread runs the parts of the work
   * @throws BrokenPlacementException where a policy breaks its own rules
   */
  KvReport run(Spread spread);

  /** Runs parts of work that do not depend on each other, at once or one after the other. */
  interface Spread {

    /** Runs {@code part} with every number from 0 to {@code count - 1}. */
    void each(int count, IntConsumer part);
  }
}
