package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

class AccumulationWidthTest {

  @Test
  void tailsOfTheNormalDistributionAreThoseOfItsTables() {
    // 2Q(x) from tables of the error function's complement.
    assertThat(NormalTail.both(0)).isEqualTo(1);
    assertThat(NormalTail.both(1)).isCloseTo(0.31731050786291410, within(1e-15));
    assertThat(NormalTail.both(2)).isCloseTo(0.04550026389635842, within(1e-15));
    assertThat(NormalTail.both(3)).isCloseTo(0.00269979606326019, within(1e-16));
    assertThat(NormalTail.both(6)).isCloseTo(1.97317529007539e-9, within(1e-22));
    assertThat(NormalTail.both(2.5 - 1e-12)).isCloseTo(NormalTail.both(2.5), within(1e-12));
  }

  /**
   * Sums of random terms that stop once they are swamped. The closed form takes the events of
   * swamping at each term for independent, which is on the safe side.
   */
  @ParameterizedTest
  @CsvSource({"3,16", "4,64", "4,100", "5,256", "5,1024", "6,4096"})
  void aSimulationRetainsAtLeastTheVarianceOfTheClosedFormAndNotMuchMore(
      int mantissaBits, int length) {
    double closed = VarianceRetention.fullSwamping(mantissaBits, length);

    double simulated = simulated(mantissaBits, length, 4_000);

    assertThat(simulated).isBetween(closed - 0.02, closed + 0.2);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 256, 1024})
  void theWidthThatALengthNeedsIsThatOfASimulationOrOneMore(int length) {
    int simulated = 1;
    while (length * (1 - simulated(simulated, length, 4_000)) >= Math.log(50)) {
      simulated++;
    }

    assertThat(AccumulationWidth.mantissaBits(length)).isBetween(simulated, simulated + 1);
  }

  private static double simulated(int mantissaBits, int length, int sums) {
    Random random = new Random(length);
    double limit = Math.scalb(1.0, mantissaBits);
    double terms = 0;
    for (int i = 0; i < sums; i++) {
      double sum = 0;
      int added = 0;
      while (added < length && Math.abs(sum) < limit) {
        sum += random.nextGaussian();
        added++;
      }
      terms += added;
    }
    // Independent terms of unit variance: a sum's variance is the number of terms in it.
    return terms / sums / length;
  }

  @Test
  void longerSumsNeedWiderAccumulators() {
    int last = 0;
    for (int length = 2; length <= 1 << 16; length *= 2) {
      int bits = AccumulationWidth.mantissaBits(length);
      assertThat(bits).isGreaterThanOrEqualTo(last);
      assertThat(isSuitable(bits, length)).isTrue();
      assertThat(bits == 1 || !isSuitable(bits - 1, length)).isTrue();
      last = bits;
    }
    assertThat(VarianceRetention.fullSwamping(20, 1000)).isEqualTo(1);
    assertThat(VarianceRetention.fullSwamping(2, 10_000)).isLessThan(0.5);
  }

  private static boolean isSuitable(int bits, int length) {
    return AccumulationWidth.isSuitable(VarianceRetention.fullSwamping(bits, length), length);
  }

  /**
   * Sums of random terms from which the bits that a sum can not take are cut, until they are
   * swamped: each term counts with its variance less that of what is cut.
   */
  @ParameterizedTest
  @CsvSource({
    "4,2,64",
    "5,5,64",
    "5,5,256",
    "6,5,256",
    "6,5,1024",
    "7,5,1024",
    "8,5,4096",
    "6,2,1024"
  })
  void aSimulationOfTermsThatLoseBitsRetainsTheVarianceOfTheClosedForm(
      int mantissaBits, int termBits, int length) {
    double closed = VarianceRetention.partialSwamping(mantissaBits, termBits, length);

    assertThat(closed).isCloseTo(cut(mantissaBits, termBits, length, 2_000), within(0.05));
  }

  private static double cut(int mantissaBits, int termBits, int length, int sums) {
    Random random = new Random(length);
    double retained = 0;
    for (int i = 0; i < sums; i++) {
      double sum = 0;
      for (int added = 0; added < length && Math.abs(sum) < 1L << mantissaBits; added++) {
        // In units of a term's last bit; a sum of this exponent has a last bit above it.
        long term = Math.round(Math.scalb(random.nextGaussian(), termBits));
        int cutBits = Math.max(0, Math.getExponent(sum) - (mantissaBits - termBits) + 1);
        double lost = Math.scalb((double) (Math.abs(term) % (1L << cutBits)), -termBits);
        sum += Math.scalb((double) term, -termBits);
        retained += 1 - lost * lost;
      }
    }
    return retained / sums / length;
  }

  @Test
  void chunksKeepMoreOfLongSums() {
    for (int length = 1 << 10; length <= 1 << 16; length *= 4) {
      assertThat(VarianceRetention.chunked(8, 5, 64, length))
          .isGreaterThanOrEqualTo(VarianceRetention.partialSwamping(8, 5, length));
      assertThat(AccumulationWidth.mantissaBits(5, 64, length))
          .isLessThan(AccumulationWidth.mantissaBits(5, 0, length));
    }
    // Within a chunk, then chunks of terms of eleven bits, of which the accumulator has eight.
    assertThat(VarianceRetention.chunked(8, 5, 64, 4096))
        .isEqualTo(
            VarianceRetention.partialSwamping(8, 5, 64)
                * VarianceRetention.partialSwamping(8, 8, 64));
    assertThat(VarianceRetention.chunked(8, 5, 0, 4096))
        .isEqualTo(VarianceRetention.partialSwamping(8, 5, 4096));
  }

  @Test
  void productsOfFloatsHaveTheBitsOfBothAndOneMore() {
    NumberFormat e5m2 = NumberFormats.named("fp8-e5m2");
    NumberFormat int8 = NumberFormats.named("int8");
    assertThat(AccumulationWidth.mantissaBits(e5m2, e5m2, 64, 4096))
        .isEqualTo(AccumulationWidth.mantissaBits(5, 64, 4096));
    assertThat(AccumulationWidth.mantissaBits(e5m2, int8, 0, 4096))
        .isEqualTo(AccumulationWidth.mantissaBits(4096));
  }

  @Test
  void aRegisterHoldsTheGreatestSumAndNoNarrowerOneDoes() {
    // 128 x 128 x 1024 is 2^24, one more than a register of 25 bits holds.
    assertThat(bits("int8", "int8", 1024)).isEqualTo(26);
    assertThat(bits("int8", "int8", 1023)).isEqualTo(25);
    assertThat(bits("uint8", "uint4", 1)).isEqualTo(13);
    assertThat(bits("posit(8,0)", "posit(8,0)", 1)).isEqualTo(26);
    // 8 in halves times 127, twice over.
    assertThat(bits("int8", "fp4-ea+", 1)).isEqualTo(12);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VarianceRetention.fullSwamping(0, 5))
        .withMessage(
            "an accumulator has 1 to 52 mantissa bits and a sum at least 1 term, not 0 and 5");
  }

  private static int bits(String activation, String weight, int length) {
    return AccumulationWidth.registerBits(
        NumberFormats.named(activation), NumberFormats.named(weight), length);
  }
}
