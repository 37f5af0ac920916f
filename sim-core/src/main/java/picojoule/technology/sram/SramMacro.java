package picojoule.technology.sram;

/**
 * An SRAM whose price is asked for.
 *
 * @param capacityBytes of all banks
 * @param wordBits that an access reads or writes
 * @param banks a power of two
 * @param device transistors of the periphery and the cells
 */
public record SramMacro(long capacityBytes, int wordBits, int banks, SramDevice device) {}
