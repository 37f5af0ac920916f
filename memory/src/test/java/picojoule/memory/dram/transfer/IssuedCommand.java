package picojoule.memory.dram.transfer;

import picojoule.memory.dram.Command;

/** A command of a trace, as {@link CommandListener} tells it. */
record IssuedCommand(int channel, long cycle, Command command, int bank, int row, int column) {}
