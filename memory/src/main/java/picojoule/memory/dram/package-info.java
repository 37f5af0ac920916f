/**
 * A command-level DRAM: standards as tables, a controller with FR-FCFS scheduling, and channels
 * that jump from command to command.
 *
 * <p>A channel of {@link picojoule.memory.dram.Dram} is simulated ahead of the event queue as far
 * as nothing that could still be submitted can change it; see {@link
 * picojoule.memory.dram.Channel}.
 */
package picojoule.memory.dram;
