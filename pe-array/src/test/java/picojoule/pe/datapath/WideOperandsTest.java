package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** A million random pairs of operands too wide to try them all. */
class WideOperandsTest {

  private static final int SIDE = 1000;
  private static final NumberFormat BOUNDARIES = NumberFormats.named("posit(17,1)");

  private static PatternMatrix random(NumberFormat format, long seed) {
    int[] patterns =
        new Random(seed).ints(SIDE).map(p -> p >>> (Integer.SIZE - format.bits())).toArray();
    return new PatternMatrix(format, SIDE, 1, patterns);
  }

  @ParameterizedTest
  @CsvSource({"mac,int16,int16", "mac,int16,uint8", "shift-add,int16,int8", "lut,int16,int8"})
  void integersMultiplyExactly(String datapath, String activation, String weight) {
    PatternMatrix a = random(NumberFormats.named(activation), 1);
    PatternMatrix w = random(NumberFormats.named(weight), 2);
    FixedPointMatrix product =
        (FixedPointMatrix)
            DatapathType.parse(datapath)
                .set(DatapathSettings.of(a.format(), w.format()).with(new Accumulation.Exact()))
                .gemm(a, GroupedWeights.unscaled(w))
                .result();

    for (int i = 0; i < SIDE; i++) {
      long x = a.value(i, 0).longValueExact();
      for (int j = 0; j < SIDE; j++) {
        long exact = x * w.format().decode(w.pattern(j, 0)).longValueExact();
        if (product.exact(i, j) != exact << product.fractionBits()) {
          assertThat(product.exact(i, j)).isEqualTo(exact << product.fractionBits());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"fp16,fp16", "bf16,bf16", "fp16,fp8-e4m3fn"})
  void floatsMultiplyAsTheProcessorDoes(String activation, String weight) {
    PatternMatrix a = random(NumberFormats.named(activation), 3);
    PatternMatrix w = random(NumberFormats.named(weight), 4);
    PatternMatrix product =
        (PatternMatrix)
            DatapathType.MAC
                .set(DatapathSettings.of(a.format(), w.format()))
                .gemm(a, GroupedWeights.unscaled(w))
                .result();

    for (int i = 0; i < SIDE; i++) {
      float x = (float) a.format().decodeDouble(a.pattern(i, 0));
      for (int j = 0; j < SIDE; j++) {
        float y = (float) w.format().decodeDouble(w.pattern(j, 0));
        int expected = Float.floatToIntBits(Math.fma(x, y, 0f));
        int computed = Float.floatToIntBits(Float.intBitsToFloat((int) product.pattern(i, j)));
        if (computed != expected) {
          assertThat(computed).as("%s x %s", x, y).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void positsOfSixteenBitsMultiplyExactlyAndAreRoundedOnce() {
    NumberFormat format = NumberFormats.named("posit(16,1)");
    PatternMatrix a = random(format, 5);
    PatternMatrix w = random(format, 6);
    PatternMatrix product =
        (PatternMatrix)
            DatapathType.SIMD_POSIT
                .set(DatapathSettings.of(format, format))
                .gemm(a, GroupedWeights.unscaled(w))
                .result();

    for (int i = 0; i < SIDE; i++) {
      for (int j = 0; j < SIDE; j++) {
        // Products of 26 significant bits are doubles.
        double exact = format.decodeDouble(a.pattern(i, 0)) * format.decodeDouble(w.pattern(j, 0));
        long expected = nearest(format, exact);
        if (product.pattern(i, j) != expected) {
          assertThat(product.pattern(i, j)).as("%s", exact).isEqualTo(expected);
        }
      }
    }
  }

  /** By bisection among the posits above zero, whose patterns have their order. */
  private static long nearest(NumberFormat format, double value) {
    if (Double.isNaN(value) || value == 0) {
      return value == 0 ? 0 : 0x8000;
    }
    double magnitude = Math.abs(value);
    int below = 1;
    int above = 0x7fff;
    while (above - below > 1) {
      int middle = (below + above) / 2;
      if (format.decodeDouble(middle) <= magnitude) {
        below = middle;
      } else {
        above = middle;
      }
    }
    // The boundary is the posit of one bit more between the two; ties go to the even pattern.
    double boundary = BOUNDARIES.decodeDouble(2L * below + 1);
    boolean isUp = magnitude > boundary || (magnitude == boundary && (below & 1) == 1);
    boolean isLast = magnitude >= format.decodeDouble(0x7fff);
    boolean isFirst = magnitude <= format.decodeDouble(1);
    int pattern = isLast ? 0x7fff : isFirst ? 1 : isUp ? above : below;
    return value < 0 ? -pattern & 0xffff : pattern;
  }
}
