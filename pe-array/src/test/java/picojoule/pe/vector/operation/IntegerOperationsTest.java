package picojoule.pe.vector.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import picojoule.pe.vector.table.PiecewiseTable;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableFitter;
import picojoule.pe.vector.table.TableSet;

/**
 * Integer operations equal the same steps in exact decimals: numbers with their scales in them, no
 * shifts, tables by their equation.
 */
class IntegerOperationsTest {

  private static final TableSet TABLES = fitted(8);

  static TableSet fitted(int entries) {
    Map<ScalarFunction, PiecewiseTable> tables = new EnumMap<>(ScalarFunction.class);
    for (ScalarFunction function : ScalarFunction.values()) {
      tables.put(function, new TableFitter(function, 6).fit(entries));
    }
    return new TableSet("fitted", "here", Maps.immutableEnumMap(tables));
  }

  @Property(tries = 60)
  void aSoftmaxIsItsStepsInDecimals(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int n,
      @ForAll @IntRange(max = 7) int fraction) {
    FixedPointRow row = row(seed, n, fraction);
    BigDecimal greatest = Arrays.stream(decimals(row)).max(BigDecimal::compareTo).orElseThrow();
    List<BigDecimal> powers = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal x : decimals(row)) {
      BigDecimal distance = nearest(x.subtract(greatest), 4).max(new BigDecimal(-8));
      powers.add(line(ScalarFunction.EXP, distance).max(BigDecimal.ZERO));
      sum = sum.add(powers.get(powers.size() - 1));
    }
    // The sum as m·2^e with m from 1 to below 2; m cut to 6 fraction bits.
    int exponent = exponent(sum);
    BigDecimal mantissa = cut(sum.divide(power(exponent)), 6);
    BigDecimal inverse = line(ScalarFunction.RECIPROCAL, mantissa).divide(power(exponent));

    FixedPointRow result =
        VectorArithmetic.SOFTMAX.arithmetic().integer(List.of(row), settings(7, 0), TABLES);

    for (int i = 0; i < n; i++) {
      assertThat(decimals(result)[i])
          .isEqualByComparingTo(saturated(nearest(powers.get(i).multiply(inverse), 7), 7));
    }
  }

  @Property(tries = 60)
  void normsAreTheirStepsInDecimals(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 100) int n,
      @ForAll @IntRange(max = 7) int fraction) {
    FixedPointRow row = row(seed, n, fraction);
    FixedPointRow gain = row(seed + 1, n, 6);
    FixedPointRow bias = row(seed + 2, n, 5);
    BigDecimal mean =
        Arrays.stream(decimals(row))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .multiply(power(fraction + 8))
            .divide(new BigDecimal(n), 0, RoundingMode.FLOOR)
            .divide(power(fraction + 8));
    assertNorm(VectorArithmetic.RMS_NORM, row, BigDecimal.ZERO, fraction, List.of(gain));
    assertNorm(VectorArithmetic.RMS_NORM, row, BigDecimal.ZERO, fraction, List.of());
    assertNorm(VectorArithmetic.LAYER_NORM, row, mean, fraction + 8, List.of(gain, bias));
  }

  private static void assertNorm(
      VectorArithmetic norm,
      FixedPointRow row,
      BigDecimal mean,
      int fraction,
      List<FixedPointRow> others) {
    BigDecimal unit = power(2 * fraction + 8);
    BigDecimal squares = BigDecimal.ZERO;
    for (BigDecimal x : decimals(row)) {
      squares = squares.add(x.subtract(mean).pow(2));
    }
    BigDecimal meanSquare =
        squares
            .multiply(unit)
            .divide(new BigDecimal(row.length()), 0, RoundingMode.FLOOR)
            .add(
                new BigDecimal(settings(5, 0).epsilon())
                    .multiply(unit)
                    .setScale(0, RoundingMode.HALF_EVEN))
            .divide(unit);
    BigDecimal inverse = BigDecimal.ZERO;
    if (meanSquare.signum() > 0) {
      // m·4^e with m from 1 to below 4; m cut to 5 fraction bits.
      int half = Math.floorDiv(exponent(meanSquare), 2);
      BigDecimal mantissa = cut(meanSquare.divide(power(2 * half)), 5);
      inverse = line(ScalarFunction.RSQRT, mantissa).divide(power(half));
    }
    List<FixedPointRow> operands = new ArrayList<>(List.of(row));
    operands.addAll(others);
    FixedPointRow result = norm.arithmetic().integer(operands, settings(5, 0), TABLES);
    for (int i = 0; i < row.length(); i++) {
      BigDecimal exact = decimals(row)[i].subtract(mean).multiply(inverse);
      exact = others.isEmpty() ? exact : exact.multiply(decimals(others.get(0))[i]);
      exact = nearest(exact, 5);
      exact = others.size() < 2 ? exact : exact.add(decimals(others.get(1))[i]);
      assertThat(decimals(result)[i]).isEqualByComparingTo(saturated(exact, 5));
    }
  }

  @Property(tries = 60)
  void rotationsAreTheirStepsInDecimals(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int pairs,
      @ForAll @IntRange(max = 1 << 24) int position) {
    FixedPointRow row = row(seed, 2 * pairs, 5);
    FixedPointRow result =
        VectorArithmetic.ROPE.arithmetic().integer(List.of(row), settings(5, position), TABLES);
    for (int i = 0; i < pairs; i++) {
      BigInteger step =
          BigInteger.valueOf(
              Math.round(StrictMath.pow(10_000, -(double) i / pairs) / (2 * Math.PI) * (1L << 32)));
      // In 256ths of a turn, to the nearest, ties up.
      BigDecimal turns =
          new BigDecimal(step.multiply(BigInteger.valueOf(position))).divide(power(32));
      BigDecimal steps =
          turns
              .multiply(new BigDecimal(256))
              .add(new BigDecimal("0.5"))
              .setScale(0, RoundingMode.FLOOR);
      int angle = steps.toBigInteger().mod(BigInteger.valueOf(256)).intValue();
      BigDecimal sine = sine(angle);
      BigDecimal cosine = sine(angle + 64);
      BigDecimal first = decimals(row)[i];
      BigDecimal second = decimals(row)[i + pairs];
      assertThat(decimals(result)[i])
          .isEqualByComparingTo(
              saturated(nearest(first.multiply(cosine).subtract(second.multiply(sine)), 5), 5));
      assertThat(decimals(result)[i + pairs])
          .isEqualByComparingTo(
              saturated(nearest(second.multiply(cosine).add(first.multiply(sine)), 5), 5));
    }
  }

  /** sin is odd around half a turn and even around a quarter. */
  private static BigDecimal sine(int angle) {
    int whole = angle % 256;
    if (whole >= 128) {
      return sine(whole - 128).negate();
    }
    int folded = whole > 64 ? 128 - whole : whole;
    return line(ScalarFunction.SINE, new BigDecimal(folded).divide(power(6)));
  }

  @Property(tries = 60)
  void elementwiseOperationsAreTheirStepsInDecimals(
      @ForAll long seed, @ForAll @IntRange(max = 6) int fraction) {
    FixedPointRow first = row(seed, 9, fraction);
    FixedPointRow second = row(seed + 1, 9, 3);
    for (VectorArithmetic operation : VectorArithmetic.values()) {
      List<FixedPointRow> operands =
          operation.arithmetic().operands().size() == 2 ? List.of(first, second) : List.of(first);
      for (int i = 0; i < first.length(); i++) {
        BigDecimal x = decimals(first)[i];
        BigDecimal y = decimals(second)[i];
        BigDecimal exact =
            switch (operation) {
              case GELU -> line(ScalarFunction.GELU, x, fraction);
              case SILU -> line(ScalarFunction.SILU, x, fraction);
              case HSWISH -> line(ScalarFunction.HSWISH, x, fraction);
              case SILU_GATE -> line(ScalarFunction.SILU, x, fraction).multiply(y);
              case RELU -> x.max(BigDecimal.ZERO);
              case ADD -> x.add(y);
              case MULTIPLY -> x.multiply(y);
              case RMS_NORM, LAYER_NORM, SOFTMAX, ROPE, REQUANTIZE -> null;
            };
        if (exact != null) {
          FixedPointRow result = operation.arithmetic().integer(operands, settings(4, 0), TABLES);
          assertThat(decimals(result)[i])
              .as("%s of %s and %s", operation, x, y)
              .isEqualByComparingTo(saturated(nearest(exact, 4), 4));
        }
      }
    }
  }

  @Test
  void whatTablesGiveIsNearWhatIsExact() {
    FixedPointRow row = row(3, 64, 4);
    double[] exact =
        VectorArithmetic.SOFTMAX.arithmetic().exact(List.of(row.values()), settings(7, 0));
    double[] byTable =
        VectorArithmetic.SOFTMAX
            .arithmetic()
            .integer(List.of(row), settings(7, 0), fitted(16))
            .values();
    for (int i = 0; i < exact.length; i++) {
      assertThat(Math.abs(byTable[i] - exact[i])).isLessThan(0.02);
    }
  }

  /** What a table answers: its line over the rounded breakpoints, for inputs of its own scale. */
  private static BigDecimal line(ScalarFunction function, BigDecimal x) {
    return line(function, x, function.range().fractionBits());
  }

  private static BigDecimal line(ScalarFunction function, BigDecimal x, int fraction) {
    PiecewiseTable table = TABLES.table(function);
    int entry = 0;
    for (BigDecimal breakpoint : table.breakpoints()) {
      BigDecimal code =
          nearest(breakpoint, fraction)
              .max(new BigDecimal(-128).divide(power(fraction)))
              .min(new BigDecimal(127).divide(power(fraction)));
      entry += x.compareTo(code) > 0 ? 1 : 0;
    }
    return x.multiply(new BigDecimal(table.slopes().get(entry)))
        .add(new BigDecimal(table.intercepts().get(entry)))
        .divide(power(6));
  }

  private static int exponent(BigDecimal number) {
    int exponent = 0;
    while (number.compareTo(power(exponent + 1)) >= 0) {
      exponent++;
    }
    while (number.compareTo(power(exponent)) < 0) {
      exponent--;
    }
    return exponent;
  }

  private static BigDecimal cut(BigDecimal number, int fraction) {
    return number.multiply(power(fraction)).setScale(0, RoundingMode.DOWN).divide(power(fraction));
  }

  private static BigDecimal nearest(BigDecimal number, int fraction) {
    return number
        .multiply(power(fraction))
        .setScale(0, RoundingMode.HALF_EVEN)
        .divide(power(fraction));
  }

  private static BigDecimal saturated(BigDecimal number, int fraction) {
    return number
        .max(new BigDecimal(-128).divide(power(fraction)))
        .min(new BigDecimal(127).divide(power(fraction)));
  }

  private static BigDecimal power(int exponent) {
    BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(exponent)));
    return exponent >= 0 ? power : BigDecimal.ONE.divide(power);
  }

  private static BigDecimal[] decimals(FixedPointRow row) {
    BigDecimal[] decimals = new BigDecimal[row.length()];
    Arrays.setAll(decimals, i -> new BigDecimal(row.code(i)).divide(power(row.fractionBits())));
    return decimals;
  }

  private static FixedPointRow row(long seed, int n, int fraction) {
    Random random = new Random(seed);
    return new FixedPointRow(random.longs(n, -128, 128).toArray(), fraction);
  }

  private static RowSettings settings(int resultFractionBits, long position) {
    return new RowSettings(
        1e-5, position, 10_000, 1, 0, 0, ShiftRounding.NEAREST_EVEN, resultFractionBits, 8);
  }
}
