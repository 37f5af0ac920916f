package picojoule.memory.kv.ratio;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The published model in plain lists, a token at a time, counting everything anew at each step. */
final class ReferenceRatioRun {

  private final RatioSpec spec;
  private final RatioPolicy policy;
  private final SkippedTokens skips;
  private final List<List<Boolean>> inHbm = new ArrayList<>();

  ReferenceRatioRun(RatioSpec spec, RatioPolicy policy, SkippedTokens skips) {
    this.spec = spec;
    this.policy = policy;
    this.skips = skips;
    for (int layer = 0; layer < spec.layers(); layer++) {
      inHbm.add(new ArrayList<>());
    }
  }

  double nanoseconds() {
    for (int token = 0; token < spec.promptTokens(); token++) {
      for (List<Boolean> layer : inHbm) {
        boolean wants =
            policy.initial() == InitialPlacement.HBM_FIRST
                || token % 32 <= (int) (32 * spec.bestRatio());
        layer.add(wants && fits());
      }
    }
    double sum = 0;
    int end = spec.promptTokens() + spec.decodeTokens();
    for (int n = spec.promptTokens(); n < end; n++) {
      for (int layer = 0; layer < spec.layers(); layer++) {
        sum += attention(n, layer, end) + mlp();
      }
    }
    return sum;
  }

  private double used() {
    double weights = spec.parameters() * spec.bytesPerValue() * policy.weightsInHbm();
    double tokens =
        inHbm.stream().flatMap(List::stream).filter(hbm -> hbm).count() * spec.tokenBytes();
    return (weights <= spec.hbmCapacity() ? weights : 0) + tokens;
  }

  private boolean fits() {
    return used() + spec.tokenBytes() <= spec.hbmCapacity();
  }

  private Set<Integer> skipped(int n, int layer) {
    long[] bits = new long[n / 64 + 1];
    skips.skip(n, layer, bits);
    Set<Integer> tokens = new HashSet<>();
    for (int token = 0; token < n; token++) {
      if ((bits[token / 64] & (1L << (token % 64))) != 0) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  private double read(int n, int layer) {
    return spec.attentionWeightBytes()
        + (double) (n - skipped(n, layer).size()) * spec.tokenBytes();
  }

  private double alpha(int n, int layer) {
    Set<Integer> skipped = skipped(n, layer);
    double bytes = policy.weightsInHbm() * spec.attentionWeightBytes();
    for (int token = 0; token < inHbm.get(layer).size(); token++) {
      if (inHbm.get(layer).get(token) && !skipped.contains(token)) {
        bytes += spec.tokenBytes();
      }
    }
    return Math.min(1, bytes / read(n, layer));
  }

  private double attention(int n, int layer, int end) {
    double alpha = alpha(n, layer);
    List<Boolean> places = inHbm.get(layer);
    long there = places.stream().filter(hbm -> hbm).count();
    boolean wants =
        policy.placement() == WritePlacement.PREFER_HBM || (double) there / n <= spec.bestRatio();
    boolean toHbm = wants && fits();
    places.add(toHbm);
    double in = 0;
    double out = 0;
    int nextLayer = (layer + 1) % spec.layers();
    int next = nextLayer == 0 ? n + 1 : n;
    if (policy.migration() == RatioMigration.ALPHA && next < end) {
      double off = alpha(next, nextLayer) - spec.bestRatio();
      boolean isHigh = off > 0;
      while (Math.abs(off) > spec.deviation() && off > 0 == isHigh) {
        int token =
            isHigh ? first(nextLayer, true, Set.of()) : first(nextLayer, false, skipped(n, layer));
        if (token < 0 || (!isHigh && !fits())) {
          break;
        }
        inHbm.get(nextLayer).set(token, !isHigh);
        out += isHigh ? spec.tokenBytes() : 0;
        in += isHigh ? 0 : spec.tokenBytes();
        off = alpha(next, nextLayer) - spec.bestRatio();
      }
    }
    double hbmWrite = toHbm ? spec.tokenBytes() : 0;
    double write = toHbm ? 0 : spec.tokenBytes();
    double read = read(n, layer);
    double hbm = (alpha * read + hbmWrite + in + out) / spec.hbmBandwidth();
    double moves = Math.max((write + out) / spec.linkWrite(), in / spec.linkRead());
    moves = Math.max(moves, (write + out + in) / spec.externalBandwidth());
    double external =
        (1 - alpha) * read / Math.min(spec.linkRead(), spec.externalBandwidth()) + moves;
    return Math.max(hbm, external);
  }

  private int first(int layer, boolean hbm, Set<Integer> except) {
    for (int token = 0; token < inHbm.get(layer).size(); token++) {
      if (inHbm.get(layer).get(token) == hbm && !except.contains(token)) {
        return token;
      }
    }
    return -1;
  }

  private double mlp() {
    double read = spec.mlpWeightBytes();
    return Math.max(
        policy.weightsInHbm() * read / spec.hbmBandwidth(),
        (1 - policy.weightsInHbm()) * read / Math.min(spec.linkRead(), spec.externalBandwidth()));
  }
}
