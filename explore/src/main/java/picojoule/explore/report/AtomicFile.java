package picojoule.explore.report;

import java.io.IOException;
import java.io.OutputStream;
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
    write(file, stream -> stream.write(bytes));
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void to(OutputStream stream) throws IOException;
  }

  /**
   * Writes a content of any length beside the file and moves it into place.
   *
   * @throws BadInputException where the file cannot be written
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    requireNoFolder(file);
    Path whole =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try {
        try (OutputStream stream = Files.newOutputStream(whole)) {
          content.to(stream);
        }
        Files.move(
            whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw cannotBeWritten(file, e);
    }
  }

  /**
   * Makes sure, before the work whose result goes there, that a file can be written. Nothing is
   * left behind, no folder is made.
   *
   * @throws BadInputException where it cannot
   */
  public static void requireWritable(Path file) {
    requireNoFolder(file);
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder.getParent() != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          file.toString(), "cannot be written: " + folder + " is a file where a folder belongs");
    }
    try {
      // What a file system says of permissions is not always what it does.
      Files.delete(Files.createTempFile(folder, ".picojoule", ".part"));
    } catch (IOException e) {
      throw cannotBeWritten(file, e);
    }
  }

  static void requireNoFolder(Path file) {
    if (file.toAbsolutePath().getFileName() == null || Files.isDirectory(file)) {
      throw new BadInputException(file.toString(), "is a folder where a file belongs");
    }
  }

  static BadInputException cannotBeWritten(Path file, IOException cause) {
    return new BadInputException(
        file.toString(),
        "cannot be written: " + cause.getClass().getSimpleName() + " " + cause.getMessage());
  }
}
