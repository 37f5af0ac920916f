package picojoule.memory.sram;

/**
 * What an SRAM did.
 *
 * @param readWords words that were read
 * @param writtenWords words that were written
 * @param busyCycles in which some client presented an access
 * @param conflicts words that found no free port in a cycle, counted in each such cycle
 */
public record BankedSramStatistics(
    long readWords, long writtenWords, long busyCycles, long conflicts) {}
