package picojoule.explore.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picojoule.accelerator.ConfigFolder;
import picojoule.accelerator.MachineFile;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.workload.importer.ModelFormat;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.Recipe;

/**
 * A sweep as its file describes it: every model, every phase and every point of a grid of machine
 * keys with every design, which is a machine with a recipe. What it names by a path lies beside the
 * file, or below the working directory.
 *
 * @param name of the sweep, and of its folder of results
 * @param points in their order
 * @param notes what the user should know of the models, a line each
 */
public record SweepFile(String name, List<SweepPoint> points, List<String> notes) {

  private static final int MOST_POINTS = 1_000_000;

  /**
   * Reads a sweep, and as much of its models, machines and recipes as it takes to find out before
   * the first run what no run can have.
   *
   * @param settings of the command line, see {@link Settings}
   * @throws BadInputException where anything in it cannot be
   */
  public static SweepFile read(Path file, List<String> settings, ConfigFolder configs) {
    Settings sorted = Settings.ofSweep(settings, configs);
    Section section = ConfigFile.with(ConfigFile.read(file), sorted.sweep());
    SweepFile sweep = new Reader(section, sorted, configs).read();
    section.rejectUnknownKeys();
    return sweep;
  }

  /** A design of a sweep. */
  private record Design(String name, Path machine, String recipeName, Path recipe) {}

  private static final class Reader {
    private final Section section;
    private final Settings settings;
    private final ConfigFolder configs;

    Reader(Section section, Settings settings, ConfigFolder configs) {
      this.section = section;
      this.settings = settings;
      this.configs = configs;
    }

    SweepFile read() {
      List<Design> designs = designs();
      requireUsable(designs);
      List<Phase> phases = section.sections("phases").stream().map(Reader::phase).toList();
      List<Map<String, String>> grid = grid();
      List<SweepPoint> points = new ArrayList<>();
      Map<Path, String> models = models();
      models.forEach(
          (model, name) -> {
            for (Phase phase : phases) {
              for (Design design : designs) {
                for (Map<String, String> cell : grid) {
                  points.add(point(points.size(), model, name, phase, design, cell));
                }
              }
            }
          });
      if (points.isEmpty()) {
        throw section.bad("designs", "the sweep has no points");
      }
      return new SweepFile(section.text("name"), List.copyOf(points), notes(models.keySet()));
    }

    private SweepPoint point(
        int number,
        Path model,
        String modelName,
        Phase phase,
        Design design,
        Map<String, String> cell) {
      Map<String, String> names = new LinkedHashMap<>();
      names.put("model", modelName);
      names.put("machine", design.name());
      names.put("recipe", design.recipeName());
      DesignPoint.phaseNames(phase).forEach((name, value) -> names.put(name, value.toString()));
      names.putAll(cell);
      List<String> axes =
          cell.entrySet().stream().map(axis -> axis.getKey() + "=" + axis.getValue()).toList();
      return new SweepPoint(
          number,
          new DesignPoint(
              design.machine(), settings.withMachine(axes), model, design.recipe(), phase),
          names);
    }

    /** The models by the names that they give themselves, in the file's order. */
    private Map<Path, String> models() {
      DistinctNames names = new DistinctNames();
      List<Path> paths = new ArrayList<>();
      for (String written : section.texts("models")) {
        String name = ConfigFolder.beside(section, "models", written).toString();
        Path path = configs.model(name, section.where("models"));
        names.add(path, ModelFormat.read(path).name(), written);
        paths.add(path);
      }
      Map<Path, String> models = new LinkedHashMap<>();
      paths.forEach(path -> models.put(path, names.of(path)));
      return models;
    }

    private static List<String> notes(Collection<Path> models) {
      return models.stream().flatMap(model -> QuantizedCheckpoint.note(model).stream()).toList();
    }

    private List<Design> designs() {
      DistinctNames machines = new DistinctNames();
      DistinctNames recipes = new DistinctNames();
      for (Section design : section.sections("designs")) {
        Path machine = configs.find("machines", design, "machine");
        Section own = ConfigFile.read(machine);
        String name = own.has("name") ? own.text("name") : ConfigFolder.nameOf(machine);
        machines.add(machine, name, design.text("machine"));
        Path recipe = configs.find("recipes", design, "recipe");
        recipes.add(recipe, ConfigFolder.nameOf(recipe), design.text("recipe"));
      }
      List<Design> designs = new ArrayList<>();
      for (Section design : section.sections("designs")) {
        Path machine = configs.find("machines", design, "machine");
        Path recipe = configs.find("recipes", design, "recipe");
        designs.add(new Design(machines.of(machine), machine, recipes.of(recipe), recipe));
      }
      return designs;
    }

    /**
     * What the command line sets is the same for all points: where no design can have it, nothing
     * needs to run to say so.
     */
    private void requireUsable(List<Design> designs) {
      requireUsable(
          settings.machine().isEmpty() ? List.of() : designs,
          design -> MachineFile.read(design.machine(), settings.machine(), configs));
      requireUsable(
          settings.recipe().isEmpty() ? List.of() : designs,
          design -> Recipe.read(design.recipe(), settings.recipe()));
    }

    private static void requireUsable(List<Design> designs, Consumer<Design> reader) {
      List<BadInputException> faults = new ArrayList<>();
      for (Design design : designs) {
        try {
          reader.accept(design);
          return;
        } catch (BadInputException e) {
          faults.add(e);
        }
      }
      if (!faults.isEmpty()) {
        throw faults.get(0);
      }
    }

    private static Phase phase(Section section) {
      int batch = section.has("batch") ? section.integer("batch", 1, Phase.MOST) : 1;
      return switch (section.choice("phase", Phase.Kind.class)) {
        case PREFILL -> Phase.prefill(batch, section.integer("tokens", 1, Phase.MOST));
        case DECODE -> Phase.decode(batch, section.integer("context", 1, Phase.MOST));
      };
    }

    /**
     * All cells of the grid: every value of the first key with every value of the second, and so
     * on.
     */
    private List<Map<String, String>> grid() {
      List<Map<String, String>> cells = List.of(Map.of());
      if (!section.has("grid")) {
        return cells;
      }
      Map<String, List<String>> axes = new LinkedHashMap<>();
      addAxes(section.section("grid"), "", axes);
      for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
        List<Map<String, String>> longer = new ArrayList<>();
        for (Map<String, String> cell : cells) {
          for (String value : axis.getValue()) {
            Map<String, String> more = new LinkedHashMap<>(cell);
            more.put(axis.getKey(), value);
            longer.add(more);
          }
        }
        cells = longer;
        if (cells.size() > MOST_POINTS) {
          throw section.bad("grid", "has more than " + MOST_POINTS + " points");
        }
      }
      return cells;
    }

    /** Keys with dots and sections in sections say the same; what comes last holds. */
    private void addAxes(Section grid, String prefix, Map<String, List<String>> axes) {
      for (String key : grid.keys()) {
        if (grid.isSection(key) && !grid.section(key).keys().isEmpty()) {
          addAxes(grid.section(key), prefix + key + ".", axes);
        } else {
          MachineFile.requireKey(prefix + key, grid.where(key), configs);
          axes.put(prefix + key, grid.texts(key));
        }
      }
    }
  }
}
