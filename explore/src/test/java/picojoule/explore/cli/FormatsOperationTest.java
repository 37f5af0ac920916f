package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** Operations of all pairs through the command line, and what stands at the ends of formats. */
class FormatsOperationTest {

  @TempDir Path folder;

  private List<String> results(String operation, String format, List<String> rows, String options)
      throws IOException {
    Path file = Files.write(folder.resolve("operands.csv"), rows);
    Answer answer =
        Answer.toLine("formats op %s %s %s %s".formatted(operation, format, file, options).strip());
    assertThat(answer.error()).isEmpty();
    assertThat(answer.code()).isZero();
    return answer.out().lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp8-e4m3fn", "fp8-e5m2"})
  void everyPairOfEightBitFloatsMultipliesAndAccumulatesAsInTheProcessor(String name)
      throws IOException {
    NumberFormat format = NumberFormats.named(name);
    List<String> pairs = new ArrayList<>();
    List<String> triples = new ArrayList<>();
    List<Float> products = new ArrayList<>();
    List<Float> sums = new ArrayList<>();
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        float x = (float) format.decodeDouble(a);
        float y = (float) format.decodeDouble(b);
        float addend = Float.intBitsToFloat(0x3e000000 + 0x01234567 * (a - b));
        pairs.add("%02x,%02x".formatted(a, b));
        triples.add("%02x,%02x,%08x".formatted(a, b, Float.floatToRawIntBits(addend)));
        products.add(x * y);
        sums.add(Math.fma(x, y, addend));
      }
    }

    assertSame(results("mul", name, pairs, "--result fp32"), products);
    assertSame(results("fma", name, triples, "--result fp32"), sums);
  }

  private static void assertSame(List<String> patterns, List<Float> expected) {
    assertThat(patterns).hasSameSizeAs(expected);
    for (int i = 0; i < patterns.size(); i++) {
      int bits = Integer.parseUnsignedInt(patterns.get(i).substring(2), 16);
      // All NaNs are one here.
      if (Float.floatToIntBits(Float.intBitsToFloat(bits))
          != Float.floatToIntBits(expected.get(i))) {
        assertThat(patterns.get(i))
            .as("row %d", i + 1)
            .isEqualTo("0x%08x".formatted(Float.floatToIntBits(expected.get(i))));
      }
    }
  }

  /** Greatest 0x7f, least 0x01, one 0x40, NaR 0x80: nothing overflows, nothing becomes zero. */
  @Test
  void positsSaturateAndKeepNotAReal() throws IOException {
    String posit = "posit(8,0)";
    assertThat(results("mul", posit, List.of("7f,7f", "7f,81", "01,01", "ff,01", "80,00"), ""))
        .containsExactly("0x7f", "0x81", "0x01", "0xff", "0x80");
    assertThat(results("add", posit, List.of("7f,7f", "40,c0", "01,01", "80,40"), ""))
        .containsExactly("0x7f", "0x00", "0x02", "0x80");
    assertThat(results("fma", posit, List.of("7f,7f,81", "00,80,40", "01,01,ff", "00,7f,00"), ""))
        .containsExactly("0x7f", "0x80", "0xff", "0x00");
    // The square of the greatest leaves the quire again; its square root's square remains.
    assertThat(results("dot", posit, List.of("7f 7f 01,7f 81 01", "80 40,00 40"), ""))
        .containsExactly("0x01", "0x80");
  }

  @Test
  void floatsOverflowAsTheirFormatHasIt() throws IOException {
    List<String> rows = List.of("7e,7e", "7e,fe", "01,01", "08,30", "7f,38");
    assertThat(results("mul", "fp8-e4m3fn", rows, ""))
        .containsExactly("0x7f", "0xff", "0x00", "0x04", "0x7f");
    assertThat(results("mul", "fp8-e4m3fn", rows, "--overflow saturate"))
        .containsExactly("0x7e", "0xfe", "0x00", "0x04", "0x7f");
    assertThat(results("mul", "fp8-e5m2", List.of("7b,7b", "7b,fb", "7c,00", "7c,fc"), ""))
        .containsExactly("0x7c", "0xfc", "0x7e", "0xfc");
    assertThat(results("add", "fp4-e2m1", List.of("7,7", "1,1", "7,f", "7,1"), ""))
        .containsExactly("0x7", "0x2", "0x0", "0x7");
  }
}
