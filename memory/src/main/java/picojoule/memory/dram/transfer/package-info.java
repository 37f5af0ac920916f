/** Bulk transfers on a DRAM of several channels. */
package picojoule.memory.dram.transfer;
