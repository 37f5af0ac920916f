package picojoule.technology.sram;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Device types of the ITRS. */
public enum SramDevice {
  /** High performance. */
  HP,
  /** Low standby power. */
  LSTP,
  /** Low operating power. */
  LOP;

  /** The name in lower case. */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(SramDevice::configName).toList();
  }
}
