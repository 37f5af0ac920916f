package picojoule.accelerator;

/**
 * Energy of one action of one component, or of its leakage.
 *
 * @param component that acts
 * @param action what it does; {@code leakage} for its standing still; of the DRAM a key of its
 *     device's section {@code energy}
 * @param count how often; of leakage and standby the nanoseconds, of an interface the bits
 * @param picojoulesEach of one
 * @param basis how the price was come by; {@code device} where the memory's file says it
 * @param source where it is from
 */
public record EnergyRow(
    String component,
    String action,
    double count,
    double picojoulesEach,
    String basis,
    String source) {

  public double picojoules() {
    return count * picojoulesEach;
  }
}
