/** What a DRAM costs: counts of commands and ticks, priced from the device's own figures. */
package picojoule.memory.dram.energy;
