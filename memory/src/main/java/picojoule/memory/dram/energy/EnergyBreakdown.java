package picojoule.memory.dram.energy;

/**
 * Where the energy of a DRAM went, in picojoules.
 *
 * @param activate opening and closing rows
 * @param read bursts from the open row to the pins, without the pins
 * @param write bursts from the pins to the open row, without the pins
 * @param dataInterface drivers and termination of the data pins
 * @param refresh beyond standby
 * @param standby of ranks with rows open and of ranks with all rows closed
 * @param bits that were read and written
 */
public record EnergyBreakdown(
    double activate,
    double read,
    double write,
    double dataInterface,
    double refresh,
    double standby,
    long bits) {

  /** All parts together, in picojoules. */
  public double total() {
    return activate + read + write + dataInterface + refresh + standby;
  }

  /** All parts together per bit that was read or written; 0 without any. */
  public double picojoulesPerBit() {
    return bits == 0 ? 0 : total() / bits;
  }
}
