package picojoule.memory.kv.access;

/** The accesses of one layer, step after step from the first. */
public interface AccessSource {

  /**
   * The next step's accesses.
   *
   * @param tokens in the cache
   * @param to cleared; gets every page read
   */
  void next(int tokens, StepAccess to);
}
