package picojoule.memory.dram.controller;

/** What may go out on a channel's command buses in one tick. */
interface BusProtocol {

  /**
   * Issues the commands of one tick.
   *
   * @return a tick before which no further command goes out if no request comes; it may have passed
   */
  long tick(long now);

  /**
   * Takes over the state of another one of the same kind. A bus without a state of its own has
   * nothing to take: what went out before is known to the times of commands.
   */
  default void become(BusProtocol other) {}

  /** Whether both will do the same after a tick by which no request waits. */
  default boolean isLike(BusProtocol other, long now) {
    return true;
  }
}
