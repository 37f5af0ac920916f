/** On-chip memories that software manages. */
package picojoule.memory.sram;
