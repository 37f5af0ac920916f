package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the program answered to a command line.
 *
 * @param code the exit code
 * @param out standard output
 * @param error standard error
 */
record Answer(int code, String out, String error) {

  /** A model that takes no time. */
  static final String SMALL = "src/test/resources/small";

  static Answer to(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int code = Picojoule.run(new PrintWriter(out), new PrintWriter(error), arguments);
    return new Answer(code, out.toString(), error.toString());
  }

  /** To a line of words, in which {@code S} stands for {@link #SMALL}. */
  static Answer toLine(String line) {
    String[] words = line.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("S") ? SMALL : words[i];
    }
    return to(words);
  }

  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out);
  }

  static JsonNode jsonOf(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  /** Bad input gets one line that says so, and nothing else. */
  void assertRefused(String line) {
    assertThat(error).contains(line).hasLineCount(1).doesNotContain("\tat ");
    assertThat(code).isEqualTo(2);
    assertThat(out).isEmpty();
  }
}
