package picojoule.memory.dram.transfer;

import picojoule.isa.Operand;

/**
 * What one class of operand asked of a DRAM in one direction, and how long it waited.
 *
 * @param requester whose bytes were moved
 * @param write whether into the memory
 * @param transfers completed or fully served
 * @param bytes that they asked for
 * @param meanLatencyNanoseconds from the submission of a transfer to its completion
 * @param longestLatencyNanoseconds the longest of these
 */
public record RequesterStatistics(
    Operand requester,
    boolean write,
    long transfers,
    long bytes,
    double meanLatencyNanoseconds,
    double longestLatencyNanoseconds) {}
