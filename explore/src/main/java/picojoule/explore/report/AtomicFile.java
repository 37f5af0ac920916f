package picojoule.explore.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picojoule.config.BadInputException;

/** Files that are there whole or not at all. */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes a text. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes beside the file and moves them into place.
   *
   * @throws BadInputException where the file cannot be written
   */
  public static void write(Path file, byte[] bytes) {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = null;
    try {
      Files.createDirectories(folder);
      temporary = Files.createTempFile(folder, "." + file.getFileName(), ".partial");
      Files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new BadInputException(
          file.toString(),
          "cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage());
    } finally {
      deleteIfLeft(temporary);
    }
  }

  private static void deleteIfLeft(Path temporary) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        throw new BadInputException(temporary.toString(), "cannot be removed: " + e.getMessage());
      }
    }
  }
}
