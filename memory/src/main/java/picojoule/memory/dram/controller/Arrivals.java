package picojoule.memory.dram.controller;

/** The requests that come to a channel next, in order. */
public interface Arrivals {

  /** Whether there is a next request. */
  boolean hasNext();

  /** The tick from which on it may be offered. */
  long tick();

  boolean isWrite();

  /** The number of its burst. */
  long burst();

  /** On whose behalf it is. */
  int owner();

  /** It was accepted after a tick: the one behind it is the next. */
  void accepted(long now);
}
