package picojoule.pe.array;

/**
 * Input stationary: the weight-stationary array with the operands' roles exchanged. Activations of
 * up to R reduction steps by C tokens stay, the weights of N features stream, and the transposed
 * product leaves at the bottom edge.
 */
final class InputStationaryTiming implements DataflowTiming {

  private final WeightStationaryTiming transposed;

  InputStationaryTiming(ArrayShape shape, FoldOverlap overlap) {
    transposed = new WeightStationaryTiming(shape, overlap);
  }

  @Override
  public long cycles(long m, long n, long k, int passes, long group) {
    return transposed.cycles(n, m, k, passes, group);
  }

  @Override
  public TileActivity activity(long m, long n, long k, int passes, long group) {
    return transposed.activity(n, m, k, passes, group).withOperandsExchanged();
  }
}
