package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.isa.number.Arithmetic.Accumulation;
import picojoule.isa.number.Rounding.Overflow;

/** Arithmetic against exact decimals, rounded by the formats' definitions. */
class ArithmeticTest {

  private static final Rounding SPECIAL = Rounding.NEAREST_EVEN.with(Overflow.SPECIAL);
  private static final NumberFormat FP32 = NumberFormats.named("fp32");

  static Stream<ReferenceFormat> eightBits() {
    return Stream.of(
        ReferenceFormat.minifloat("fp4-e2m1", 2, 1, true, 0),
        ReferenceFormat.minifloat("fp6-e2m3", 2, 3, true, 0),
        ReferenceFormat.minifloat("fp6-e3m2", 3, 2, true, 0),
        ReferenceFormat.minifloat("fp8-e4m3fn", 4, 3, true, 1),
        ReferenceFormat.minifloat("fp8-e4m3", 4, 3, true, 8),
        ReferenceFormat.minifloat("fp8-e5m2", 5, 2, true, 4),
        ReferenceFormat.minifloat("ue5m3", 5, 3, false, 1),
        ReferenceFormat.posit(8, 0),
        ReferenceFormat.posit(8, 1),
        ReferenceFormat.posit(8, 2),
        ReferenceFormat.posit(7, 1),
        ReferenceFormat.posit(4, 1),
        ReferenceFormat.integer(8, true),
        ReferenceFormat.integer(6, false));
  }

  @ParameterizedTest
  @MethodSource("eightBits")
  void everyPairMultipliesAndAddsExactlyWithOneRounding(ReferenceFormat reference) {
    NumberFormat format = NumberFormats.named(reference.name());
    Arithmetic arithmetic = new Arithmetic(format, format, SPECIAL);
    for (long a = 0; a < 1L << format.bits(); a++) {
      for (long b = 0; b < 1L << format.bits(); b++) {
        // Products and sums of so few bits are exact as doubles; so is what is no number.
        double product = format.decodeDouble(a) * format.decodeDouble(b);
        double sum = format.decodeDouble(a) + format.decodeDouble(b);
        if (arithmetic.multiply(a, b) != expected(reference, format, product)
            || arithmetic.add(a, b) != expected(reference, format, sum)) {
          throw new AssertionError(
              "%x and %x: product %x, sum %x"
                  .formatted(a, b, arithmetic.multiply(a, b), arithmetic.add(a, b)));
        }
      }
    }
  }

  private static long expected(ReferenceFormat reference, NumberFormat format, double exact) {
    if (Double.isNaN(exact)) {
      return format.notANumber();
    }
    if (Double.isInfinite(exact)) {
      return format.infinity(exact < 0);
    }
    if (exact == 0) {
      return format.zero(1 / exact < 0);
    }
    return expected(reference, format, new BigDecimal(exact));
  }

  static long expected(ReferenceFormat reference, NumberFormat format, BigDecimal exact) {
    if (exact.signum() == 0) {
      return format.zero(false);
    }
    if (reference.overflows(exact)) {
      return format.infinity(exact.signum() < 0);
    }
    long pattern = reference.round(exact);
    return format instanceof Minifloat && pattern == 0 ? format.zero(exact.signum() < 0) : pattern;
  }

  static long finite(NumberFormat format, SplittableRandom random) {
    long pattern;
    do {
      pattern = random.nextLong(1L << format.bits());
    } while (!format.classify(pattern).isFinite());
    return pattern;
  }

  static long bits(float value) {
    return Float.floatToRawIntBits(value) & 0xffffffffL;
  }

  @Test
  void aQuireHoldsSumsThatNoFormatHolds() {
    Posit format = new Posit(32, 2);
    Quire quire = Quire.forProducts(format, format, format);
    long greatest = (1L << 31) - 1;
    for (int i = 0; i < 100_000; i++) {
      quire.addProduct(format, greatest, format, greatest);
    }
    quire.addProduct(format, 1, format, 1);
    long minus = -greatest & 0xffffffffL;
    for (int i = 0; i < 100_000; i++) {
      quire.addProduct(format, minus, format, greatest);
    }
    // What is left is the square of the least posit, which rounds to the least.
    assertThat(quire.round(format, SPECIAL)).isEqualTo(1);
    quire.addProduct(format, 1, format, 0xffffffffL);
    assertThat(quire.round(format, SPECIAL)).isZero();
    quire.addProduct(format, 1, format, 0xffffffffL);
    assertThat(quire.round(format, SPECIAL)).isEqualTo(0xffffffffL);
    assertThat(quire.round(format, SPECIAL)).isEqualTo(0xffffffffL);
    quire.add(format, format.notANumber());
    quire.add(format, 1);
    assertThat(quire.round(format, SPECIAL)).isEqualTo(format.notANumber());
    quire.clear();
    assertThat(quire.round(format, SPECIAL)).isZero();
  }

  @Test
  void infinitiesSumUpAsInTheStandard() {
    NumberFormat format = NumberFormats.named("fp16");
    Arithmetic arithmetic = new Arithmetic(format, format, SPECIAL);
    long one = 0x3c00;
    long infinity = 0x7c00;
    long minusInfinity = 0xfc00;
    assertThat(dot(arithmetic, one, infinity)).isEqualTo(infinity);
    assertThat(dot(arithmetic, minusInfinity, one)).isEqualTo(minusInfinity);
    assertThat(dot(arithmetic, infinity, minusInfinity)).isEqualTo(0x7e00);
    assertThat(dot(arithmetic, infinity, 0x7e00)).isEqualTo(0x7e00);
    assertThat(arithmetic.dot(new long[] {0}, new long[] {infinity})).isEqualTo(0x7e00);
    assertThat(arithmetic.multiplyAdd(0, infinity, one)).isEqualTo(0x7e00);
    assertThat(arithmetic.multiplyAdd(infinity, one, minusInfinity)).isEqualTo(0x7e00);
    assertThat(arithmetic.multiplyAdd(one, one, minusInfinity)).isEqualTo(minusInfinity);
    assertThatThrownBy(
            () -> new Arithmetic(format, new IntegerFormat(8, true), SPECIAL).multiply(0, infinity))
        .hasMessageContaining("int8 has no NaN");
  }

  private static long dot(Arithmetic arithmetic, long first, long second) {
    long[] ones = {0x3c00, 0x3c00, 0x3c00};
    return arithmetic.dot(new long[] {first, second, 0x3c00}, ones);
  }

  @Test
  void runningSumsRoundAtEveryStep() {
    NumberFormat half = NumberFormats.named("fp16");
    Arithmetic wide = new Arithmetic(half, FP32, SPECIAL);
    Arithmetic narrow = new Arithmetic(FP32, FP32, SPECIAL);
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 2_000; i++) {
      long[] a = new long[32];
      long[] b = new long[32];
      long[] wideA = new long[32];
      long[] wideB = new long[32];
      float sum = 0;
      float fused = 0;
      float rounded = 0;
      for (int k = 0; k < a.length; k++) {
        a[k] = finite(half, random);
        b[k] = finite(half, random);
        float valueA = (float) half.decodeDouble(a[k]);
        float valueB = (float) half.decodeDouble(b[k]);
        sum += valueA * valueB;
        wideA[k] = bits(valueA / 3);
        wideB[k] = bits(valueB / 7);
        fused = Math.fma(valueA / 3, valueB / 7, fused);
        rounded += (valueA / 3) * (valueB / 7);
      }
      assertThat(wide.dot(a, b, Accumulation.SEQUENTIAL)).isEqualTo(bits(sum));
      assertThat(wide.dot(a, b, Accumulation.FUSED)).isEqualTo(bits(sum));
      assertThat(narrow.dot(wideA, wideB, Accumulation.FUSED)).isEqualTo(bits(fused));
      assertThat(narrow.dot(wideA, wideB, Accumulation.SEQUENTIAL)).isEqualTo(bits(rounded));
    }
    assertThatThrownBy(() -> wide.dot(new long[2], new long[3]))
        .hasMessage("a dot product of 2 and 3 elements");
  }
}
