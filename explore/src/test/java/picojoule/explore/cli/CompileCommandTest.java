package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompileCommandTest {

  @TempDir Path folder;

  @Test
  void aTraceRunsAsTheModelThatItWasCompiledFrom() throws IOException {
    JsonNode direct = withoutNames(RunCommandTest.run("prefill"));
    for (String trace : List.of("t.pjt", "t.txt")) {
      String file = folder.resolve(trace).toString();
      Answer compiled =
          Answer.to(
              "compile",
              "--machine",
              "mixpe-16x16",
              "--model",
              Answer.SMALL,
              "--recipe",
              "w4a8",
              "--phase",
              "prefill",
              "--tokens",
              "16",
              "-o",
              file,
              "--json");
      assertThat(compiled.code()).isZero();
      assertThat(compiled.json().get("instructions").asInt()).isPositive();
      assertThat(compiled.json().get("layers").size()).isEqualTo(direct.get("layers").size());
      Answer ran = Answer.to("run", "--machine", "mixpe-16x16", "--trace", file, "--json");
      assertThat(ran.json().get("trace").asText()).isEqualTo(file);
      assertThat(withoutNames(ran)).isEqualTo(direct);
    }
  }

  @Test
  void aTraceForAnotherMachineIsRefused() {
    String trace = folder.resolve("t.pjt").toString();
    Answer.to(
        "compile",
        "--machine",
        "mixpe-16x16",
        "--model",
        Answer.SMALL,
        "--recipe",
        "w4a8",
        "--phase",
        "decode",
        "-o",
        trace);
    Answer answer = Answer.to("run", "--machine", "mixpe-32x32", "--trace", trace);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.error())
        .contains("is for another machine than mixpe-32x32: rows 16 against 32")
        .hasLineCount(1);
  }

  private static JsonNode withoutNames(Answer answer) throws IOException {
    ObjectNode json = (ObjectNode) answer.json();
    return json.remove(List.of("model", "recipe", "phase", "batch", "tokens", "context", "trace"));
  }

  @Test
  void bytesBehindATraceAreRefused() throws IOException {
    Path trace = folder.resolve("t.pjt");
    assertThat(
            Answer.toLine(
                    "compile --machine mixpe-16x16 --model S --recipe w4a8 --phase decode --quiet -o "
                        + trace)
                .code())
        .isZero();
    byte[] bytes = Files.readAllBytes(trace);
    for (int more : new int[] {1, 32, 1000}) {
      Files.write(trace, Arrays.copyOf(bytes, bytes.length + more));
      Answer.toLine("run --machine mixpe-16x16 --trace " + trace)
          .assertRefused(trace + ": " + more + " bytes follow the last instruction");
    }
    Files.write(trace, Arrays.copyOf(bytes, bytes.length - 1));
    Answer.toLine("run --machine mixpe-16x16 --trace " + trace).assertRefused("is cut short");
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeTheModelIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Answer.toLine(
            "compile --machine none --model none --recipe none --phase decode -o "
                + file
                + "/t.pjt")
        .assertRefused("cannot be written: " + file + " is a file where a folder belongs");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compile --machine mixpe-16x16 --model S --recipe w4a8 --phase decode -o / | is a folder where"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }
}
