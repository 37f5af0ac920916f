package picojoule.explore.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import picojoule.config.BadInputException;

/** A folder that gets all of some files at once, or none of them. */
public final class OutputFolder {

  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder of a path, which need not exist yet. Asked for before the work whose results it
   * takes, so that nobody waits for what then cannot be written.
   *
   * @param names of the files that will be written
   * @throws BadInputException where they cannot be
   */
  public static OutputFolder of(Path path, Collection<String> names) {
    for (String name : names) {
      AtomicFile.requireWritable(path.resolve(name));
    }
    return new OutputFolder(path);
  }

  /**
   * Writes files beside their places and moves them there once all are written; the folder itself
   * where it is new. What stands in the folder besides stays.
   *
   * @param texts by file name
   * @throws BadInputException where they cannot be written
   */
  public void write(Map<String, String> texts) {
    Path target = folder.toAbsolutePath().normalize();
    boolean isNew = !Files.exists(target);
    String staged = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path staging = isNew ? target.resolveSibling(staged) : target.resolve(staged);
    try {
      Files.createDirectories(staging);
      try {
        for (Map.Entry<String, String> text : texts.entrySet()) {
          Files.writeString(
              staging.resolve(text.getKey()), text.getValue(), StandardCharsets.UTF_8);
        }
        if (isNew) {
          Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
          for (String name : texts.keySet()) {
            AtomicFile.requireNoFolder(target.resolve(name));
          }
          for (String name : texts.keySet()) {
            Files.move(
                staging.resolve(name),
                target.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
          }
        }
      } finally {
        delete(staging);
      }
    } catch (IOException e) {
      throw AtomicFile.cannotBeWritten(folder, e);
    }
  }

  private static void delete(Path staging) throws IOException {
    if (Files.exists(staging)) {
      try (Stream<Path> files = Files.list(staging)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(staging);
    }
  }
}
