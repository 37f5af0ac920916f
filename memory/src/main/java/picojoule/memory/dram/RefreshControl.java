package picojoule.memory.dram;

/**
 * The refreshes of a pseudo channel. A due one stops everything else: {@code PREA} if any bank is
 * open, then {@code REF}.
 */
final class RefreshControl {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int PREA = Command.PREA.ordinal();
  private static final int REF = Command.REF.ordinal();

  private final CommandTimes times;
  private final int pseudoChannel;
  private final int interval;
  private long dueCycle;
  private long commandCycle = NEVER;
  private int command;

  /**
   * The first one is due after an interval.
   *
   * @param interval tREFI in cycles
   */
  RefreshControl(CommandTimes times, int pseudoChannel, int interval) {
    this.times = times;
    this.pseudoChannel = pseudoChannel;
    this.interval = interval;
    dueCycle = interval;
  }

  /** From which cycle on the next refresh stops everything else. */
  long dueCycle() {
    return dueCycle;
  }

  boolean isDue(long cycle) {
    return cycle >= dueCycle;
  }

  /** Decides for the next command of a due refresh. */
  void decide(boolean anyOpen, long now) {
    command = anyOpen ? PREA : REF;
    commandCycle = Math.max(now, times.allBanks(command, pseudoChannel));
  }

  /** The cycle of the next command, or {@link Long#MAX_VALUE} where no refresh is due. */
  long commandCycle() {
    return commandCycle;
  }

  int command() {
    return command;
  }

  /** Whether the command can be issued in a cycle that has come. */
  boolean isReady(long now) {
    commandCycle = Math.max(now, times.allBanks(command, pseudoChannel));
    return commandCycle <= now;
  }

  /** The command was issued. */
  void issued() {
    commandCycle = NEVER;
    if (command == REF) {
      dueCycle += interval;
    }
  }

  /**
   * Leaps over the refreshes of a quiet time, except for the last two, which leave everything as
   * all would have.
   *
   * @param end the first cycle that is no longer quiet
   * @return how many there were
   */
  long skip(long end) {
    long skipped = Math.max(0, (end - 1 - dueCycle) / interval - 1);
    dueCycle += skipped * interval;
    return skipped;
  }
}
