package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picojoule.config.BadInputException;
import picojoule.config.Section;

/**
 * A pair of accelerators whose ratio of time is stated.
 *
 * @param faster the one that should take less
 * @param slower the other
 */
record Speedup(String faster, String slower) {

  /**
   * Reads the list {@code speedups}.
   *
   * @param accelerators names that there are
   */
  static List<Speedup> read(Section file, Collection<String> accelerators) {
    List<Speedup> speedups = new ArrayList<>();
    for (Section section : file.sections("speedups")) {
      speedups.add(
          new Speedup(
              known(section, "faster", accelerators), known(section, "slower", accelerators)));
    }
    return speedups;
  }

  private static String known(Section section, String key, Collection<String> accelerators) {
    String name = section.text(key);
    if (!accelerators.contains(name)) {
      throw BadInputException.unknown(section.where(key), "accelerator", name, accelerators);
    }
    return name;
  }

  /** The case's name. */
  String text() {
    return faster + " over " + slower;
  }

  static double arithmeticMean(List<Double> ratios) {
    return ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  static double geometricMean(List<Double> ratios) {
    return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
  }
}
