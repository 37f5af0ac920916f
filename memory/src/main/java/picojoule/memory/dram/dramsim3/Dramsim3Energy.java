package picojoule.memory.dram.dramsim3;

/**
 * The energy of a replay in picojoules.
 *
 * @param activatePicojoules of activates with their precharges
 * @param readPicojoules of read bursts
 * @param writePicojoules of write bursts
 * @param refreshPicojoules of refreshes
 * @param activeStandbyPicojoules while some row is open
 * @param prechargeStandbyPicojoules while none is
 */
public record Dramsim3Energy(
    double activatePicojoules,
    double readPicojoules,
    double writePicojoules,
    double refreshPicojoules,
    double activeStandbyPicojoules,
    double prechargeStandbyPicojoules) {

  /** All of it. */
  public double totalPicojoules() {
    return activatePicojoules
        + readPicojoules
        + writePicojoules
        + refreshPicojoules
        + activeStandbyPicojoules
        + prechargeStandbyPicojoules;
  }
}
