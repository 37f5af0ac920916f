package picojoule.pe.element;

import java.util.Collection;
import java.util.Locale;
import java.util.function.BiFunction;
import picojoule.config.ConfigName;
import picojoule.pe.datapath.DatapathType;

/** The kinds of processing element there are; a line each. */
public enum ElementType {
  /** A multiplier and an accumulator. */
  MAC(DatapathType.MAC, "int8", 0, MultiplierElement::new),
  /** MixPE's gated shifts and adders. */
  SHIFT_ADD(DatapathType.SHIFT_ADD, "int8", 0, ProcessingElement::new),
  /** LUT Tensor Core's tables at the array's edge, selectors in its PEs. */
  LUT(DatapathType.LUT, "int8", 0, TableElement::new),
  /** BitMoD's terms of four weights; its scaler takes one of eight scale bits a cycle. */
  BIT_SERIAL(DatapathType.BIT_SERIAL, "fp16", 8, BitSerialElement::new),
  /** XR-NPE's lanes of posits and FP4. */
  SIMD_POSIT(DatapathType.SIMD_POSIT, "posit(16,1)", 0, PositElement::new),
  /** Adders that add, subtract or rest. */
  TERNARY(DatapathType.TERNARY, "int8", 0, ProcessingElement::new),
  /** Shifters and adders. */
  POWER_OF_TWO(DatapathType.POWER_OF_TWO, "int8", 0, ProcessingElement::new);

  private final DatapathType datapath;
  private final String customaryOperand;
  private final int customaryScaleCycles;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference has no state
  private final BiFunction<ElementType, ElementSpec, ProcessingElement> element;

  ElementType(
      DatapathType datapath,
      String customaryOperand,
      int customaryScaleCycles,
      BiFunction<ElementType, ElementSpec, ProcessingElement> element) {
    this.datapath = datapath;
    this.customaryOperand = customaryOperand;
    this.customaryScaleCycles = customaryScaleCycles;
    this.element = element;
  }

  /**
   * The type of a name.
   *
   * @throws IllegalArgumentException where there is none; the message lists what exists
   */
  public static ElementType parse(String name) {
    for (ElementType type : values()) {
      if (type.configName().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "unknown processing element '" + name + "'; there is " + String.join(", ", names()));
  }

  /** All names. */
  public static Collection<String> names() {
    return ConfigName.all(values());
  }

  /** The name in lower case with hyphens. */
  public String configName() {
    return ConfigName.of(this);
  }

  /**
   * Such an element.
   *
   * @throws IllegalArgumentException where it cannot be set so
   */
  public ProcessingElement element(ElementSpec spec) {
    return element.apply(this, spec);
  }

  DatapathType datapath() {
    return datapath;
  }

  /** The widest activation where settings name none. */
  String customaryOperand() {
    return customaryOperand;
  }

  /** Cycles of the scaler where settings name none. */
  int customaryScaleCycles() {
    return customaryScaleCycles;
  }
}
