package picojoule.pe.array;

/**
 * The way of an operand from the array's edge past the PEs of one row or column. A register on the
 * way costs a cycle and a hop.
 *
 * @param extent PEs that the way passes in a tile
 * @param inside delivery within a tile
 * @param tiles how many tiles it passes
 * @param between delivery from tile to tile
 */
record Path(int extent, Delivery inside, int tiles, Delivery between) {

  /** PEs on the way. */
  int length() {
    return extent * tiles;
  }

  /** Cycles from the edge to a PE, which is as many registers. */
  long delay(int position) {
    return tileDelay(position / extent) + (inside == Delivery.SKEWED ? position % extent : 0);
  }

  /** Cycles from the edge to the last PE. */
  long lastDelay() {
    return delay(length() - 1);
  }

  /**
   * Cycles until the last of results has left that become ready along this way: each tile has one
   * wire for them, on which its PEs take turns.
   */
  long drainDelay() {
    return tileDelay(tiles - 1) + extent - 1;
  }

  /**
   * Registers that an operand goes through which the first of the PEs use; where tiles get it at
   * once, each tile's copy counts.
   */
  long hops(long used) {
    long tilesUsed = Reduction.ceilDivide(used, extent);
    if (between == Delivery.SKEWED) {
      return inside == Delivery.SKEWED ? used - 1 : tilesUsed - 1;
    }
    return inside == Delivery.SKEWED ? used - tilesUsed : 0;
  }

  /**
   * {@link #hops} of operands that are spread over the PEs in folds, as many PEs in all as are
   * asked for, the last fold with what remains.
   */
  long hopsOfFolds(long total) {
    long whole = total / length();
    long rest = total % length();
    return whole * hops(length()) + (rest == 0 ? 0 : hops(rest));
  }

  /** The sum of delays of so many operands, one to each PE, fold after fold. */
  long delays(long count) {
    return count / length() * delaysOfFold(length()) + delaysOfFold(count % length());
  }

  private long delaysOfFold(long count) {
    long whole = count / extent;
    long rest = count % extent;
    long delays = 0;
    if (inside == Delivery.SKEWED) {
      delays = whole * triangle(extent) + triangle(rest);
    }
    if (between == Delivery.SKEWED) {
      delays += registersOfTile() * (extent * triangle(whole) + whole * rest);
    }
    return delays;
  }

  private long tileDelay(int tile) {
    return between == Delivery.SKEWED ? tile * registersOfTile() : 0;
  }

  private long registersOfTile() {
    return inside == Delivery.SKEWED ? extent : 1;
  }

  /** 0 + 1 + … + (count − 1). */
  private static long triangle(long count) {
    return count * (count - 1) / 2;
  }
}
