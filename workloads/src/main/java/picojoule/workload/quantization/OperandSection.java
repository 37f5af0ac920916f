package picojoule.workload.quantization;

import java.util.Optional;
import picojoule.config.Section;
import picojoule.isa.number.AdaptiveBlockFormat;
import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.BlockFormats;
import picojoule.isa.number.Codebook;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/**
 * A section of a recipe that says how an operand is stored: {@code format}, the name of a number
 * format or of a block format, and for a number format what stands beside its codes. A block format
 * brings its own blocks and scales.
 */
final class OperandSection {

  private static final String FORMAT = "format";
  private static final String GROUP = "group";
  private static final String SCALE = "scale";
  private static final String SCALE_BITS = "scale-bits";
  private static final String ZERO_POINT_BITS = "zero-point-bits";
  private static final int MOST_GROUP = 1 << 20;
  private static final int MOST_BITS = 32;
  private static final int HALF_WORD = 16;

  private final Section section;

  OperandSection(Section section) {
    this.section = section;
  }

  /** Weights: keys {@code group}, {@code scale} or {@code scale-bits}, {@code zero-point-bits}. */
  WeightFormat weights() {
    Optional<BlockFormat> blocks = blocks();
    if (blocks.isPresent()) {
      refuseBeside(blocks.get(), GROUP, SCALE, SCALE_BITS, ZERO_POINT_BITS);
      return WeightFormat.of(blocks.get());
    }
    NumberFormat codes = scalar();
    int group = section.has(GROUP) ? section.integer(GROUP, 0, MOST_GROUP) : 0;
    int zeroPointBits =
        section.has(ZERO_POINT_BITS) ? section.integer(ZERO_POINT_BITS, 0, MOST_BITS) : 0;
    return new WeightFormat(codes, group, scaleBits(codes, group > 0), zeroPointBits);
  }

  /** Activations; those of a number format have one scale a tensor, or none. */
  RowFormat activations() {
    Optional<BlockFormat> blocks = blocks();
    return blocks.isPresent() ? blocksOfRow(blocks.get()) : RowFormat.of(scalar());
  }

  /** Keys and values: the key {@code scale} or {@code scale-bits}, of a head of a token. */
  KeyValueFormat keyValues() {
    Optional<BlockFormat> blocks = blocks();
    if (blocks.isPresent()) {
      refuseBeside(blocks.get(), SCALE, SCALE_BITS);
      return new KeyValueFormat(blocksOfRow(blocks.get()), 0);
    }
    NumberFormat codes = scalar();
    int scaleBits = scaleBits(codes, false);
    if (scaleBits % Byte.SIZE != 0) {
      throw section.bad(
          SCALE_BITS, scaleBits + " is no whole number of bytes; give 0, 8, 16 or 32");
    }
    return new KeyValueFormat(codes, scaleBits);
  }

  /** Partial sums, which have no scale. */
  NumberFormat partialSums() {
    return section.value(FORMAT, NumberFormats::named);
  }

  private Optional<BlockFormat> blocks() {
    return section.value(
        FORMAT,
        name -> NumberFormats.find(name).isPresent() ? Optional.empty() : BlockFormats.find(name));
  }

  private NumberFormat scalar() {
    return section.value(
        FORMAT,
        name ->
            NumberFormats.find(name)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "unknown number format '%s'; there is %s; in blocks %s"
                                .formatted(name, NumberFormats.known(), BlockFormats.known()))));
  }

  private RowFormat blocksOfRow(BlockFormat blocks) {
    if (blocks instanceof AdaptiveBlockFormat) {
      throw section.bad(
          FORMAT,
          blocks.name()
              + " takes a search of four tables for each group, which is done for weights"
              + " beforehand, not at run time; give a number format or another block format");
    }
    return RowFormat.of(blocks);
  }

  /**
   * Bits of a scale. Integers and tables mean nothing without one; what has exponents of its own
   * has one where a group says so.
   */
  private int scaleBits(NumberFormat codes, boolean isGrouped) {
    if (section.has(SCALE)) {
      if (section.has(SCALE_BITS)) {
        throw section.bad(SCALE_BITS, "stands beside 'scale'; give one of them");
      }
      int bits = section.value(SCALE, NumberFormats::named).bits();
      return (bits + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
    }
    if (section.has(SCALE_BITS)) {
      return section.integer(SCALE_BITS, 0, MOST_BITS);
    }
    boolean isBare = codes instanceof IntegerFormat || codes instanceof Codebook;
    return isGrouped || isBare ? HALF_WORD : 0;
  }

  private void refuseBeside(BlockFormat blocks, String... keys) {
    for (String key : keys) {
      if (section.has(key)) {
        throw section.bad(
            key,
            "stands beside %s, which has blocks of %d with scales of %s; leave it out, or name a number format"
                .formatted(blocks.name(), blocks.size(), blocks.scale().name()));
      }
    }
  }
}
