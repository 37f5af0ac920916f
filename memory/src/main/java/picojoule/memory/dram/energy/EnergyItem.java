package picojoule.memory.dram.energy;

/**
 * What one price of a device came to.
 *
 * @param key of the price in the device's section {@code energy}
 * @param count how often; of a state the nanoseconds, summed over ranks; of an interface the bits
 * @param picojoulesEach the price of one
 */
public record EnergyItem(String key, double count, double picojoulesEach) {

  /** Count times price. */
  public double picojoules() {
    return count * picojoulesEach;
  }
}
