package picojoule.memory.kv.cache;

import picojoule.config.Dimension;
import picojoule.config.Section;

/**
 * HBM beside external memory behind a link. Bandwidths are in bytes per nanosecond, energies in
 * picojoules per byte.
 *
 * @param hbmCapacity bytes for the cache
 * @param externalCapacity bytes for the cache
 * @param linkLatency nanoseconds until the first byte of a step's external traffic
 * @param linkOverhead bytes on the link per byte of payload, one or more
 */
public record MemorySystem(
    long hbmCapacity,
    double hbmBandwidth,
    double hbmEnergy,
    long externalCapacity,
    double externalBandwidth,
    double externalEnergy,
    double linkRead,
    double linkWrite,
    double linkLatency,
    double linkOverhead,
    double linkEnergy) {

  /** Reads the sections {@code memories} and {@code link} of a study. */
  public static MemorySystem read(Section study) {
    Section hbm = study.section("memories").section("hbm");
    Section external = study.section("memories").section("external");
    Section link = study.section("link");
    double payload = link.bytes("packet-payload");
    return new MemorySystem(
        capacity(hbm),
        bandwidth(hbm, "bandwidth"),
        hbm.quantityOrZero("energy-per-byte", Dimension.ENERGY),
        capacity(external),
        bandwidth(external, "bandwidth"),
        external.quantityOrZero("energy-per-byte", Dimension.ENERGY),
        bandwidth(link, "read"),
        bandwidth(link, "write"),
        link.quantityOrZero("latency", Dimension.TIME) / 1e6,
        1 + link.quantityOrZero("packet-header", Dimension.DATA) / payload,
        link.quantityOrZero("energy-per-byte", Dimension.ENERGY));
  }

  private static long capacity(Section memory) {
    if (!memory.has("cache-capacity")) {
      throw memory.bad(
          "cache-capacity", "is missing: no policy can place pages without it; give bytes, 8 GB");
    }
    return memory.bytes("cache-capacity");
  }

  private static double bandwidth(Section section, String key) {
    return section.quantity(key, Dimension.BANDWIDTH) / 1e9;
  }

  /** What a stream of reads from external memory gets. */
  public double externalRead() {
    return Math.min(linkRead / linkOverhead, externalBandwidth);
  }

  /**
   * How long a step takes: as long as the slower of HBM and external memory, whose two directions
   * share it while each has its own way over the link.
   *
   * @param hbm bytes read and written there
   * @param inward bytes over the link towards the accelerator
   * @param outward bytes over the link towards external memory
   */
  public double nanoseconds(double hbm, double inward, double outward) {
    double external =
        Math.max(
            Math.max(inward * linkOverhead / linkRead, outward * linkOverhead / linkWrite),
            (inward + outward) / externalBandwidth);
    return Math.max(hbm / hbmBandwidth, inward + outward > 0 ? external + linkLatency : 0);
  }
}
