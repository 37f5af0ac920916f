/** A DRAM device as a user names it: whatever profile its config chooses, ready for traces. */
package picojoule.memory.dram.device;
