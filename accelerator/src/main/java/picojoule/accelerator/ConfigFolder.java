package picojoule.accelerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picojoule.config.BadInputException;
import picojoule.config.Section;

/**
 * The folder of shipped configurations, in which a config names others: memories, technologies.
 *
 * @param root the folder {@code configs}
 */
public record ConfigFolder(Path root) {

  /** Files there are parts of devices, not devices. */
  private static final String POLICIES = "policies/";

  private static final String ENDING = ".yaml";

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
   * The file that an option names: a file itself where the name ends in {@code .yaml}, else a
   * shipped one.
   *
   * @param kind the folder below the root
   * @param name as the user wrote it
   * @param where the place of the name, for an error's line
   */
  public Path find(String kind, String name, String where) {
    if (name.endsWith(ENDING)) {
      return existing(Path.of(name), where);
    }
    Path file = root.resolve(kind).resolve(name + ENDING);
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
   * The file that a config names under a key: a file beside the config, or below the working
   * directory, where the name ends in {@code .yaml}, else a shipped one.
   *
   * @param kind the folder below the root
   */
  public Path find(String kind, Section section, String key) {
    String name = section.text(key);
    return name.endsWith(ENDING)
        ? existing(beside(section, key, name), section.where(key))
        : find(kind, name, section.where(key));
  }

  /**
   * The path that a config names under a key: relative to the file in which it stands where there
   * is such a file or folder, else to the working directory.
   *
   * @param name the value, or one of the values, of the key
   */
  public static Path beside(Section section, String key, String name) {
    Path beside = Path.of(section.origin(key)).resolveSibling(name);
    return Files.exists(beside) ? beside : Path.of(name);
  }

  private static Path existing(Path file, String where) {
    if (!Files.exists(file)) {
      throw new BadInputException(where, "there is no file " + file);
    }
    return file;
  }

  /** The name of a file without its ending, by which shipped ones are known. */
  public static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  /**
   * The model that an option names: a file or folder, else a shipped model.
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
  List<String> names(String kind) {
    Path folder = root.resolve(kind);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(ENDING) && !name.startsWith(POLICIES))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadInputException(folder.toString(), "there is no such folder");
    }
  }
}
