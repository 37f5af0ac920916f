package picojoule.memory.kv.ratio;

import picojoule.memory.kv.BrokenPlacementException;

/** Which memory each token's keys and values of each layer are in, and how full HBM is. */
final class TokenPlaces {

  private final long[][] inHbm;
  private final int[] hbmCount;
  private final int[] written;
  private final double capacity;
  private final double fixed;
  private final double tokenBytes;
  private double used;

  TokenPlaces(RatioSpec spec, double weightBytes) {
    int tokens = spec.promptTokens() + spec.decodeTokens();
    inHbm = new long[spec.layers()][(tokens >> 6) + 1];
    hbmCount = new int[spec.layers()];
    written = new int[spec.layers()];
    capacity = spec.hbmCapacity();
    tokenBytes = spec.tokenBytes();
    fixed = weightBytes;
    used = fixed;
  }

  /** Writes the layer's next token; to HBM only where it has room. */
  boolean write(int layer, boolean wantsHbm) {
    int token = written[layer]++;
    return wantsHbm && moveIn(token, layer);
  }

  /** Moves a token into HBM where it has room. */
  boolean moveIn(int token, int layer) {
    if (tokenBytes > capacity - used) {
      return false;
    }
    used += tokenBytes;
    inHbm[layer][token >> 6] |= 1L << token;
    hbmCount[layer]++;
    return true;
  }

  void moveOut(int token, int layer) {
    used -= tokenBytes;
    inHbm[layer][token >> 6] &= ~(1L << token);
    hbmCount[layer]--;
  }

  int inHbm(int layer) {
    return hbmCount[layer];
  }

  /** Tokens of a layer in HBM that are not skipped. */
  int readFromHbm(int layer, long[] skipped) {
    int count = hbmCount[layer];
    long[] places = inHbm[layer];
    for (int i = 0; i < places.length; i++) {
      count -= Long.bitCount(places[i] & skipped[i]);
    }
    return count;
  }

  /** The first token in HBM, or -1. */
  int firstInHbm(int layer) {
    long[] places = inHbm[layer];
    for (int i = 0; i < places.length; i++) {
      if (places[i] != 0) {
        return i * Long.SIZE + Long.numberOfTrailingZeros(places[i]);
      }
    }
    return -1;
  }

  /** The first token outside HBM that is not among some, or -1. */
  int firstOutside(int layer, long[] except) {
    long[] places = inHbm[layer];
    for (int i = 0; i < places.length; i++) {
      long outside = ~(places[i] | except[i]);
      if (outside != 0) {
        int token = i * Long.SIZE + Long.numberOfTrailingZeros(outside);
        return token < written[layer] ? token : -1;
      }
    }
    return -1;
  }

  /**
   * Counts again what is where.
   *
   * @throws BrokenPlacementException where the counts differ, or HBM holds more than it can
   */
  void check() {
    long count = 0;
    for (int layer = 0; layer < inHbm.length; layer++) {
      int found = 0;
      for (long places : inHbm[layer]) {
        found += Long.bitCount(places);
      }
      if (found != hbmCount[layer] || found > written[layer]) {
        throw new BrokenPlacementException(
            "layer %d: %d tokens in HBM, %d counted, %d written"
                .formatted(layer, found, hbmCount[layer], written[layer]));
      }
      count += found;
    }
    if (fixed + count * tokenBytes != used || used > capacity) {
      throw new BrokenPlacementException(
          "HBM holds %.0f bytes of %.0f, %.0f counted"
              .formatted(fixed + count * tokenBytes, capacity, used));
    }
  }
}
