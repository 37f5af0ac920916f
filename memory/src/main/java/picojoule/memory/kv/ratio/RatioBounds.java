package picojoule.memory.kv.ratio;

import java.util.Arrays;

/** What no policy can undercut, and the publication's own bound. */
final class RatioBounds {

  private static final int HALVINGS = 200;

  private final RatioSpec spec;
  private final SkippedTokens skips;

  RatioBounds(RatioSpec spec, SkippedTokens skips) {
    this.spec = spec;
    this.skips = skips;
  }

  /**
   * The publication's bound in nanoseconds: every step has the best ratio, or what one step's bytes
   * leave of HBM's whole capacity; new tokens are written to HBM while it has room.
   *
   * @param weightsInHbm share of the weights that take room there
   */
  double published(double weightsInHbm) {
    TokenPlaces places = new TokenPlaces(spec, spec.weightBytes(weightsInHbm));
    for (int token = 0; token < spec.promptTokens(); token++) {
      for (int layer = 0; layer < spec.layers(); layer++) {
        places.write(layer, true);
      }
    }
    long[] bits = skipBits();
    double sum = 0;
    for (int tokens = spec.promptTokens(); tokens < end(); tokens++) {
      for (int layer = 0; layer < spec.layers(); layer++) {
        boolean toHbm = places.write(layer, true);
        sum += balanced(attentionBytes(tokens, layer, bits), toHbm ? 1 : 0, spec.tokenBytes());
        sum += balanced((double) spec.mlpWeightBytes(), 0, 0);
      }
    }
    return sum;
  }

  private double balanced(double read, double beta, long write) {
    double alpha = Math.min(spec.hbmCapacity() / read, spec.bestRatio());
    double hbm = (alpha * read + beta * write) / spec.hbmBandwidth();
    double outside = (1 - beta) * write;
    double external =
        (1 - alpha) * read / spec.externalRead()
            + Math.max(outside / spec.linkWrite(), outside / spec.externalBandwidth());
    return Math.max(hbm, external);
  }

  /**
   * The oracle in nanoseconds: before each token, weights and tokens are put, at no cost and in any
   * fraction, where that token's steps are shortest with all layers sharing HBM; new tokens go
   * wherever time is left. No policy can be faster, as each step of it is one of these placements
   * with more to pay.
   */
  double oracle() {
    long[] bits = skipBits();
    double sum = 0;
    for (int tokens = spec.promptTokens(); tokens < end(); tokens++) {
      double read = 0;
      for (int layer = 0; layer < spec.layers(); layer++) {
        read += attentionBytes(tokens, layer, bits) - spec.attentionWeightBytes();
      }
      sum += best(read);
    }
    return sum;
  }

  /** The least time of one token's steps: a convex function of the share of weights in HBM. */
  private double best(double cacheBytes) {
    double low = 0;
    double high = Math.min(1, spec.hbmCapacity() / Math.max(1, spec.weightBytes(1)));
    for (int i = 0; i < HALVINGS; i++) {
      double third = (high - low) / 3;
      if (time(low + third, cacheBytes) <= time(high - third, cacheBytes)) {
        high -= third;
      } else {
        low += third;
      }
    }
    return time((low + high) / 2, cacheBytes);
  }

  private double time(double weightsInHbm, double cacheBytes) {
    double room = Math.max(0, spec.hbmCapacity() - spec.weightBytes(weightsInHbm));
    double weights = (double) spec.layers() * spec.attentionWeightBytes();
    double mlp = (double) spec.layers() * spec.mlpWeightBytes();
    double write = (double) spec.layers() * spec.tokenBytes();
    double both = spec.hbmBandwidth() + spec.externalRead();
    double outside = Math.max(0, cacheBytes - room);
    double attention =
        Math.max(
            (weights + cacheBytes + write) / (spec.hbmBandwidth() + fastestExternal()),
            Math.max(
                Math.max(
                    (weights + cacheBytes) / both, weightsInHbm * weights / spec.hbmBandwidth()),
                ((1 - weightsInHbm) * weights + outside) / spec.externalRead()));
    return attention
        + Math.max(
            weightsInHbm * mlp / spec.hbmBandwidth(),
            (1 - weightsInHbm) * mlp / spec.externalRead());
  }

  /** Writes may be faster than reads. */
  private double fastestExternal() {
    return Math.max(spec.externalRead(), Math.min(spec.linkWrite(), spec.externalBandwidth()));
  }

  private double attentionBytes(int tokens, int layer, long[] bits) {
    Arrays.fill(bits, 0);
    int count = skips.skip(tokens, layer, bits);
    return spec.attentionWeightBytes() + (tokens - count) * (double) spec.tokenBytes();
  }

  private long[] skipBits() {
    return new long[(end() >> 6) + 1];
  }

  private int end() {
    return spec.promptTokens() + spec.decodeTokens();
  }
}
