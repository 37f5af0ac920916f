package picojoule.config;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A physical dimension, the units in which a config may give it, and the base unit in which the
 * code gets it.
 */
public enum Dimension {
  FREQUENCY("Hz", "Hz", "1", "kHz", "1e3", "MHz", "1e6", "GHz", "1e9"),
  TIME("fs", "fs", "1", "ps", "1e3", "ns", "1e6", "us", "1e9", "ms", "1e12", "s", "1e15"),
  DATA(
      "B",
      "B",
      "1",
      "KiB",
      "1024",
      "MiB",
      "1048576",
      "GiB",
      "1073741824",
      "TiB",
      "1099511627776",
      "kB",
      "1e3",
      "MB",
      "1e6",
      "GB",
      "1e9"),
  BANDWIDTH("B/s", "B/s", "1", "MB/s", "1e6", "GB/s", "1e9", "TB/s", "1e12", "GiB/s", "1073741824"),
  ENERGY("pJ", "fJ", "1e-3", "pJ", "1", "nJ", "1e3", "uJ", "1e6", "mJ", "1e9", "J", "1e12"),
  POWER("mW", "nW", "1e-6", "uW", "1e-3", "mW", "1", "W", "1e3"),
  AREA("um2", "um2", "1", "mm2", "1e6"),
  LENGTH("nm", "nm", "1", "um", "1e3", "mm", "1e6"),
  VOLTAGE("V", "mV", "1e-3", "V", "1"),
  CURRENT("mA", "uA", "1e-3", "mA", "1", "A", "1e3");

  private final String baseUnit;
  private final ImmutableMap<String, BigDecimal> unitsToBase;

  Dimension(String baseUnit, String... unitsAndFactors) {
    this.baseUnit = baseUnit;
    ImmutableMap.Builder<String, BigDecimal> units = ImmutableMap.builder();
    for (int i = 0; i < unitsAndFactors.length; i += 2) {
      units.put(unitsAndFactors[i], new BigDecimal(unitsAndFactors[i + 1]));
    }
    unitsToBase = units.buildOrThrow();
  }

  /** The unit of {@link Quantity#inBaseUnit}. */
  public String baseUnit() {
    return baseUnit;
  }

  Optional<BigDecimal> factor(String unit) {
    return Optional.ofNullable(unitsToBase.get(unit));
  }

  String units() {
    return String.join(", ", unitsToBase.keySet());
  }
}
