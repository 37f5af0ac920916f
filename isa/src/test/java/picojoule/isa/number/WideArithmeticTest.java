package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;
import static picojoule.isa.number.ArithmeticTest.bits;
import static picojoule.isa.number.ArithmeticTest.expected;
import static picojoule.isa.number.ArithmeticTest.finite;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.isa.number.Rounding.Overflow;

/** Arithmetic of operands too wide to try them all, random ones against exact decimals. */
class WideArithmeticTest {

  private static final Rounding SPECIAL = Rounding.NEAREST_EVEN.with(Overflow.SPECIAL);
  private static final NumberFormat FP32 = NumberFormats.named("fp32");

  static Stream<ReferenceFormat> sixteenBits() {
    return Stream.of(
        ReferenceFormat.minifloat("fp16", 5, 10, true, 1024),
        ReferenceFormat.minifloat("bf16", 8, 7, true, 128),
        ReferenceFormat.posit(16, 1),
        ReferenceFormat.posit(16, 2));
  }

  @ParameterizedTest
  @MethodSource({"picojoule.isa.number.ArithmeticTest#eightBits", "sixteenBits"})
  void randomOperandsMultiplyAndAddWithOneRounding(ReferenceFormat reference) {
    checkRandom(reference, NumberFormats.named(reference.name()).bits() > 8 ? 20_000 : 4_000);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("sixteenBits")
  void aMillionRandomOperandsMultiplyAndAddWithOneRounding(ReferenceFormat reference) {
    checkRandom(reference, 1_000_000);
  }

  private static void checkRandom(ReferenceFormat reference, int cases) {
    NumberFormat format = NumberFormats.named(reference.name());
    Arithmetic arithmetic = new Arithmetic(format, format, SPECIAL);
    SplittableRandom random = new SplittableRandom(format.bits());
    for (int i = 0; i < cases; i++) {
      long a = finite(format, random);
      long b = finite(format, random);
      // Now and then a summand that nearly cancels the product.
      long c =
          i % 4 == 0
              ? arithmetic.multiply(a, b) ^ 1L << (format.bits() - 1)
              : finite(format, random);
      if (!format.classify(c).isFinite()) {
        continue;
      }
      BigDecimal exact = format.decode(a).multiply(format.decode(b)).add(format.decode(c));
      if (exact.signum() != 0) {
        long sum = arithmetic.multiplyAdd(a, b, c);
        if (sum != expected(reference, format, exact)) {
          throw new AssertionError("%x × %x + %x is not %x".formatted(a, b, c, sum));
        }
      }
      BigDecimal product = format.decode(a).multiply(format.decode(b));
      BigDecimal sum = format.decode(a).add(format.decode(b));
      if (product.signum() != 0
          && arithmetic.multiply(a, b) != expected(reference, format, product)) {
        throw new AssertionError("%x × %x is not %x".formatted(a, b, arithmetic.multiply(a, b)));
      }
      if (sum.signum() != 0 && arithmetic.add(a, b) != expected(reference, format, sum)) {
        throw new AssertionError("%x + %x is not %x".formatted(a, b, arithmetic.add(a, b)));
      }
    }
  }

  @Test
  void singlePrecisionIsJavasOwn() {
    Arithmetic arithmetic = new Arithmetic(FP32, FP32, SPECIAL);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000_000; i++) {
      // Close exponents in half of the cases, so that sums cancel and products stay in range.
      int mask = i % 2 == 0 ? -1 : 0x81ffffff;
      int base = i % 2 == 0 ? 0 : 0x3e000000;
      float a = Float.intBitsToFloat((random.nextInt() & mask) | base);
      float b = Float.intBitsToFloat((random.nextInt() & mask) | base);
      float c = i % 8 == 1 ? -a * b : Float.intBitsToFloat((random.nextInt() & mask) | base);
      assertSame(arithmetic.multiply(bits(a), bits(b)), a * b, a, b, 0);
      assertSame(arithmetic.add(bits(a), bits(b)), a + b, a, b, 0);
      assertSame(arithmetic.multiplyAdd(bits(a), bits(b), bits(c)), Math.fma(a, b, c), a, b, c);
    }
  }

  private static void assertSame(long pattern, float expected, float a, float b, float c) {
    if (pattern != (Float.floatToIntBits(expected) & 0xffffffffL)) {
      throw new AssertionError(a + ", " + b + ", " + c + ": " + Long.toHexString(pattern));
    }
  }

  @ParameterizedTest
  @CsvSource({"32, 2", "32, 0", "31, 6", "24, 3"})
  void widePositsLieBetweenTheBoundariesOfTheStandard(int bits, int exponentSize) {
    checkBoundaries(bits, exponentSize, 5_000);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"32, 2", "16, 1"})
  void aMillionWidePositsLieBetweenTheBoundariesOfTheStandard(int bits, int exponentSize) {
    checkBoundaries(bits, exponentSize, 1_000_000);
  }

  private static void checkBoundaries(int bits, int exponentSize, int cases) {
    Posit format = new Posit(bits, exponentSize);
    Arithmetic arithmetic = new Arithmetic(format, format, SPECIAL);
    SplittableRandom random = new SplittableRandom(bits);
    for (int i = 0; i < cases; i++) {
      long a = positive(format, random);
      long b = positive(format, random);
      long c = positive(format, random);
      BigDecimal valueA = ReferenceFormat.positValue(a, bits, exponentSize);
      BigDecimal valueB = ReferenceFormat.positValue(b, bits, exponentSize);
      BigDecimal product = valueA.multiply(valueB);
      assertNearest(format, arithmetic.multiply(a, b), product);
      assertNearest(format, arithmetic.add(a, b), valueA.add(valueB));
      BigDecimal valueC = ReferenceFormat.positValue(c, bits, exponentSize);
      assertNearest(format, arithmetic.multiplyAdd(a, b, c), product.add(valueC));
      BigDecimal difference = product.subtract(valueC);
      long pattern = arithmetic.multiplyAdd(a, b, -c & (1L << bits) - 1);
      boolean negative = difference.signum() < 0;
      assertNearest(format, negative ? -pattern & (1L << bits) - 1 : pattern, difference.abs());
    }
  }

  /** Near one in half of the cases, where posits are widest. */
  private static long positive(Posit format, SplittableRandom random) {
    long mask = (1L << (format.bits() - 1)) - 1;
    long one = 1L << (format.bits() - 2);
    return random.nextBoolean()
        ? random.nextLong(mask) + 1
        : one + random.nextLong(one) / 4 - one / 8;
  }

  private static void assertNearest(Posit format, long pattern, BigDecimal exact) {
    int bits = format.bits() + 1;
    boolean isEven = (pattern & 1) == 0;
    if (exact.signum() == 0) {
      assertThat(pattern).isZero();
      return;
    }
    if (pattern > 1) {
      int order =
          exact.compareTo(ReferenceFormat.positValue(2 * pattern - 1, bits, format.exponentSize()));
      assertThat(order).isGreaterThanOrEqualTo(isEven ? 0 : 1);
    }
    if (pattern < (1L << (format.bits() - 1)) - 1) {
      int order =
          exact.compareTo(ReferenceFormat.positValue(2 * pattern + 1, bits, format.exponentSize()));
      assertThat(order).isLessThanOrEqualTo(isEven ? 0 : -1);
    }
    assertThat(pattern).isPositive();
  }

  @ParameterizedTest
  @MethodSource({"picojoule.isa.number.ArithmeticTest#eightBits", "sixteenBits"})
  void dotProductsAreExactAndRoundedOnce(ReferenceFormat reference) {
    checkDots(reference, 300, 80);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("sixteenBits")
  void aMillionDotProductsAreExactAndRoundedOnce(ReferenceFormat reference) {
    checkDots(reference, 1_000_000, 12);
  }

  private static void checkDots(ReferenceFormat reference, int cases, int most) {
    NumberFormat format = NumberFormats.named(reference.name());
    Arithmetic arithmetic = new Arithmetic(format, format, SPECIAL);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < cases; i++) {
      int length = random.nextInt(1, most);
      long[] a = new long[length];
      long[] b = new long[length];
      BigDecimal exact = BigDecimal.ZERO;
      for (int k = 0; k < length; k++) {
        a[k] = finite(format, random);
        b[k] = finite(format, random);
        exact = exact.add(format.decode(a[k]).multiply(format.decode(b[k])));
      }
      if (arithmetic.dot(a, b) != expected(reference, format, exact)) {
        throw new AssertionError("case %d of %s".formatted(i, format.name()));
      }
    }
  }
}
