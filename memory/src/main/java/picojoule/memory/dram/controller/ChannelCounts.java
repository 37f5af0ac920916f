package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;

/** What a channel did. */
final class ChannelCounts {

  private final long[] commands = new long[Command.values().length];
  private long hits;
  private long misses;
  private long conflicts;
  private long forwardedReads;
  private long coalescedWrites;
  private long readsDone;
  private long readLatency;
  private long longestReadLatency;
  private long lastCompletion;

  void command(int command) {
    commands[command]++;
  }

  long commands(Command command) {
    return commands[command.ordinal()];
  }

  void hit() {
    hits++;
  }

  void miss() {
    misses++;
  }

  void conflict() {
    conflicts++;
  }

  /** A read will have its data at a tick. */
  void readDone(long tick, long latency) {
    readsDone++;
    readLatency += latency;
    longestReadLatency = Math.max(longestReadLatency, latency);
    lastCompletion = Math.max(lastCompletion, tick);
  }

  /** A write is done as soon as it is issued. */
  void writeDone(long tick) {
    lastCompletion = Math.max(lastCompletion, tick);
  }

  void forwarded() {
    forwardedReads++;
  }

  void coalesced() {
    coalescedWrites++;
  }

  long hits() {
    return hits;
  }

  long misses() {
    return misses;
  }

  long conflicts() {
    return conflicts;
  }

  long forwardedReads() {
    return forwardedReads;
  }

  long coalescedWrites() {
    return coalescedWrites;
  }

  long readsDone() {
    return readsDone;
  }

  long readLatency() {
    return readLatency;
  }

  long longestReadLatency() {
    return longestReadLatency;
  }

  /** The tick at which the last request so far is complete. */
  long lastCompletion() {
    return lastCompletion;
  }
}
