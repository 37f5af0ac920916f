package picojoule.pe.vector.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import picojoule.isa.VectorOperation;

class ShiftRoundingTest {

  @Property
  void aShiftIsADivisionRounded(
      @ForAll long value,
      @ForAll @IntRange(min = 1, max = 62) int bits,
      @ForAll ShiftRounding mode) {
    assertThat(mode.shift(value, bits)).isEqualTo(slow(BigInteger.valueOf(value), bits, mode));
  }

  @Property
  void tiesAreRoundedAsTheModeSays(
      @ForAll @IntRange(min = -2000, max = 2000) int halves, @ForAll ShiftRounding mode) {
    assertThat(mode.shift(halves, 1)).isEqualTo(slow(BigInteger.valueOf(halves), 1, mode));
  }

  @Property
  void requantizationIsOneProductRoundedOnceAndSaturated(
      @ForAll int sum,
      @ForAll @IntRange(min = 1) int multiplier,
      @ForAll @IntRange(max = 62) int shift,
      @ForAll @IntRange(min = -128, max = 127) int zeroPoint,
      @ForAll ShiftRounding mode) {
    RowSettings settings = new RowSettings(0, 0, 10_000, multiplier, shift, zeroPoint, mode, 0, 8);
    long rounded =
        slow(BigInteger.valueOf(sum).multiply(BigInteger.valueOf(multiplier)), shift, mode);

    FixedPointRow result =
        VectorArithmetic.of(VectorOperation.REQUANTIZE)
            .orElseThrow()
            .arithmetic()
            .integer(List.of(new FixedPointRow(new long[] {sum}, 0)), settings, null);

    assertThat(result.code(0)).isEqualTo(Math.max(-128, Math.min(127, rounded + zeroPoint)));
  }

  @Test
  void aShiftToTheLeftIsExactOrRefused() {
    assertThat(ShiftRounding.DOWN.shift(-3, -4)).isEqualTo(-48);
    assertThatIllegalArgumentException().isThrownBy(() -> ShiftRounding.DOWN.shift(1, 63));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShiftRounding.parse("up"))
        .withMessage(
            "'up' is no rounding; there is: nearest-even, nearest-away, nearest-up, toward-zero,"
                + " down");
  }

  private static long slow(BigInteger value, int bits, ShiftRounding mode) {
    BigDecimal quotient =
        new BigDecimal(value).divide(new BigDecimal(BigInteger.ONE.shiftLeft(bits)));
    BigDecimal half = new BigDecimal("0.5");
    BigDecimal rounded =
        switch (mode) {
          case NEAREST_EVEN -> quotient.setScale(0, RoundingMode.HALF_EVEN);
          case NEAREST_AWAY -> quotient.setScale(0, RoundingMode.HALF_UP);
          case NEAREST_UP -> quotient.add(half).setScale(0, RoundingMode.FLOOR);
          case TOWARD_ZERO -> quotient.setScale(0, RoundingMode.DOWN);
          case DOWN -> quotient.setScale(0, RoundingMode.FLOOR);
        };
    return rounded.longValueExact();
  }
}
