package picojoule.memory.kv.cache;

import picojoule.config.Section;

/** What is kept of a token in one layer for the tokens that come later. */
public sealed interface KeptState {

  /** Bits of one token in one layer, scales included. */
  long bitsPerToken();

  /** Whether it can be split over groups of heads; latents and layer inputs serve all heads. */
  boolean hasHeads();

  /**
   * Keys and values, each in a format of its own. A share of every page's tokens, the important
   * ones, may be kept with more bits (MiKV, arXiv 2402.18096); which of them is not told apart, as
   * pages are read whole.
   *
   * @param heads of keys and values; with grouped queries fewer than of queries
   * @param dimension of a head
   * @param group values that share a scale; 0 for none
   * @param scaleBits of a scale with its zero point
   * @param importantShare of the tokens, 0 to 1
   * @param importantBits of their keys and values
   */
  record KeysAndValues(
      int heads,
      int dimension,
      int keyBits,
      int valueBits,
      int group,
      int scaleBits,
      double importantShare,
      int importantBits)
      implements KeptState {

    @Override
    public long bitsPerToken() {
      long values = (long) heads * dimension;
      double plain = (1 - importantShare) * values * (keyBits + valueBits);
      double important = importantShare * values * 2 * importantBits;
      return (long) Math.ceil(plain + important) + 2L * heads * scales(dimension, group, scaleBits);
    }

    @Override
    public boolean hasHeads() {
      return true;
    }
  }

  /**
   * The input of the layer, from which keys and values are computed again (XQuant, arXiv
   * 2508.10395).
   */
  record LayerInputs(int hidden, int bits, int group, int scaleBits) implements KeptState {

    @Override
    public long bitsPerToken() {
      return (long) hidden * bits + scales(hidden, group, scaleBits);
    }

    @Override
    public boolean hasHeads() {
      return false;
    }
  }

  /**
   * One compressed vector for keys and values of all heads, and the part of the keys that carries
   * the position (multi-head latent attention, DeepSeek-V2, arXiv 2405.04434).
   */
  record Latents(int rank, int positionDimension, int bits) implements KeptState {

    @Override
    public long bitsPerToken() {
      return (long) (rank + positionDimension) * bits;
    }

    @Override
    public boolean hasHeads() {
      return false;
    }
  }

  private static long scales(int values, int group, int scaleBits) {
    return group == 0 ? 0 : (long) ((values + group - 1) / group) * scaleBits;
  }

  /**
   * Reads what is kept.
   *
   * @param model the widths of the model
   * @param cache what is kept of it and in which bits
   */
  static KeptState read(Section model, Section cache) {
    int group = cache.integer("group", 0, 1 << 16);
    int scaleBits = cache.integer("scale-bits", 0, 64);
    return switch (cache.text("keeps")) {
      case "keys-and-values" ->
          new KeysAndValues(
              model.integer("kv-heads", 1, 1024),
              model.integer("head-dimension", 1, 4096),
              cache.integer("key-bits", 1, 32),
              cache.integer("value-bits", 1, 32),
              group,
              scaleBits,
              cache.number("important-share", 0, 1),
              cache.integer("important-bits", 1, 32));
      case "layer-inputs" ->
          new LayerInputs(
              model.integer("hidden", 1, 1 << 18), cache.integer("bits", 1, 32), group, scaleBits);
      case "latents" ->
          new Latents(
              model.integer("latent-rank", 1, 1 << 16),
              model.integer("position-dimension", 0, 1 << 16),
              cache.integer("bits", 1, 32));
      default ->
          throw cache.bad(
              "keeps",
              "'" + cache.text("keeps") + "' is none of: keys-and-values, layer-inputs, latents");
    };
  }
}
