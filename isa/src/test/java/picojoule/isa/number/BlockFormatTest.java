package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks against exact decimals. */
class BlockFormatTest {

  @ParameterizedTest
  @CsvSource({
    "mxfp4, 4.25", "mxfp6-e2m3, 6.25", "mxfp6-e3m2, 6.25", "mxfp8-e4m3, 8.25", "mxfp8-e5m2, 8.25",
    "mxint8, 8.25", "nvfp4, 4.5", "fp4-ue5m3, 4.5", "int4-g128, 4.125", "uint4-g128-zero, 4.15625",
    "int4-g128-int8, 4.0625", "bitmod-fp3, 3.078125", "bitmod-fp4, 4.078125", "nf4-g64-fp32, 4.5"
  })
  void storedBitsCountScalesAndZeroPoints(String name, double bits) {
    BlockFormat format = BlockFormats.named(name);
    assertThat(format.storedBitsPerElement()).isEqualTo(bits);
    assertThat(format.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "mxfp4, 2, 6",
    "mxfp6-e2m3, 2, 7.5",
    "mxfp6-e3m2, 4, 28",
    "mxfp8-e4m3, 8, 448",
    "mxfp8-e5m2, 15, 57344",
    "mxint8, 0, 1.984375"
  })
  void microscalingScalesByThePowerOfTwoOfTheGreatest(
      String name, int greatestExponent, BigDecimal greatest) {
    BlockFormat format = BlockFormats.named(name);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 40; i++) {
      float[] values = values(random, 32);
      EncodedBlocks blocks = format.encode(values, Rounding.NEAREST_EVEN);
      int exponent = Math.getExponent(BlockFormat.greatestMagnitude(values)) - greatestExponent;
      assertThat(blocks.scale(0)).isEqualTo(Math.max(0, exponent + 127));
      BigDecimal scale = ReferenceFormat.powerOfTwo(blocks.scale(0) - 127);
      for (int k = 0; k < values.length; k++) {
        BigDecimal quotient =
            new BigDecimal(values[k]).divide(scale).max(greatest.negate()).min(greatest);
        assertNearest(format, blocks, k, quotient, BigDecimal.ONE);
      }
    }
  }

  /** No other element is nearer to dividend / divisor; where one is as near, this one is even. */
  private static void assertNearest(
      BlockFormat format, EncodedBlocks blocks, int k, BigDecimal dividend, BigDecimal divisor) {
    int offset = blocks.offset(k / format.size());
    BigDecimal distance = distance(format, offset, blocks.code(k), dividend, divisor);
    for (int code = 0; code < 1 << format.element().bits(); code++) {
      if (format.element().classify(code).isFinite()) {
        BigDecimal other = distance(format, offset, code, dividend, divisor);
        int order = other.compareTo(distance);
        boolean isSame =
            format
                    .decodeUnscaled(offset, code)
                    .compareTo(format.decodeUnscaled(offset, blocks.code(k)))
                == 0;
        if (order < 0 || (order == 0 && !isSame && (blocks.code(k) & 1) != 0)) {
          throw new AssertionError(
              "%s/%s: %x, not %x".formatted(dividend, divisor, code, blocks.code(k)));
        }
      }
    }
  }

  private static BigDecimal distance(
      BlockFormat format, int offset, int code, BigDecimal dividend, BigDecimal divisor) {
    return format.decodeUnscaled(offset, code).multiply(divisor).subtract(dividend).abs();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nvfp4", "fp4-ue5m3", "int4-g128-int8", "int3-g32-ue5m3", "fp6-e2m3-g8-ue4m3"})
  void scalesAndElementsAreTheNearestToExactQuotients(String name) {
    BlockFormat format = BlockFormats.named(name);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 60; i++) {
      float[] values = values(random, 4 * format.size());
      EncodedBlocks blocks = format.encode(values, Rounding.NEAREST_EVEN);
      BigDecimal tensor = new BigDecimal(blocks.tensorScale());
      BigDecimal greatestElement = format.element().greatest();
      for (int block = 0; block < blocks.blocks(); block++) {
        BigDecimal greatest = BigDecimal.ZERO;
        for (int k = block * format.size(); k < (block + 1) * format.size(); k++) {
          greatest = greatest.max(new BigDecimal(values[k]).abs());
        }
        BigDecimal wanted = greatest.multiply(tensor);
        BigDecimal scale = format.scale().decode(blocks.scale(block));
        assertNearestScale(format.scale(), blocks.scale(block), wanted, greatestElement);
        for (int k = block * format.size(); k < (block + 1) * format.size(); k++) {
          if (scale.signum() == 0) {
            assertThat(format.element().decode(blocks.code(k))).isZero();
          } else {
            assertNearest(format, blocks, k, new BigDecimal(values[k]).multiply(tensor), scale);
          }
        }
      }
    }
  }

  private static void assertNearestScale(
      NumberFormat format, int pattern, BigDecimal dividend, BigDecimal divisor) {
    BigDecimal distance = format.decode(pattern).multiply(divisor).subtract(dividend).abs();
    for (int other = 0; other < 1 << format.bits(); other++) {
      if (format.classify(other).isFinite()) {
        BigDecimal otherDistance = format.decode(other).multiply(divisor).subtract(dividend).abs();
        int order = otherDistance.compareTo(distance);
        assertThat(order < 0 || (order == 0 && other != pattern && (pattern & 1) != 0)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nvfp4", "int4-g128-int8"})
  void theTensorScaleFillsTheScalesRange(String name) {
    BlockFormat format = BlockFormats.named(name);
    float[] values = new float[format.size()];
    values[3] = -5;
    EncodedBlocks blocks = format.encode(values, Rounding.NEAREST_EVEN);
    float product =
        format.scale().greatest().floatValue() * format.element().greatest().floatValue();
    assertThat(blocks.tensorScale()).isEqualTo(product / 5);
    assertThat(format.scale().decode(blocks.scale(0)))
        .isEqualByComparingTo(format.scale().greatest());
    assertThat(blocks.value(3)).isCloseTo(-5, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uint4-g128-zero", "uint3-g16-bf16-zero", "uint8-g32-int8-zero"})
  void zeroPointsAndElementsAreRoundedExactQuotients(String name) {
    AffineBlockFormat format = (AffineBlockFormat) BlockFormats.named(name);
    SplittableRandom random = new SplittableRandom(6);
    BigDecimal most = format.element().greatest();
    for (int i = 0; i < 100; i++) {
      float[] values = values(random, 2 * format.size());
      EncodedBlocks blocks = format.encode(values, Rounding.NEAREST_EVEN);
      BigDecimal tensor = new BigDecimal(blocks.tensorScale());
      for (int block = 0; block < 2; block++) {
        BigDecimal least = BigDecimal.ZERO;
        BigDecimal greatest = BigDecimal.ZERO;
        for (int k = block * format.size(); k < (block + 1) * format.size(); k++) {
          least = least.min(new BigDecimal(values[k]));
          greatest = greatest.max(new BigDecimal(values[k]));
        }
        BigDecimal range = greatest.subtract(least).multiply(tensor);
        int pattern = blocks.scale(block);
        BigDecimal scale = format.scale().decode(pattern);
        for (int other : new int[] {pattern - 1, pattern + 1}) {
          BigDecimal distance = format.scale().decode(other).multiply(most).subtract(range).abs();
          assertThat(distance).isGreaterThanOrEqualTo(scale.multiply(most).subtract(range).abs());
        }
        if (scale.signum() != 0) {
          BigInteger zero =
              rounded(least.negate().multiply(tensor), scale).min(most.toBigInteger());
          assertThat(blocks.offset(block)).isEqualTo(zero.intValueExact());
          for (int k = block * format.size(); k < (block + 1) * format.size(); k++) {
            BigInteger code =
                rounded(new BigDecimal(values[k]).multiply(tensor), scale)
                    .add(zero)
                    .max(BigInteger.ZERO)
                    .min(most.toBigInteger());
            assertThat(blocks.code(k)).isEqualTo(code.intValueExact());
          }
        }
      }
    }
  }

  /** The quotient to nearest even, from a quotient cut off far behind the point. */
  private static BigInteger rounded(BigDecimal dividend, BigDecimal divisor) {
    BigDecimal[] parts = dividend.divideAndRemainder(divisor);
    int order = parts[1].abs().multiply(BigDecimal.valueOf(2)).compareTo(divisor);
    BigInteger whole = parts[0].setScale(0, RoundingMode.UNNECESSARY).toBigInteger();
    boolean isAway = order > 0 || (order == 0 && whole.testBit(0));
    return isAway ? whole.add(BigInteger.valueOf(dividend.signum())) : whole;
  }

  @Test
  void adaptiveGroupsTakeTheTableOfLeastError() {
    AdaptiveBlockFormat format = new AdaptiveBlockFormat(3);
    SplittableRandom random = new SplittableRandom(8);
    boolean[] taken = new boolean[4];
    for (int i = 0; i < 100; i++) {
      float[] values = values(random, 128);
      EncodedBlocks blocks = format.encode(values, Rounding.NEAREST_EVEN);
      double error = error(blocks, values);
      taken[blocks.offset(0)] = true;
      for (int selector = 0; selector < 4; selector++) {
        NumberFormat table = format.element(selector);
        ScaledBlockFormat fixed =
            new ScaledBlockFormat("fixed", table, new IntegerFormat(8, true), 128, true);
        EncodedBlocks other = fixed.encode(values, blocks.tensorScale(), Rounding.NEAREST_EVEN);
        assertThat(error(other, values)).isGreaterThanOrEqualTo(error * (1 - 1e-12));
      }
    }
    assertThat(taken).containsOnly(true);
  }

  private static double error(EncodedBlocks blocks, float[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double error = values[i] - blocks.value(i);
      sum += error * error;
    }
    return sum;
  }

  /** Of many magnitudes, some of them zero. */
  static float[] values(SplittableRandom random, int count) {
    float[] values = new float[count];
    int spread = random.nextInt(1, 12);
    for (int i = 0; i < count; i++) {
      values[i] =
          random.nextInt(10) == 0
              ? 0
              : (float) Math.scalb(random.nextDouble(-1, 1), random.nextInt(-spread, spread + 1));
    }
    return values;
  }
}
