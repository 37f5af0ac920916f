package picojoule.explore.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import picojoule.config.BadInputException;

/**
 * A file and what it held.
 *
 * @param path as it was given
 * @param sha256 of its bytes, in hexadecimal, as {@code sha256sum} prints it
 */
public record FileDigest(String path, String sha256) {

  /**
   * Reads a file.
   *
   * @throws BadInputException where it cannot be read
   */
  public static FileDigest of(Path file) {
    MessageDigest digest = newDigest();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read: " + e.getMessage());
    }
    return new FileDigest(file.toString(), HexFormat.of().formatHex(digest.digest()));
  }

  /** The digest of a text's bytes in UTF-8. */
  static String of(String text) {
    return HexFormat.of().formatHex(newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
