package picojoule.pe.element;

import java.util.Optional;
import java.util.OptionalInt;
import picojoule.config.Dimension;
import picojoule.config.Section;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.pe.array.ElementTiming;

/**
 * What a processing element is set to.
 *
 * @param operand the widest activation that it takes, which in a multiplier is the widest weight
 *     too; empty for what the type customarily has
 * @param pipelineDepth cycles from a product's last operand bits to the sum with it, at least 1
 * @param scaleCycles cycles of the scaler behind a group; empty for what the type customarily has
 * @param switchCycles cycles that it takes to be set to another pair of formats, after it has been
 *     drained
 * @param tables of activations, where the type has them
 */
public record ElementSpec(
    Optional<NumberFormat> operand,
    int pipelineDepth,
    OptionalInt scaleCycles,
    int switchCycles,
    Tables tables) {

  /** What stands for the type's own value. */
  private static final String CUSTOMARY = "customary";

  private static final int MOST_SWITCH_CYCLES = 1_000_000;

  /**
   * Tables of activations' sums.
   *
   * @param inputs activations of a table, K in the M, N, K of a LUT tile; 2^(K−1) entries
   * @param quantized whether entries are quantized to INT8
   * @param entriesPerCycle entries that are computed in a cycle
   * @param memoryBytes memory that keeps tables for further features, 0 for none
   */
  public record Tables(int inputs, boolean quantized, int entriesPerCycle, long memoryBytes) {

    private static final int MOST_INPUTS = 8;
    private static final int MOST_ENTRIES = 128;

    /** Customary ones: 4 activations, all 8 entries in one cycle, none kept. */
    public static Tables customary() {
      return new Tables(4, false, 8, 0);
    }

    private static Tables read(Section section) {
      return new Tables(
          section.integer("inputs", 1, MOST_INPUTS),
          section.flag("quantized"),
          section.integer("entries-per-cycle", 1, MOST_ENTRIES),
          (long) section.quantityOrZero("memory", Dimension.DATA));
    }
  }

  /** Customary settings. */
  public static ElementSpec customary() {
    return new ElementSpec(Optional.empty(), 1, OptionalInt.empty(), 0, Tables.customary());
  }

  /**
   * Reads the keys {@code operand}, {@code pipeline-depth}, {@code scale-cycles}, {@code
   * switch-cycles} and the section {@code tables}.
   */
  public static ElementSpec read(Section section) {
    return new ElementSpec(
        section.text("operand").equals(CUSTOMARY)
            ? Optional.empty()
            : Optional.of(section.value("operand", NumberFormats::named)),
        section.integer("pipeline-depth", 1, ElementTiming.MAX_CYCLES),
        section.text("scale-cycles").equals(CUSTOMARY)
            ? OptionalInt.empty()
            : OptionalInt.of(section.integer("scale-cycles", 0, ElementTiming.MAX_CYCLES)),
        section.integer("switch-cycles", 0, MOST_SWITCH_CYCLES),
        Tables.read(section.section("tables")));
  }
}
