package picojoule.memory.dram.controller;

/** What may go out on a channel's command buses in one tick. */
interface BusProtocol {

  /**
   * Issues the commands of one tick.
   *
   * @return a tick before which no further command goes out if no request comes; it may have passed
   */
  long tick(long now);

  /** Takes over the state of another one of the same kind. */
  void become(BusProtocol other);
}
