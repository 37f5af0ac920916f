package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;

/** What a channel did. */
public final class ChannelCounts {

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

  public long commands(Command command) {
    return commands[command.ordinal()];
  }

  /** Refreshes of all banks, of one or of one in each bank group. */
  public long refreshes() {
    return commands(Command.REF) + commands(Command.REFPB) + commands(Command.REFSB);
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

  public long hits() {
    return hits;
  }

  public long misses() {
    return misses;
  }

  public long conflicts() {
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

  /** Adds the counts of another one, some times; what is a maximum stays as it is. */
  public void add(ChannelCounts other, long times) {
    for (int i = 0; i < commands.length; i++) {
      commands[i] += times * other.commands[i];
    }
    hits += times * other.hits;
    misses += times * other.misses;
    conflicts += times * other.conflicts;
    forwardedReads += times * other.forwardedReads;
    coalescedWrites += times * other.coalescedWrites;
    readsDone += times * other.readsDone;
    readLatency += times * other.readLatency;
  }

  /** Takes over the counts of another one. */
  void become(ChannelCounts other) {
    System.arraycopy(other.commands, 0, commands, 0, commands.length);
    hits = other.hits;
    misses = other.misses;
    conflicts = other.conflicts;
    forwardedReads = other.forwardedReads;
    coalescedWrites = other.coalescedWrites;
    readsDone = other.readsDone;
    readLatency = other.readLatency;
    longestReadLatency = other.longestReadLatency;
    lastCompletion = other.lastCompletion;
  }
}
