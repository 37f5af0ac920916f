package picojoule.pe.datapath;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picojoule.config.ConfigName;

/** The kinds of processing element there are. */
public enum ProcessingElementType {
  /** A multiplier and an accumulator; see {@link MacDatapath}. */
  MAC(MacDatapath::new),

  /** Gated shifts and adders; see {@link ShiftAddDatapath}. */
  SHIFT_ADD(ShiftAddDatapath::new);

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference has no state
  private final Function<Accumulator, Datapath> datapath;

  ProcessingElementType(Function<Accumulator, Datapath> datapath) {
    this.datapath = datapath;
  }

  /**
   * The type of a name.
   *
   * @throws IllegalArgumentException where there is none; the message lists what exists
   */
  public static ProcessingElementType parse(String name) {
    for (ProcessingElementType type : values()) {
      if (type.configName().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "unknown processing element '"
            + name
            + "'; there is "
            + Arrays.stream(values())
                .map(ProcessingElementType::configName)
                .collect(Collectors.joining(", ")));
  }

  /** The name in lower case with hyphens. */
  public String configName() {
    return ConfigName.of(this);
  }

  /** The arithmetic of such an element. */
  public Datapath datapath(Accumulator accumulator) {
    return datapath.apply(accumulator);
  }
}
