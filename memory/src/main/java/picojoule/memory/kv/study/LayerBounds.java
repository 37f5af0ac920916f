package picojoule.memory.kv.study;

import picojoule.memory.kv.access.AccessSource;
import picojoule.memory.kv.access.StepAccess;

/** What no policy can undercut in one layer. */
final class LayerBounds {

  private final PagedSpec spec;
  private double bound;
  private double oracle;
  private long asked;

  LayerBounds(PagedSpec spec) {
    this.spec = spec;
  }

  /** Goes through a layer's accesses. */
  LayerBounds of(int layer) {
    AccessSource source = spec.accesses().layer(layer);
    StepAccess step = new StepAccess(spec.mostPages());
    int[] pagesByTokens = new int[spec.layout().tokens() + 1];
    for (int i = 0; i < spec.steps(); i++) {
      step.clear();
      source.next(spec.promptTokens() + i, step);
      add(step, pagesByTokens);
    }
    return this;
  }

  private void add(StepAccess step, int[] pagesByTokens) {
    long tokens = 0;
    for (int i = 0; i < step.count(); i++) {
      tokens += step.tokens(i);
      pagesByTokens[step.tokens(i)]++;
    }
    long best = 0;
    int room = spec.hbmPages();
    for (int of = pagesByTokens.length - 1; of >= 0; of--) {
      int pages = Math.min(room, pagesByTokens[of]);
      best += (long) pages * of;
      room -= pages;
      pagesByTokens[of] = 0;
    }
    double bytes = spec.layout().tokenBytes();
    double hbm = spec.memories().hbmBandwidth();
    double external = spec.memories().externalRead();
    double balanced = (spec.weightBytes() + tokens * bytes) / (hbm + external);
    double weights = spec.weightBytes() / hbm;
    asked += tokens;
    bound += balanced;
    oracle += Math.max(Math.max(balanced, weights), (tokens - best) * bytes / external);
  }

  /** Nanoseconds if all bytes were spread over both memories as their bandwidths are. */
  double bound() {
    return bound;
  }

  /**
   * Nanoseconds if before every step, at no cost, the pages were put where that step is shortest:
   * the most read ones in HBM as far as they fit, and of those, in any fraction, what balances both
   * memories left outside. No policy can be faster: wherever it has its pages in a step, that is
   * one of these placements, and it pays for moves and writes on top.
   */
  double oracle() {
    return oracle;
  }

  /** Tokens of a head group that attention asked for. */
  long asked() {
    return asked;
  }
}
