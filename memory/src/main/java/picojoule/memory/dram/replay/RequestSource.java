package picojoule.memory.dram.replay;

/**
 * A trace of requests in order, one burst each. It starts before its first request; every accessor
 * speaks of the request that {@link #next} went to last.
 */
public interface RequestSource {

  /** Goes to the next request; false at the end, and then always. */
  boolean next();

  /** Whether it writes. */
  boolean isWrite();

  /** The first byte it is about, inside the memory. */
  long address();

  /** The first controller tick in which it may be offered; later requests wait behind it. */
  long earliestTick();
}
