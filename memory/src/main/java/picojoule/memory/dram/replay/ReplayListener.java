package picojoule.memory.dram.replay;

import picojoule.memory.dram.Command;

/** Is told of every command of a replay, in order of time. */
@FunctionalInterface
public interface ReplayListener {

  /**
   * A command is issued.
   *
   * @param tick of the controller
   * @param command what is said
   * @param bank the flat number in the channel: ((pseudo channel · ranks + rank) · bank groups +
   *     bank group) · banks + bank; the first of its scope for commands to all banks
   * @param row that is opened or accessed; -1 for {@code PRE} and commands to all banks
   * @param column the burst's number in its row; -1 for row commands
   */
  void command(long tick, Command command, int bank, int row, int column);
}
