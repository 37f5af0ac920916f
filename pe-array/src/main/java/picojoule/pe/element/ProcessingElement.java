package picojoule.pe.element;

import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.DatapathSettings;

/**
 * A processing element as an array is built of: what it multiplies and how long that takes. A
 * datapath's passes are steps of their own, each with a piece of the weight; types that take a
 * weight bit by bit behind one read say so themselves.
 */
public class ProcessingElement {

  private final ElementType type;
  private final ElementSpec spec;
  private final NumberFormat operand;

  ProcessingElement(ElementType type, ElementSpec spec) {
    this.type = type;
    this.spec = spec;
    operand = spec.operand().orElseGet(() -> NumberFormats.named(type.customaryOperand()));
  }

  /** The type's name, and the operand's where it is not customary. */
  public final String name() {
    boolean customary = operand.name().equals(type.customaryOperand());
    return type.configName() + (customary ? "" : "-" + operand.name());
  }

  /** The widest activation. */
  public final NumberFormat operand() {
    return operand;
  }

  /** Cycles from one pair of formats to another. */
  public final int switchCycles() {
    return spec.switchCycles();
  }

  /**
   * How it takes the products of a pair of formats.
   *
   * @throws IllegalArgumentException where it cannot multiply them; the message says what it can
   */
  public final ElementTiming timing(NumberFormat activation, NumberFormat weight) {
    // What the datapath cannot do at all it says itself, with a list.
    DatapathMode mode =
        type.datapath().set(settings(DatapathSettings.of(activation, weight), spec));
    if (!takes(activation)) {
      throw tooWide(mode, "activations");
    }
    if (!takesWeight(weight)) {
      throw tooWide(mode, "weights");
    }
    return timing(mode);
  }

  private IllegalArgumentException tooWide(DatapathMode mode, String which) {
    boolean integer = operand instanceof IntegerFormat;
    return new IllegalArgumentException(
        "%s with operand %s cannot multiply %s by %s; it takes %s %s"
            .formatted(
                type.configName(),
                operand.name(),
                mode.activation().name(),
                mode.weight().name(),
                which,
                integer
                    ? "int1 … int%1$d, uint1 … uint%1$d".formatted(operand.bits())
                    : operand.name() + " and narrower ones that are no integers"));
  }

  private boolean takes(NumberFormat activation) {
    return activation.bits() <= operand.bits()
        && activation instanceof IntegerFormat == operand instanceof IntegerFormat;
  }

  /** Whether a weight is narrow enough for the operand. */
  boolean takesWeight(NumberFormat weight) {
    return true;
  }

  /** The datapath's settings. */
  DatapathSettings settings(DatapathSettings formats, ElementSpec of) {
    return formats;
  }

  /** The timing of a mode of the datapath. */
  ElementTiming timing(DatapathMode mode) {
    return new ElementTiming(
        mode.lanes(), mode.passes(), 1, spec.pipelineDepth(), scaleCycles(), 0, 0);
  }

  /** Bits of activations that a row of PEs takes in its busiest cycle. */
  public int activationBitsPerCycle() {
    return operand.bits();
  }

  /** Bits of weights that a column of PEs takes in its busiest cycle. */
  public int weightBitsPerCycle() {
    return Byte.SIZE;
  }

  /** Whether activations go through tables. */
  public boolean hasTables() {
    return false;
  }

  /** Blocks of a shared multiplier that a pair of formats leaves idle in every step. */
  public long gatedBlocks(NumberFormat activation, NumberFormat weight) {
    return 0;
  }

  final ElementSpec spec() {
    return spec;
  }

  final int scaleCycles() {
    return spec.scaleCycles().orElse(type.customaryScaleCycles());
  }
}
