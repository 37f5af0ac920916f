package picojoule.pe.datapath;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import picojoule.config.ConfigName;

/** The datapaths whose arithmetic is known to the bit; a line each. */
public enum DatapathType {
  /** A multiplier and an accumulator, of integers or floats. */
  MAC(MultiplierModes::of),
  /** MixPE's gated shifts and adders. */
  SHIFT_ADD(ShiftAddModes::shiftAdd),
  /** LUT Tensor Core's tables. */
  LUT(TableModes::of),
  /** BitMoD's terms. */
  BIT_SERIAL(BitSerialMode::of),
  /** XR-NPE's lanes of posits and FP4. */
  SIMD_POSIT(SimdPositMode::of),
  /** Adders that add, subtract or rest. */
  TERNARY(ShiftAddModes::ternary),
  /** Shifters and adders. */
  POWER_OF_TWO(ShiftAddModes::powerOfTwo);

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference has no state
  private final Function<DatapathSettings, DatapathMode> mode;

  DatapathType(Function<DatapathSettings, DatapathMode> mode) {
    this.mode = mode;
  }

  /**
   * The datapath of a name.
   *
   * @throws IllegalArgumentException where there is none; the message lists what exists
   */
  public static DatapathType parse(String name) {
    for (DatapathType type : values()) {
      if (type.configName().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "unknown datapath '" + name + "'; there is " + String.join(", ", names()));
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
   * The datapath set to formats and accumulator.
   *
   * @throws IllegalArgumentException where it cannot be; the message says what can
   */
  public DatapathMode set(DatapathSettings settings) {
    return mode.apply(settings);
  }
}
