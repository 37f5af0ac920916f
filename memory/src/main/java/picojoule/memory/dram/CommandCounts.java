package picojoule.memory.dram;

/** How many commands a pseudo channel issued. */
final class CommandCounts {

  private final long[] issued = new long[Command.COUNT];
  private final long[] taken = new long[Command.COUNT];

  void add(int command, long count) {
    issued[command] += count;
  }

  long of(Command command) {
    return issued[command.ordinal()];
  }

  /** Those since the last call. */
  long take(Command command) {
    int index = command.ordinal();
    long untaken = issued[index] - taken[index];
    taken[index] = issued[index];
    return untaken;
  }
}
