package picojoule.memory.kv.policy;

import picojoule.memory.kv.cache.MemorySystem;
import picojoule.memory.kv.cache.PageLayout;

/**
 * What a policy may know beforehand.
 *
 * @param weightBytes that a step reads from HBM beside the cache
 * @param mostPages of the layer at its end
 */
public record Surroundings(
    MemorySystem memories, PageLayout layout, double weightBytes, int mostPages) {

  /** Nanoseconds in which HBM delivers the weights and so many tokens. */
  double hbmNanoseconds(long tokens) {
    return (weightBytes + (double) tokens * layout.tokenBytes()) / memories.hbmBandwidth();
  }

  /** Nanoseconds in which external memory delivers so many tokens. */
  double externalNanoseconds(long tokens) {
    return (double) tokens * layout.tokenBytes() / memories.externalRead();
  }

  /** How many tokens change memories to take a difference of times away. */
  double tokensToBalance(double nanoseconds) {
    return nanoseconds
        / (1 / memories.hbmBandwidth() + 1 / memories.externalRead())
        / layout.tokenBytes();
  }
}
