package picojoule.memory.dram;

/** A command of a trace, as {@link CommandListener} tells it. */
record IssuedCommand(int channel, long cycle, Command command, int bank, long row, int column) {}
