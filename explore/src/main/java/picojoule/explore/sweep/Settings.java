package picojoule.explore.sweep;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picojoule.accelerator.ConfigFolder;
import picojoule.accelerator.MachineFile;
import picojoule.config.BadInputException;

/**
 * Settings of the command line by what they are for. {@code machine.KEY} is a key of the machine,
 * {@code recipe.KEY} one of the recipe, {@code sweep.KEY} one of the sweep's file. Without such a
 * word in front, a key that sweeps have at their top is the sweep's, where there is one; every
 * other key is the machine's.
 *
 * @param machine {@code key=value}, without the word in front
 * @param recipe as well
 * @param sweep as well
 */
public record Settings(List<String> machine, List<String> recipe, List<String> sweep) {

  /** The keys that a sweep has at its top. */
  static final Set<String> SWEEP_KEYS = Set.of("name", "models", "phases", "designs", "grid");

  private static final String MACHINE = "machine";
  private static final String RECIPE = "recipe";
  private static final String SWEEP = "sweep";

  public Settings {
    machine = List.copyOf(machine);
    recipe = List.copyOf(recipe);
    sweep = List.copyOf(sweep);
  }

  /**
   * The settings of one run.
   *
   * @throws BadInputException where one is no setting
   */
  public static Settings ofRun(List<String> settings) {
    return of(settings, Set.of());
  }

  /**
   * The settings of a sweep.
   *
   * @throws BadInputException where one is no setting, or its key is neither a sweep's nor a
   *     machine's
   */
  public static Settings ofSweep(List<String> settings, ConfigFolder configs) {
    Settings sorted = of(settings, SWEEP_KEYS);
    for (String setting : sorted.machine()) {
      String key = key(setting);
      String first = Splitter.on('.').splitToList(key).get(0);
      Set<String> known = new TreeSet<>(SWEEP_KEYS);
      known.addAll(MachineFile.keys(configs));
      known.addAll(Set.of(MACHINE, RECIPE, SWEEP));
      if (!known.contains(first)) {
        throw BadInputException.unknown("--set " + key, "key", first, known);
      }
      MachineFile.requireKey(key, "--set " + key, configs);
    }
    return sorted;
  }

  /** These with more of the machine's. */
  Settings withMachine(List<String> more) {
    List<String> all = new ArrayList<>(machine);
    all.addAll(more);
    return new Settings(all, recipe, sweep);
  }

  private static Settings of(List<String> settings, Set<String> sweepKeys) {
    List<String> machine = new ArrayList<>();
    List<String> recipe = new ArrayList<>();
    List<String> sweep = new ArrayList<>();
    for (String setting : settings) {
      List<String> parts = Splitter.on('.').limit(2).splitToList(key(setting));
      boolean hasPrefix =
          parts.size() == 2 && Set.of(MACHINE, RECIPE, SWEEP).contains(parts.get(0));
      String rest = hasPrefix ? setting.substring(setting.indexOf('.') + 1) : setting;
      String owner = hasPrefix ? parts.get(0) : sweepKeys.contains(parts.get(0)) ? SWEEP : MACHINE;
      if (owner.equals(SWEEP) && sweepKeys.isEmpty()) {
        throw new BadInputException("--set " + setting, "there is no sweep here");
      }
      switch (owner) {
        case RECIPE -> recipe.add(rest);
        case SWEEP -> sweep.add(rest);
        default -> machine.add(rest);
      }
    }
    return new Settings(machine, recipe, sweep);
  }

  private static String key(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new BadInputException(
          "--set " + setting, "is no setting; give key=value, for instance array.rows=64");
    }
    return setting.substring(0, equals).strip();
  }
}
