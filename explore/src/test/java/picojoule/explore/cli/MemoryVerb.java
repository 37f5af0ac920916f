package picojoule.explore.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The verb memory, as tests call it, and the files that it reads and writes. */
final class MemoryVerb {

  static final String RAMULATOR = "ramulator-2.1/DDR4_3200";

  private MemoryVerb() {}

  static Answer memory(String device, Object trace, String... more) {
    return Answer.to(
        Stream.concat(
                Stream.of("memory", "--device", device, "--trace", trace.toString()),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  static Path trace(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("requests.txt"), text);
  }

  static List<String> lines(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
