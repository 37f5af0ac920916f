package picojoule.memory.dram.controller;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.replay.ReplayStatistics;

/** What a {@link ReferenceController} did. */
final class ReferenceCounts {

  private final Map<Command, Long> commands = new EnumMap<>(Command.class);
  private final List<Long> readLatencies = new ArrayList<>();
  private long lastCompletion;
  private long hits;
  private long misses;
  private long conflicts;
  private long forwarded;
  private long coalesced;

  void command(Command command) {
    commands.merge(command, 1L, Long::sum);
  }

  void readDone(long tick, long latency) {
    readLatencies.add(latency);
    lastCompletion = Math.max(lastCompletion, tick);
  }

  void writeDone(long tick) {
    lastCompletion = Math.max(lastCompletion, tick);
  }

  void forwarded() {
    forwarded++;
  }

  void coalesced() {
    coalesced++;
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

  long lastCompletion() {
    return lastCompletion;
  }

  private long of(Command... kinds) {
    long sum = 0;
    for (Command command : kinds) {
      sum += commands.getOrDefault(command, 0L);
    }
    return sum;
  }

  ReplayStatistics statistics(long ticks, long lastAccept) {
    return new ReplayStatistics.Builder()
        .ticks(ticks)
        .lastAcceptTick(lastAccept)
        .reads(of(Command.RD))
        .writes(of(Command.WR))
        .activates(of(Command.ACT, Command.ACT1))
        .precharges(of(Command.PRE))
        .prechargesAll(of(Command.PREA))
        .refreshes(of(Command.REF, Command.REFPB, Command.REFSB))
        .rowHits(hits)
        .rowMisses(misses)
        .rowConflicts(conflicts)
        .completedReads(readLatencies.size())
        .readLatencyTicks(readLatencies.stream().mapToLong(Long::longValue).sum())
        .longestReadLatencyTicks(readLatencies.stream().mapToLong(Long::longValue).max().orElse(0))
        .forwardedReads(forwarded)
        .coalescedWrites(coalesced)
        .build();
  }
}
