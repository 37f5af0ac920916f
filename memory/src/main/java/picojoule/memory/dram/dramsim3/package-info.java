/**
 * The policy profile {@code dramsim3}: a controller that takes the same decisions in the same
 * cycles as that of the public simulator DRAMsim3 (Li et al., IEEE CAL 2020), with one rank, queues
 * per bank and open rows, but jumps from one cycle in which something happens to the next.
 */
package picojoule.memory.dram.dramsim3;
