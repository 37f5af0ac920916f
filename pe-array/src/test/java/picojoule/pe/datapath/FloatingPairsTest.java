package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** Every pair of floats of up to 8 bits through the multiplier, alone and with an addend. */
class FloatingPairsTest {

  private static final NumberFormat FP16 = NumberFormats.named("fp16");

  @ParameterizedTest
  @CsvSource({
    "fp8-e4m3fn,fp8-e4m3fn",
    "fp8-e5m2,fp8-e5m2",
    "fp8-e4m3fn,fp8-e5m2",
    "fp8-e4m3,fp8-e4m3",
    "fp6-e2m3,fp6-e3m2",
    "fp4-e2m1,fp4-e2m1",
    "fp4-e2m1,fp8-e4m3fn"
  })
  void everyPairMultipliesAndAccumulatesAsAFusedMultiplyAdd(String activation, String weight) {
    NumberFormat first = NumberFormats.named(activation);
    NumberFormat second = NumberFormats.named(weight);
    int rows = 1 << first.bits();
    int features = 1 << second.bits();
    Random random = new Random(5);
    // K is two: an addend of two random operands, then the pair.
    PatternMatrix a = interleaved(first, rows, random);
    PatternMatrix w = interleaved(second, features, random);

    for (String sums : new String[] {"fp32", "fp16"}) {
      PatternMatrix product =
          (PatternMatrix)
              DatapathType.MAC
                  .set(DatapathSettings.of(first, second).with(Accumulation.parse(sums)))
                  .gemm(a, GroupedWeights.unscaled(w))
                  .result();

      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < features; j++) {
          int computed = (int) product.pattern(i, j);
          int expected =
              sums.equals("fp32")
                  ? Float.floatToRawIntBits(
                      Math.fma(
                          value(a, i, 1), value(w, j, 1), value(a, i, 0) * value(w, j, 0) + 0f))
                  : half(a, w, i, j);
          assertSame(product.format(), computed, expected, i, j);
        }
      }
    }
  }

  /** Sums in FP16 are rounded from doubles, which hold sums of these products exactly. */
  private static int half(PatternMatrix a, PatternMatrix w, int i, int j) {
    double addend = (double) value(a, i, 0) * value(w, j, 0) + 0.0;
    long rounded = FP16.encode(addend, FloatingPoint.ROUNDING);
    double product = (double) value(a, i, 1) * value(w, j, 1);
    return (int) FP16.encode(product + FP16.decodeDouble(rounded), FloatingPoint.ROUNDING);
  }

  private static void assertSame(NumberFormat format, int computed, int expected, int i, int j) {
    boolean bothNotANumber =
        Double.isNaN(format.decodeDouble(Integer.toUnsignedLong(computed)))
            && Double.isNaN(format.decodeDouble(Integer.toUnsignedLong(expected)));
    if (computed != expected && !bothNotANumber) {
      assertThat(Integer.toHexString(computed))
          .as("%s: row %d, feature %d", format.name(), i, j)
          .isEqualTo(Integer.toHexString(expected));
    }
  }

  private static float value(PatternMatrix matrix, int row, int column) {
    return (float) matrix.format().decodeDouble(matrix.pattern(row, column));
  }

  private static PatternMatrix interleaved(NumberFormat format, int rows, Random random) {
    int[] patterns = new int[2 * rows];
    for (int row = 0; row < rows; row++) {
      patterns[2 * row] = random.nextInt(1 << format.bits());
      patterns[2 * row + 1] = row;
    }
    return new PatternMatrix(format, rows, 2, patterns);
  }
}
