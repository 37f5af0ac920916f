package picojoule.accelerator;

import java.util.Locale;

/** The names of constants as users write them, in configs and in the text of traces. */
final class ConfigName {

  private ConfigName() {}

  /** A constant's name in lower case with hyphens. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
