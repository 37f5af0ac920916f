package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;

/** A command as a replay's listener is told of it. */
record TracedCommand(long tick, Command command, int bank, int row, int column) {}
