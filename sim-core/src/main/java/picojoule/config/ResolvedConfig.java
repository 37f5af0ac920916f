package picojoule.config;

import java.nio.file.Path;

/**
 * A configuration as it was used, to be kept beside results: it reads back as the same one.
 *
 * @param file that was read
 * @param yaml everything in it and in what it extends, defaults and settings of the command line
 *     included
 */
public record ResolvedConfig(Path file, String yaml) {

  /** What a section holds that was read from a file. */
  public static ResolvedConfig of(Path file, Section section) {
    return new ResolvedConfig(file, section.toYaml());
  }
}
