package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicojouleTest {

  @Test
  void everyVerbExplainsItselfWithAnExample() {
    for (String verb : List.of("model", "compile", "run", "array", "sweep", "chart")) {
      Answer help = Answer.to(verb, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Example").contains("picojoule " + verb + " ");
      for (String option : List.of("--json", "--out", "--quiet", "--set")) {
        assertThat(help.out()).contains(option);
      }
    }
    assertThat(Answer.to().out()).contains("model", "compile", "run", "array", "sweep", "chart");
    assertThat(Answer.to("--version").out()).startsWith("picojoule ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnu --machine mixpe-16x16 | Unmatched arguments from index 0: 'rnu'",
        "run --machin mixpe-16x16 | Unknown options: '--machin', 'mixpe-16x16'; did you mean '--machine'?"
      })
  void badInputGetsOneLineAndExitCodeTwo(String command, String line) {
    Answer.toLine(command).assertRefused(line);
  }
}
