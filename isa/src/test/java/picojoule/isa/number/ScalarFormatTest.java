package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.Rounding.Overflow;

/** Every format against its definition, at every value and around every boundary. */
class ScalarFormatTest {

  private static final Rounding SPECIAL = Rounding.NEAREST_EVEN.with(Overflow.SPECIAL);
  private static final BigDecimal TINY = ReferenceFormat.powerOfTwo(-90);

  static Stream<ReferenceFormat> references() {
    return Stream.of(
            narrow(),
            Stream.of(
                ReferenceFormat.minifloat("fp16", 5, 10, true, 1024),
                ReferenceFormat.minifloat("bf16", 8, 7, true, 128),
                ReferenceFormat.minifloat("fp12-e5m6fn", 5, 6, true, 1),
                ReferenceFormat.posit(16, 1),
                ReferenceFormat.posit(12, 2),
                ReferenceFormat.posit(10, 4)))
        .flatMap(stream -> stream);
  }

  static Stream<ReferenceFormat> narrow() {
    return Stream.of(
            Stream.of(
                ReferenceFormat.minifloat("fp4-e2m1", 2, 1, true, 0),
                ReferenceFormat.minifloat("fp6-e2m3", 2, 3, true, 0),
                ReferenceFormat.minifloat("fp6-e3m2", 3, 2, true, 0),
                ReferenceFormat.minifloat("fp8-e4m3fn", 4, 3, true, 1),
                ReferenceFormat.minifloat("fp8-e4m3", 4, 3, true, 8),
                ReferenceFormat.minifloat("fp8-e5m2", 5, 2, true, 4),
                ReferenceFormat.minifloat("fp3-e2m0", 2, 0, true, 0),
                ReferenceFormat.minifloat("fp5-e1m3", 1, 3, true, 0),
                ReferenceFormat.minifloat("fp8-e7m0fn", 7, 0, true, 1),
                ReferenceFormat.minifloat("fp6-e3m2-ieee", 3, 2, true, 4),
                ReferenceFormat.minifloat("fp8-e3m4-finite", 3, 4, true, 0),
                ReferenceFormat.minifloat("ue4m3", 4, 3, false, 1),
                ReferenceFormat.minifloat("ue5m3", 5, 3, false, 1),
                ReferenceFormat.exponent(8),
                ReferenceFormat.exponent(4),
                ReferenceFormat.integer(8, true),
                ReferenceFormat.integer(8, false),
                ReferenceFormat.integer(2, true),
                ReferenceFormat.integer(3, false)),
            IntStream.rangeClosed(2, 8)
                .boxed()
                .flatMap(
                    bits ->
                        IntStream.rangeClosed(0, 3)
                            .mapToObj(size -> ReferenceFormat.posit(bits, size))))
        .flatMap(stream -> stream);
  }

  @ParameterizedTest
  @MethodSource("references")
  void everyValueAndEveryBoundaryRoundsAsDefined(ReferenceFormat reference) {
    NumberFormat format = NumberFormats.named(reference.name());
    assertThat(format.name()).isEqualTo(reference.name());
    for (int i = 0; i < reference.values().size(); i++) {
      BigDecimal value = reference.values().get(i);
      assertThat(format.decode(reference.pattern(i))).isEqualByComparingTo(value);
      assertThat(format.encode(value)).as("%s", value).isEqualTo(reference.pattern(i));
    }
    assertThat(format.least()).isEqualByComparingTo(format.decode(reference.pattern(0)));
    assertThat(format.greatest())
        .isEqualByComparingTo(reference.values().get(reference.values().size() - 1));
    assertThat(format.leastPositive())
        .isEqualByComparingTo(
            reference.values().stream().filter(v -> v.signum() > 0).findFirst().orElseThrow());
    // A prime step keeps the widest formats short and meets every exponent.
    int step = format.bits() > 12 ? 7 : 1;
    for (int i = 0; i < reference.boundaries().size(); i += step) {
      around(reference, format, reference.boundaries().get(i));
    }
    reference.overflow().ifPresent(limit -> around(reference, format, limit));
    reference.overflow().ifPresent(limit -> around(reference, format, limit.negate()));
    around(reference, format, reference.values().get(0).multiply(BigDecimal.TEN));
    around(reference, format, format.greatest().multiply(BigDecimal.valueOf(1000)));
    around(reference, format, format.leastPositive().multiply(TINY));
  }

  /** At a value, and a very little above and below. */
  private static void around(ReferenceFormat reference, NumberFormat format, BigDecimal value) {
    for (int direction = -1; direction <= 1; direction++) {
      BigDecimal shift = value.signum() == 0 ? format.leastPositive() : value.abs();
      BigDecimal near = value.add(shift.multiply(TINY).multiply(BigDecimal.valueOf(direction)));
      if (near.signum() != 0) {
        assertRounded(reference, format, near);
      }
    }
    float single = value.floatValue();
    for (float near : new float[] {single, Math.nextUp(single), Math.nextDown(single)}) {
      if (Float.isFinite(near) && near != 0) {
        long expected = unsigned(format, reference.round(new BigDecimal(near)), near);
        assertThat(format.encode(near, Rounding.NEAREST_EVEN)).as("%s", near).isEqualTo(expected);
        assertThat(format.encode((double) near, Rounding.NEAREST_EVEN)).isEqualTo(expected);
      }
    }
  }

  private static void assertRounded(
      ReferenceFormat reference, NumberFormat format, BigDecimal value) {
    long expected = unsigned(format, reference.round(value), value.signum());
    assertThat(format.encode(value)).as("%s", value).isEqualTo(expected);
    if (reference.overflows(value)) {
      assertThat(format.encode(value, SPECIAL))
          .as("%s", value)
          .isEqualTo(format.infinity(value.signum() < 0));
    } else {
      assertThat(format.encode(value, SPECIAL)).as("%s", value).isEqualTo(expected);
    }
  }

  /** Floats keep the sign of what becomes zero, which the reference does not know. */
  private static long unsigned(NumberFormat format, long pattern, double sign) {
    return format instanceof Minifloat && pattern == 0 ? format.zero(sign < 0) : pattern;
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp8-e4m3fn", "ue5m3", "posit(8,0)", "posit(16,1)", "bf16", "int8"})
  void otherRoundingsTakeTheNeighbourThatTheirNamesSay(String name) {
    NumberFormat format = NumberFormats.named(name);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      long pattern = random.nextLong(1L << (Math.min(format.bits(), 16) - 2)) + 1;
      if (!format.classify(pattern + 1).isFinite()) {
        continue;
      }
      BigDecimal below = format.decode(pattern);
      BigDecimal above = format.decode(pattern + 1);
      BigDecimal gap = above.subtract(below);
      BigDecimal part =
          new BigDecimal(random.nextInt(1, 1 << 20)).multiply(ReferenceFormat.powerOfTwo(-20));
      BigDecimal value = below.add(gap.multiply(part));
      assertThat(format.encode(value, Rounding.TOWARD_ZERO)).isEqualTo(pattern);
      if (!(format instanceof Posit)) {
        BigDecimal middle = below.add(gap.multiply(new BigDecimal("0.5")));
        assertThat(format.encode(middle, Rounding.NEAREST_AWAY)).isEqualTo(pattern + 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fp8-e4m3fn, 1.03125, 0x38, 0.25",
    "int8, 2.75, 0x2, 0.75",
    "nf4, 0.9, 0xe, 0.639",
    "'posit(8,0)', 1.0078125, 0x40, 0.25",
    "e8m0, 1.25, 0x7f, 0.25"
  })
  void stochasticRoundingGoesUpAsOftenAsTheValueIsFarAlong(
      String name, float value, String below, double share) {
    NumberFormat format = NumberFormats.named(name);
    Rounding rounding = Rounding.stochastic(1);
    long low = Long.decode(below);
    int ups = 0;
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      long pattern = format.encode(value, rounding);
      assertThat(pattern).isIn(low, low + 1);
      ups += pattern == low ? 0 : 1;
    }
    // Four standard deviations of so many draws are 0.01.
    assertThat((double) ups / draws).isCloseTo(share, within(0.01));
    assertThat(format.encode(value, Rounding.stochastic(5)))
        .isEqualTo(format.encode(value, Rounding.stochastic(5)));
    assertThat(format.encode(format.decode(low), rounding)).isEqualTo(low);
  }

  @Test
  void singlePrecisionIsJavasOwn() {
    NumberFormat format = NumberFormats.named("fp32");
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 1_000_000; i++) {
      int bits = random.nextInt();
      float value = Float.intBitsToFloat(bits);
      if (!Float.isNaN(value)) {
        assertThat((int) format.encode(value, Rounding.NEAREST_EVEN)).isEqualTo(bits);
        double wide = Double.longBitsToDouble(random.nextLong());
        if (!Double.isNaN(wide)) {
          assertThat((int) format.encode(wide, SPECIAL))
              .isEqualTo(Float.floatToRawIntBits((float) wide));
        }
      }
    }
  }
}
