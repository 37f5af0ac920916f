package picojoule.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.isa.number.IntegerFormat;

/** Damaged traces say what is wrong in the words of the trace. */
class TraceErrorsTest {

  private static final Program PROGRAM =
      new Program(
          new Target("t", 4, 4, "ws", "mac", 64, 64, 64, 4, 1024, 64),
          List.of(
              new Operation(
                  "q_proj",
                  OperationKind.PROJECTION,
                  new GemmShape(1, 4, 4),
                  1,
                  new IntegerFormat(8, true),
                  new IntegerFormat(4, true),
                  8,
                  0,
                  0,
                  0)),
          List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind=projection | kind=projektion | 'projektion' is no kind of operation; there is:",
        "instances=1 | instances=one | instances: 'one' is no whole number in range",
        "weight-bytes=8 | weight-bytes=-8 | weight-bytes: '-8' is no whole number in range",
        "rows=4 | rows=4294967296 | rows: 4294967296 is out of range"
      })
  void aWrongWordIsNamedWithItsLine(String right, String wrong, String message) {
    String text = TraceText.write(PROGRAM);
    assertThat(TraceText.read(text)).isEqualTo(PROGRAM);
    assertThatThrownBy(() -> TraceText.read(text.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line ")
        .hasMessageContaining(message);
  }

  @Test
  void whatFollowsTheLastInstructionIsRefused() {
    byte[] bytes = TraceBinary.write(PROGRAM);
    assertThat(TraceBinary.read(bytes)).isEqualTo(PROGRAM);
    assertThatThrownBy(() -> TraceBinary.read(Arrays.copyOf(bytes, bytes.length + 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 bytes follow the last instruction");
  }
}
