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
   * @param row that the request wants for whose sake the command goes out, be it to open, to access
   *     or to close another one for it; -1 where there is no request, as for refreshes
   * @param column the number of the request's burst in that row; -1 where there is no request
   */
  void command(long tick, Command command, int bank, int row, int column);
}
