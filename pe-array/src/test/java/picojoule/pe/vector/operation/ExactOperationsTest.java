package picojoule.pe.vector.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.isa.number.Rounding;

/** Results in FP16 are those of fifty digits, rounded once. */
class ExactOperationsTest {

  private static final NumberFormat FP16 = NumberFormats.named("fp16");
  private static final BigDecimal EPSILON = new BigDecimal(settings(1e-5, 0).epsilon());

  @Property(tries = 60)
  void aSoftmaxIsRoundedCorrectly(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n) {
    double[] row = row(seed, n, 8);
    BigDecimal sum = BigDecimal.ZERO;
    List<BigDecimal> powers = new ArrayList<>();
    for (double x : row) {
      powers.add(Decimals.exp(new BigDecimal(x)));
      sum = sum.add(powers.get(powers.size() - 1));
    }
    BigDecimal all = sum;
    assertEqual(
        VectorArithmetic.SOFTMAX,
        List.of(row),
        0,
        powers.stream().map(power -> power.divide(all, Decimals.DIGITS)).toList());
  }

  @Property(tries = 150)
  void normsAreRoundedCorrectly(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n) {
    double[] row = row(seed, n, 4);
    double[] gain = row(seed + 1, n, 2);
    double[] bias = row(seed + 2, n, 2);
    BigDecimal count = new BigDecimal(n);
    BigDecimal mean = sum(row, x -> x).divide(count, Decimals.DIGITS);
    assertEqual(
        VectorArithmetic.RMS_NORM,
        List.of(row, gain),
        0,
        normalized(row, BigDecimal.ZERO, gain, new double[n]));
    assertEqual(
        VectorArithmetic.LAYER_NORM,
        List.of(row, gain, bias),
        0,
        normalized(row, mean, gain, bias));
  }

  private static List<BigDecimal> normalized(
      double[] row, BigDecimal centre, double[] gain, double[] bias) {
    BigDecimal root =
        sum(row, x -> x.subtract(centre).multiply(x.subtract(centre)))
            .divide(new BigDecimal(row.length), Decimals.DIGITS)
            .add(EPSILON)
            .sqrt(Decimals.DIGITS);
    List<BigDecimal> results = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      results.add(
          new BigDecimal(row[i])
              .subtract(centre)
              .multiply(new BigDecimal(gain[i]))
              .divide(root, Decimals.DIGITS)
              .add(new BigDecimal(bias[i])));
    }
    return results;
  }

  @Property(tries = 60)
  void rotationsAreRoundedCorrectly(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int pairs,
      @ForAll @IntRange(max = 131_072) int position) {
    double[] row = row(seed, 2 * pairs, 4);
    BigDecimal log = Decimals.log(new BigDecimal(10_000));
    BigDecimal[] results = new BigDecimal[row.length];
    for (int i = 0; i < pairs; i++) {
      BigDecimal angle =
          Decimals.exp(
                  log.multiply(new BigDecimal(-i)).divide(new BigDecimal(pairs), Decimals.DIGITS))
              .multiply(new BigDecimal(position));
      BigDecimal sine = Decimals.sine(angle);
      BigDecimal cosine = Decimals.sine(angle.add(Decimals.PI.divide(new BigDecimal(2))));
      BigDecimal first = new BigDecimal(row[i]);
      BigDecimal second = new BigDecimal(row[i + pairs]);
      results[i] = first.multiply(cosine).subtract(second.multiply(sine));
      results[i + pairs] = second.multiply(cosine).add(first.multiply(sine));
    }
    assertEqual(VectorArithmetic.ROPE, List.of(row), position, Arrays.asList(results));
  }

  @Property(tries = 200)
  void sumsProductsAndGatesAreRoundedCorrectly(@ForAll long seed) {
    double[] first = row(seed, 6, 8);
    double[] second = row(seed + 1, 6, 8);
    List<BigDecimal> sums = new ArrayList<>();
    List<BigDecimal> products = new ArrayList<>();
    List<BigDecimal> gated = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      BigDecimal x = new BigDecimal(first[i]);
      BigDecimal y = new BigDecimal(second[i]);
      sums.add(x.add(y));
      products.add(x.multiply(y));
      gated.add(silu(x).multiply(y));
    }
    assertEqual(VectorArithmetic.ADD, List.of(first, second), 0, sums);
    assertEqual(VectorArithmetic.MULTIPLY, List.of(first, second), 0, products);
    assertEqual(VectorArithmetic.SILU_GATE, List.of(first, second), 0, gated);
  }

  @Test
  void activationsAreRoundedCorrectlyAtEverySixtyFourthNumber() {
    activationsAreRoundedCorrectly(64);
  }

  @Test
  @Tag("slow")
  void activationsAreRoundedCorrectlyAtEveryNumber() {
    activationsAreRoundedCorrectly(1);
  }

  private static void activationsAreRoundedCorrectly(int step) {
    for (int pattern = 1; pattern < 1 << 16; pattern += step) {
      double x = FP16.decodeDouble(pattern);
      if (Math.abs(x) <= 16) {
        BigDecimal exact = new BigDecimal(x);
        double[] row = {x};
        assertEqual(
            VectorArithmetic.GELU,
            List.of(row),
            0,
            List.of(exact.multiply(Decimals.normal(exact))));
        assertEqual(VectorArithmetic.SILU, List.of(row), 0, List.of(silu(exact)));
        assertEqual(VectorArithmetic.HSWISH, List.of(row), 0, List.of(hswish(exact)));
        assertEqual(VectorArithmetic.RELU, List.of(row), 0, List.of(exact.max(BigDecimal.ZERO)));
      }
    }
  }

  private static BigDecimal silu(BigDecimal x) {
    return x.divide(BigDecimal.ONE.add(Decimals.exp(x.negate())), Decimals.DIGITS);
  }

  private static BigDecimal hswish(BigDecimal x) {
    BigDecimal six = new BigDecimal(6);
    BigDecimal clipped = x.add(new BigDecimal(3)).max(BigDecimal.ZERO).min(six);
    return x.multiply(clipped).divide(six, Decimals.DIGITS);
  }

  @Test
  void rowsOfZerosStayZerosWithoutAnEpsilon() {
    RowSettings settings = settings(0, 0);
    for (VectorArithmetic norm : List.of(VectorArithmetic.RMS_NORM, VectorArithmetic.LAYER_NORM)) {
      assertThat(norm.arithmetic().exact(List.of(new double[3]), settings)).containsOnly(0);
    }
  }

  @Test
  void anOddRowIsNotRotated() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> VectorArithmetic.ROPE.arithmetic().exact(List.of(new double[3]), settings(0, 0)))
        .withMessage("a rotation turns pairs; 3 elements are odd");
  }

  private static void assertEqual(
      VectorArithmetic operation, List<double[]> operands, long position, List<BigDecimal> exact) {
    double[] results = operation.arithmetic().exact(operands, settings(1e-5, position));
    for (int i = 0; i < results.length; i++) {
      double expected = FP16.decodeDouble(FP16.encode(exact.get(i), Rounding.NEAREST_EVEN));
      double rounded = FP16.decodeDouble(FP16.encode(results[i], Rounding.NEAREST_EVEN));
      assertThat(rounded).as("%s of %s", operation, operands.get(0)[i]).isEqualTo(expected + 0.0);
    }
  }

  private static RowSettings settings(double epsilon, long position) {
    return new RowSettings(epsilon, position, 10_000, 1, 0, 0, ShiftRounding.NEAREST_EVEN, 0, 8);
  }

  private static BigDecimal sum(double[] row, UnaryOperator<BigDecimal> of) {
    return Arrays.stream(row)
        .mapToObj(x -> of.apply(new BigDecimal(x)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** FP16 numbers around zero. */
  private static double[] row(long seed, int n, double spread) {
    Random random = new Random(seed);
    double[] row = new double[n];
    Arrays.setAll(
        row,
        i -> FP16.decodeDouble(FP16.encode(random.nextGaussian() * spread, Rounding.NEAREST_EVEN)));
    return row;
  }
}
