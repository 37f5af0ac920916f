package picojoule.memory.dram.controller;

/** Is told when requests are served. */
@FunctionalInterface
public interface ServedListener {

  /**
   * A request had its last command, or needed none.
   *
   * @param owner on whose behalf it was
   * @param tick of that command
   * @param dataTick when its burst has passed the data bus
   */
  void served(int owner, long tick, long dataTick);
}
