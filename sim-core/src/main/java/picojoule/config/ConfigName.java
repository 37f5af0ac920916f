package picojoule.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The names of constants as users write them, in configs, in options and in traces. */
public final class ConfigName {

  private ConfigName() {}

  /** A constant's name in lower case with hyphens. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The names of constants, in their order. */
  public static <E extends Enum<E>> List<String> all(E[] constants) {
    return Arrays.stream(constants).map(ConfigName::of).toList();
  }

  /**
   * The constant of a name, in upper or lower case.
   *
   * @param where the file and key, or the option, that has the name
   * @param kind what it names, for instance {@code chart}
   * @throws BadInputException where there is none, listing what there is
   */
  public static <E extends Enum<E>> E parse(String where, String kind, String name, E[] constants) {
    List<String> names = all(constants);
    int index = names.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw BadInputException.unknown(where, kind, name, names);
    }
    return constants[index];
  }
}
