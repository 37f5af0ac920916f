package picojoule.technology.cell;

/**
 * What a circuit, or a block of it, costs.
 *
 * @param areaSquareMicrometres of its cells, not placed
 * @param energyPicojoules of one operation, a clock cycle with fresh operands
 * @param leakageMilliwatts while it is on
 */
public record BlockCost(
    double areaSquareMicrometres, double energyPicojoules, double leakageMilliwatts) {

  /** Nothing. */
  public static final BlockCost NONE = new BlockCost(0, 0, 0);

  /** Both together. */
  public BlockCost plus(BlockCost other) {
    return new BlockCost(
        areaSquareMicrometres + other.areaSquareMicrometres,
        energyPicojoules + other.energyPicojoules,
        leakageMilliwatts + other.leakageMilliwatts);
  }
}
