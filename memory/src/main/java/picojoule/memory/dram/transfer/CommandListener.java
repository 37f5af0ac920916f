package picojoule.memory.dram.transfer;

import picojoule.memory.dram.Command;

/** Is told of every command, in order of time within each channel. */
@FunctionalInterface
public interface CommandListener {

  /**
   * A command is issued.
   *
   * @param channel its number
   * @param cycle of the memory's clock
   * @param bank the bank's number in its channel: ((pseudo channel · ranks + rank) · bank groups +
   *     bank group) · banks + bank; the first of its scope for {@link Command#isAllBanks commands
   *     to all banks}
   * @param row of the request that it is for; -1 where it is for none
   * @param column likewise
   */
  void issued(int channel, long cycle, Command command, int bank, int row, int column);
}
