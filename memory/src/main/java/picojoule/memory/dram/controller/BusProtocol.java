package picojoule.memory.dram.controller;

/** What may go out on a channel's command buses in one tick. */
interface BusProtocol {

  /**
   * Issues the commands of one tick.
   *
   * @return the next tick at which a command may go out if no request comes in between; never later
   *     than that
   */
  long tick(long now);
}
