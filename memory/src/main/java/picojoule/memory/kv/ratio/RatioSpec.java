package picojoule.memory.kv.ratio;

import picojoule.config.Dimension;
import picojoule.config.Section;

/**
 * The model and the memories of the publication. Bandwidths are in bytes per nanosecond.
 *
 * @param layers decoder layers
 * @param hidden width of the model
 * @param feedForward width between the two matrices of the MLP
 * @param bytesPerValue of weights, keys and values
 * @param parameters that HBM has to hold; the publication sets them apart from the layers' sizes
 * @param hbmCapacity bytes
 * @param hbmBandwidth of HBM
 * @param linkRead of the link towards the accelerator
 * @param linkWrite of the link towards external memory
 * @param externalBandwidth of the external memory behind the link
 * @param promptTokens whose keys and values are there before the first step
 * @param decodeTokens steps
 * @param deviation of HBM's share from the best ratio that migration leaves alone
 */
record RatioSpec(
    int layers,
    int hidden,
    int feedForward,
    int bytesPerValue,
    double parameters,
    long hbmCapacity,
    double hbmBandwidth,
    double linkRead,
    double linkWrite,
    double externalBandwidth,
    int promptTokens,
    int decodeTokens,
    double deviation) {

  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final int MOST_TOKENS = 1 << 22;
  private static final int WIDEST = 1 << 18;

  static RatioSpec read(Section study) {
    Section model = study.section("model");
    Section hbm = study.section("memories").section("hbm");
    Section external = study.section("memories").section("external");
    Section link = study.section("link");
    RatioSpec spec =
        new RatioSpec(
            model.integer("layers", 1, 1024),
            model.integer("hidden", 1, WIDEST),
            model.integer("feed-forward", 1, WIDEST),
            model.integer("bytes-per-value", 1, 8),
            model.number("parameters", 0, 1e13),
            hbm.bytes("capacity"),
            bandwidth(hbm, "bandwidth"),
            bandwidth(link, "read"),
            bandwidth(link, "write"),
            bandwidth(external, "bandwidth"),
            study.section("prompt").integer("tokens", 1, MOST_TOKENS),
            study.section("decode").integer("tokens", 1, MOST_TOKENS),
            study.section("migration").number("deviation", 1e-6, 1));
    if (spec.tokenBytes() > spec.hbmCapacity) {
      throw hbm.bad(
          "capacity",
          "a layer's keys and values of one token are "
              + spec.tokenBytes()
              + " bytes, more than HBM; give it at least as many");
    }
    return spec;
  }

  private static double bandwidth(Section section, String key) {
    return section.quantity(key, Dimension.BANDWIDTH) / NANOSECONDS_PER_SECOND;
  }

  /** Bytes of one token's keys and values in one layer. */
  long tokenBytes() {
    return 2L * hidden * bytesPerValue;
  }

  /** Bytes of the four projections of one layer's attention. */
  long attentionWeightBytes() {
    return 4L * hidden * hidden * bytesPerValue;
  }

  /** Bytes of the two matrices of one layer's MLP. */
  long mlpWeightBytes() {
    return 2L * hidden * feedForward * bytesPerValue;
  }

  /** What external memory delivers: the slower of link and memory. */
  double externalRead() {
    return Math.min(linkRead, externalBandwidth);
  }

  /** HBM's share of all bandwidth: with this share of the bytes both memories end together. */
  double bestRatio() {
    return hbmBandwidth / (hbmBandwidth + externalRead());
  }

  /** Bytes that weights take of HBM. */
  double weightBytes(double shareInHbm) {
    return parameters * bytesPerValue * shareInHbm;
  }
}
