package picojoule.memory.dram.dramsim3;

import picojoule.memory.dram.Command;

/** A command as {@link picojoule.memory.dram.replay.ReplayListener} tells it. */
record ReplayedCommand(long tick, Command command, int bank, int row, int column) {}
