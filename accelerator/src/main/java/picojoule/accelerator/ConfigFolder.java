package picojoule.accelerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picojoule.config.BadInputException;

/**
 * The folder of shipped configurations, in which a config names others: memories, technologies.
 *
 * @param root the folder {@code configs}
 */
public record ConfigFolder(Path root) {

  /** Files there are parts of devices, not devices. */
  private static final String POLICIES = "policies/";

  /**
   * The folder that the launcher names in the property {@code picojoule.configs}, or {@code
   * configs} below here.
   */
  public static ConfigFolder shipped() {
    return new ConfigFolder(Path.of(System.getProperty("picojoule.configs", "configs")));
  }

  /** Every key of a machine with its default. */
  public Path reference() {
    return root.resolve("reference.yaml");
  }

  /**
   * The file that a config names: a file itself where the name ends in {@code .yaml}, else a
   * shipped one.
   *
   * @param kind the folder below the root
   * @param name as the user wrote it
   * @param where the place of the name, for an error's line
   */
  public Path find(String kind, String name, String where) {
    if (name.endsWith(".yaml")) {
      Path file = Path.of(name);
      if (!Files.exists(file)) {
        throw new BadInputException(where, "there is no file " + name);
      }
      return file;
    }
    Path file = root.resolve(kind).resolve(name + ".yaml");
    if (!Files.exists(file)) {
      throw BadInputException.unknown(
          where,
          kind.endsWith("s") ? kind.substring(0, kind.length() - 1) : kind,
          name,
          names(kind));
    }
    return file;
  }

  /**
   * The model that a config or an option names: a file or folder, else a shipped model.
   *
   * @param name as the user wrote it
   * @param where the place of the name, for an error's line
   */
  public Path model(String name, String where) {
    Path path = Path.of(name);
    Path shipped = root.resolve("models").resolve(name);
    if (!Files.exists(path) && !Files.exists(shipped)) {
      throw new BadInputException(
          where, "there is no file or folder " + name + ", and no shipped model of that name");
    }
    return Files.exists(path) ? path : shipped;
  }

  /** The names below a folder, those of its subfolders with their path. */
  private List<String> names(String kind) {
    Path folder = root.resolve(kind);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".yaml") && !name.startsWith(POLICIES))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadInputException(folder.toString(), "there is no such folder");
    }
  }
}
