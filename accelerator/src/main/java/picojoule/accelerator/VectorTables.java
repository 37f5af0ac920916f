package picojoule.accelerator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.isa.VectorOperation;
import picojoule.pe.vector.VectorUnitSpec;
import picojoule.pe.vector.operation.VectorArithmetic;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableSet;

/** Finds the tables that a vector unit's implementations name. */
public final class VectorTables {

  private static final String KIND = "vector";
  private static final String ENDING = ".yaml";

  private VectorTables() {}

  /**
   * The tables that an option names: a shipped set, or a file where the name ends in {@code .yaml}.
   *
   * @param operation that needs them
   * @param where the place of the name, for an error's line
   * @throws BadInputException where there is no such set, or it lacks one
   */
  public static TableSet read(
      VectorOperation operation, String name, String where, ConfigFolder configs) {
    return checked(operation, file(name, Path.of(name), where, configs), where);
  }

  /**
   * Makes sure that a machine has its tables.
   *
   * @param vector the machine's section of that name
   * @return settings that name the files of paths so that they are found from anywhere
   */
  static List<String> check(Section vector, VectorUnitSpec spec, ConfigFolder configs) {
    Section implementation = vector.section(VectorUnitSpec.IMPLEMENTATION);
    List<String> paths = new ArrayList<>();
    for (VectorOperation operation : spec.byTable()) {
      String key = operation.configName();
      String name = implementation.text(key);
      Path beside = ConfigFolder.beside(implementation, key, name);
      Path file = file(name, beside, implementation.where(key), configs);
      checked(operation, file, implementation.where(key));
      if (name.endsWith(ENDING)) {
        paths.add(
            "%s.%s.%s=%s"
                .formatted(
                    KIND, VectorUnitSpec.IMPLEMENTATION, key, file.toAbsolutePath().normalize()));
      }
    }
    return paths;
  }

  private static Path file(String name, Path path, String where, ConfigFolder configs) {
    Path shipped = configs.root().resolve(KIND).resolve(name + ENDING);
    Path file = name.endsWith(ENDING) ? path : shipped;
    if (Files.exists(file)) {
      return file;
    }
    if (name.endsWith(ENDING)) {
      throw new BadInputException(where, "there is no file " + file);
    }
    List<String> known = new ArrayList<>(configs.names(KIND));
    known.add(VectorUnitSpec.EXACT);
    throw BadInputException.unknown(where, "implementation", name, known);
  }

  private static TableSet checked(VectorOperation operation, Path file, String where) {
    TableSet tables = TableSet.read(ConfigFile.read(file));
    List<ScalarFunction> needed =
        VectorArithmetic.of(operation).map(known -> known.arithmetic().tables()).orElse(List.of());
    try {
      needed.forEach(tables::table);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where, operation.configName() + ": " + e.getMessage());
    }
    return tables;
  }
}
