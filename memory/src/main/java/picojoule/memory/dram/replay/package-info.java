/**
 * Replaying a trace of requests on a DRAM: what a trace, a command listener and a result are,
 * whatever controller carries the trace out.
 */
package picojoule.memory.dram.replay;
