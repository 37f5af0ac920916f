package picojoule.pe.array;

/**
 * Input stationary: the weight-stationary array with the operands' roles exchanged. Activations of
 * up to R reduction steps by C tokens stay, the weights of N features stream, and the transposed
 * product leaves at the bottom edge.
 */
final class InputStationaryTiming implements DataflowTiming {

  private final WeightStationaryTiming transposed;

  InputStationaryTiming(
      ArrayGeometry geometry, FoldOverlap overlap, PartialSumStore.Place outside) {
    transposed = new WeightStationaryTiming(geometry, overlap, outside);
  }

  @Override
  public long cycles(long m, long n, long k, ElementTiming element, long group) {
    refuseTables(element);
    return transposed.cycles(n, m, k, element, group);
  }

  @Override
  public TileActivity activity(long m, long n, long k, ElementTiming element, long group) {
    refuseTables(element);
    return transposed.activity(n, m, k, element, group).withOperandsExchanged();
  }

  private static void refuseTables(ElementTiming element) {
    if (element.hasTables()) {
      throw new IllegalArgumentException(
          "tables are computed at the array's edge from activations that stream, and in an"
              + " input-stationary array they stay; give os or ws");
    }
  }
}
