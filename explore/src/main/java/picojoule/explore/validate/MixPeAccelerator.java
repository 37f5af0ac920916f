package picojoule.explore.validate;

import java.util.List;
import java.util.Optional;
import picojoule.config.Section;

/**
 * MixPE or one of its baselines.
 *
 * @param name of it
 * @param array of PEs
 * @param bits of both operands of a GEMM
 * @param exceptions blocks whose GEMMs take other bits
 * @param dequantizedInputs what K is divided by in the GEMM that stands for dequantization
 * @param dequantizedOutputs what N is divided by in it
 * @param honestActivationBits of an activation
 * @param honestWeightBits of a weight
 */
record MixPeAccelerator(
    String name,
    PrecisionScalableArray array,
    int bits,
    Optional<Exceptions> exceptions,
    int dequantizedInputs,
    int dequantizedOutputs,
    int honestActivationBits,
    int honestWeightBits) {

  private static final int WIDEST = 64;
  private static final int MOST_PES = 4096;
  private static final int MOST = 1 << 20;
  private static final double MOST_NANOWATTS = 1e9;
  private static final double CYCLES_PER_SECOND = 500e6;

  /**
   * Blocks that are not like the others.
   *
   * @param oneOf of so many blocks one, rounded down
   * @param bits of both operands there
   * @param gemms of the block that are concerned
   */
  record Exceptions(int oneOf, int bits, List<String> gemms) {}

  static MixPeAccelerator read(Section section) {
    int rows = section.integer("rows", 1, MOST_PES);
    int columns = section.integer("columns", 1, MOST_PES);
    int high = section.integer("high", 1, WIDEST);
    double nanojoules = (double) rows * columns / CYCLES_PER_SECOND;
    Section dequantization = section.section("dequantization");
    Section honest = section.section("honest");
    return new MixPeAccelerator(
        section.text("name"),
        new PrecisionScalableArray(
            rows,
            columns,
            high,
            section.integer("low", 1, high),
            section.number("leakage-nW", 0, MOST_NANOWATTS) * nanojoules,
            section.number("dynamic-nW", 0, MOST_NANOWATTS) * nanojoules),
        section.integer("bits", 1, high),
        section.has("exceptions")
            ? Optional.of(exceptions(section.section("exceptions"), high))
            : Optional.empty(),
        dequantization.integer("inputs", 1, MOST),
        dequantization.integer("outputs", 1, MOST),
        honest.integer("activations", 1, high),
        honest.integer("weights", 1, high));
  }

  private static Exceptions exceptions(Section section, int high) {
    return new Exceptions(
        section.integer("one-of", 1, MOST),
        section.integer("bits", 1, high),
        section.texts("gemms"));
  }

  /** How many of a model's blocks are exceptions for a GEMM. */
  long exceptionalBlocks(String gemm, long blocks) {
    return exceptions
        .filter(exception -> exception.gemms().contains(gemm))
        .map(exception -> blocks / exception.oneOf())
        .orElse(0L);
  }
}
