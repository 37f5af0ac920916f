package picojoule.memory.kv.ratio;

import java.util.Arrays;
import picojoule.memory.kv.BrokenPlacementException;

/**
 * Decodes with one policy. A step is a layer's attention or its MLP for one token; with D_R bytes
 * read, a share α of them from HBM, D_W written, a share β of them to HBM, and migration M,
 *
 * <pre>
 * T_hbm = (α·D_R + β·D_W + M_hbm) / B_hbm
 * T_ext = (1-α)·D_R / min(B_read, B_ext)
 *       + max(((1-β)·D_W + M_out)/B_write, M_in/B_read, ((1-β)·D_W + M_out + M_in)/B_ext)
 * T = max(T_hbm, T_ext)
 * </pre>
 *
 * where B_read and B_write are the link's directions (authors' simulator; the constants of its
 * early version are in {@code configs/kv/published.yaml}).
 */
final class RatioRun {

  private static final double ROUNDING = 1e-9;

  private final RatioSpec spec;
  private final RatioPolicy policy;
  private final SkippedTokens skips;
  private final TokenPlaces places;
  private final double bestRatio;
  private final double tokenBytes;
  private long[] skipped;
  private long[] nextSkipped;
  private int skippedCount;
  private int movedIn;
  private int movedOut;
  private double nanoseconds;
  private double hbmRead;
  private double externalRead;
  private double asked;
  private long writtenToHbm;
  private long writtenOutside;
  private long allMovedIn;
  private long allMovedOut;

  RatioRun(RatioSpec spec, RatioPolicy policy, SkippedTokens skips) {
    this.spec = spec;
    this.policy = policy;
    this.skips = skips;
    bestRatio = spec.bestRatio();
    tokenBytes = spec.tokenBytes();
    places = new TokenPlaces(spec, spec.weightBytes(policy.weightsInHbm()));
    int words = ((spec.promptTokens() + spec.decodeTokens()) >> 6) + 1;
    skipped = new long[words];
    nextSkipped = new long[words];
  }

  RatioResult run() {
    placePrompt();
    int end = spec.promptTokens() + spec.decodeTokens();
    for (int tokens = spec.promptTokens(); tokens < end; tokens++) {
      for (int layer = 0; layer < spec.layers(); layer++) {
        attention(tokens, layer, end);
        step(policy.weightsInHbm(), (double) spec.mlpWeightBytes(), 0, 0);
      }
    }
    places.check();
    if (Math.abs(hbmRead + externalRead - asked) > ROUNDING * asked) {
      throw new BrokenPlacementException(
          "%s: %.0f bytes read from both memories, %.0f asked for"
              .formatted(policy.name(), hbmRead + externalRead, asked));
    }
    long each = spec.tokenBytes();
    return new RatioResult(
        nanoseconds,
        hbmRead,
        externalRead,
        asked,
        writtenToHbm * each,
        writtenOutside * each,
        allMovedIn * each,
        allMovedOut * each);
  }

  private void placePrompt() {
    for (int token = 0; token < spec.promptTokens(); token++) {
      boolean wantsHbm = policy.initial().wantsHbm(token, bestRatio);
      for (int layer = 0; layer < spec.layers(); layer++) {
        places.write(layer, wantsHbm);
      }
    }
  }

  private void attention(int tokens, int layer, int end) {
    skippedCount = skippedAt(tokens, layer, skipped);
    double alpha = alpha(tokens, layer, skipped, skippedCount);
    double bytes = bytes(tokens, skippedCount);
    boolean wantsHbm = policy.placement().wantsHbm(places.inHbm(layer), tokens, bestRatio);
    boolean toHbm = places.write(layer, wantsHbm);
    movedIn = 0;
    movedOut = 0;
    if (policy.migration() == RatioMigration.ALPHA) {
      boolean isLast = layer == spec.layers() - 1;
      int nextTokens = isLast ? tokens + 1 : tokens;
      if (nextTokens < end) {
        rebalance(nextTokens, isLast ? 0 : layer + 1);
      }
    }
    if (toHbm) {
      writtenToHbm++;
    } else {
      writtenOutside++;
    }
    step(alpha, bytes, toHbm ? 1 : 0, tokenBytes);
  }

  /** Moves tokens of the layer ahead until HBM's share of its bytes is near the best ratio. */
  private void rebalance(int tokens, int layer) {
    int count = skippedAt(tokens, layer, nextSkipped);
    boolean isStuck = false;
    double side = Math.signum(alpha(tokens, layer, nextSkipped, count) - bestRatio);
    while (!isStuck) {
      double off = alpha(tokens, layer, nextSkipped, count) - bestRatio;
      // Where one token is more than the deviation both ways, it would go to and fro for ever.
      if (Math.abs(off) <= spec.deviation() || Math.signum(off) != side) {
        return;
      }
      int token = off > 0 ? places.firstInHbm(layer) : places.firstOutside(layer, skipped);
      isStuck = token < 0;
      if (!isStuck && off > 0) {
        places.moveOut(token, layer);
        movedOut++;
      } else if (!isStuck) {
        isStuck = !places.moveIn(token, layer);
        movedIn += isStuck ? 0 : 1;
      }
    }
  }

  private int skippedAt(int tokens, int layer, long[] bits) {
    Arrays.fill(bits, 0);
    return skips.skip(tokens, layer, bits);
  }

  /** What attention reads: its weights and the keys and values of the tokens not skipped. */
  private double bytes(int tokens, int skippedTokens) {
    return spec.attentionWeightBytes() + (tokens - skippedTokens) * tokenBytes;
  }

  private double alpha(int tokens, int layer, long[] skips, int skippedTokens) {
    double inHbm =
        policy.weightsInHbm() * spec.attentionWeightBytes()
            + places.readFromHbm(layer, skips) * tokenBytes;
    return Math.min(1, inHbm / bytes(tokens, skippedTokens));
  }

  private void step(double alpha, double read, double beta, double write) {
    double in = write == 0 ? 0 : movedIn * tokenBytes;
    double out = write == 0 ? 0 : movedOut * tokenBytes;
    allMovedIn += write == 0 ? 0 : movedIn;
    allMovedOut += write == 0 ? 0 : movedOut;
    double outside = (1 - beta) * write;
    double hbm = (alpha * read + beta * write + in + out) / spec.hbmBandwidth();
    double moves =
        Math.max(
            Math.max((outside + out) / spec.linkWrite(), in / spec.linkRead()),
            (outside + out + in) / spec.externalBandwidth());
    double external = (1 - alpha) * read / spec.externalRead() + moves;
    nanoseconds += Math.max(hbm, external);
    hbmRead += alpha * read;
    externalRead += (1 - alpha) * read;
    asked += read;
  }
}
