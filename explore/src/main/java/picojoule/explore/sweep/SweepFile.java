package picojoule.explore.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.workload.model.Phase;

/**
 * A sweep as its file describes it: every model, every phase and every point of a grid of machine
 * keys with every design, which is a machine with a recipe.
 *
 * @param name of the sweep, and of its folder of results
 * @param points in their order
 */
public record SweepFile(String name, List<SweepPoint> points) {

  private static final int MOST_POINTS = 1_000_000;

  /**
   * Reads a sweep.
   *
   * @throws BadInputException where anything in it cannot be
   */
  public static SweepFile read(Path file, List<String> settings, ConfigFolder configs) {
    Section section = ConfigFile.with(ConfigFile.read(file), settings);
    SweepFile sweep = new Reader(section, configs).read();
    section.rejectUnknownKeys();
    return sweep;
  }

  /** A design of a sweep. */
  private record Design(String name, Path machine, String recipeName, Path recipe) {}

  private static final class Reader {
    private final Section section;
    private final ConfigFolder configs;

    Reader(Section section, ConfigFolder configs) {
      this.section = section;
      this.configs = configs;
    }

    SweepFile read() {
      List<Design> designs = designs();
      List<Phase> phases = section.sections("phases").stream().map(Reader::phase).toList();
      List<Map<String, String>> grid = grid();
      List<SweepPoint> points = new ArrayList<>();
      for (String model : section.texts("models")) {
        Path modelPath = configs.model(model, section.where("models"));
        for (Phase phase : phases) {
          for (Design design : designs) {
            for (Map<String, String> cell : grid) {
              points.add(point(points.size(), model, modelPath, phase, design, cell));
            }
          }
        }
      }
      if (points.isEmpty()) {
        throw section.bad("designs", "the sweep has no points");
      }
      return new SweepFile(section.text("name"), List.copyOf(points));
    }

    private static SweepPoint point(
        int number,
        String model,
        Path modelPath,
        Phase phase,
        Design design,
        Map<String, String> cell) {
      Map<String, String> names = new LinkedHashMap<>();
      names.put("model", Path.of(model).getFileName().toString());
      names.put("machine", design.name());
      names.put("recipe", design.recipeName());
      names.put("phase", phase.kind().name().toLowerCase(Locale.ROOT));
      names.put("batch", Integer.toString(phase.batch()));
      names.put("tokens", Integer.toString(phase.tokens()));
      names.put("context", Integer.toString(phase.context()));
      names.putAll(cell);
      List<String> settings =
          cell.entrySet().stream().map(axis -> axis.getKey() + "=" + axis.getValue()).toList();
      return new SweepPoint(
          number,
          new DesignPoint(design.machine(), settings, modelPath, design.recipe(), phase),
          names);
    }

    private List<Design> designs() {
      List<Design> designs = new ArrayList<>();
      for (Section design : section.sections("designs")) {
        String machine = design.text("machine");
        String recipe = design.text("recipe");
        designs.add(
            new Design(
                name(machine),
                configs.find("machines", machine, design.where("machine")),
                name(recipe),
                configs.find("recipes", recipe, design.where("recipe"))));
      }
      return designs;
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
      Section grid = section.section("grid");
      for (String key : grid.keys()) {
        List<Map<String, String>> longer = new ArrayList<>();
        for (Map<String, String> cell : cells) {
          for (String value : grid.texts(key)) {
            Map<String, String> more = new LinkedHashMap<>(cell);
            more.put(key, value);
            longer.add(more);
          }
        }
        cells = longer;
        if (cells.size() > MOST_POINTS) {
          throw grid.bad(key, "the grid has more than " + MOST_POINTS + " points");
        }
      }
      return cells;
    }

    private static String name(String nameOrFile) {
      String file = Path.of(nameOrFile).getFileName().toString();
      return file.endsWith(".yaml") ? file.substring(0, file.length() - ".yaml".length()) : file;
    }
  }
}
