package picojoule.memory.dram;

/** Is told of every command, in order of time within each channel. */
@FunctionalInterface
public interface CommandListener {

  /**
   * A command is issued.
   *
   * @param channel its number
   * @param cycle of the command clock
   * @param bank the bank's number in its channel: (pseudo channel · bank groups + bank group) ·
   *     banks + bank; the first of the pseudo channel for {@link Command#isAllBanks commands to all
   *     banks}
   * @param row that is opened or accessed; -1 for {@code PRE} and commands to all banks
   * @param column the burst's number in its row; -1 for row commands
   */
  void issued(int channel, long cycle, Command command, int bank, long row, int column);
}
