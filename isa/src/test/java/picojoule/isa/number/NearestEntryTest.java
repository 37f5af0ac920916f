package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches of tables against a look at every entry. */
class NearestEntryTest {

  private static final NumberFormat FP16 = NumberFormats.named("fp16");

  @Property(tries = 2_000)
  void aSearchCountsWhatIsNoGreater(
      @ForAll @Size(max = 40) List<@DoubleRange(min = -1e3, max = 1e3) Double> numbers,
      @ForAll @DoubleRange(min = -2e3, max = 2e3) double value) {
    double[] ascending = numbers.stream().mapToDouble(n -> n).sorted().toArray();
    AscendingSearch search = new AscendingSearch(ascending);
    DoubleStream.concat(Arrays.stream(ascending), DoubleStream.of(value))
        .forEach(
            looked ->
                assertThat(search.atMost(looked))
                    .isEqualTo(Arrays.stream(ascending).filter(n -> n <= looked).count()));
  }

  @ParameterizedTest
  @EnumSource(value = Rounding.Mode.class)
  void groupsOfATableHoldNeighboursOfTheExactQuotient(Rounding.Mode mode) {
    SplittableRandom random = new SplittableRandom(11);
    for (int bits = 1; bits <= 8; bits++) {
      for (int i = 0; i < 1 << (10 - bits); i++) {
        Codebook table = table(bits, random);
        ScaledBlockFormat format = new ScaledBlockFormat("table", table, FP16, 16, false);
        float[] values = new float[16];
        for (int k = 0; k < values.length; k++) {
          // Few bits, so that quotients are entries and middles now and then.
          values[k] = random.nextInt(-32, 33) / 8f;
        }
        values[random.nextInt(16)] = 4;
        Rounding rounding =
            mode == Rounding.Mode.STOCHASTIC ? Rounding.stochastic(i) : Rounding.of(mode);
        EncodedBlocks blocks = format.encode(values, rounding);
        for (int k = 0; k < values.length; k++) {
          assertNeighbour(table, values[k], FP16.decode(blocks.scale(0)), blocks.code(k), mode);
        }
      }
    }
  }

  /** That the entry is allowed: no quotient is formed, entries are multiplied with the scale. */
  private static void assertNeighbour(
      Codebook table, float value, BigDecimal scale, int code, Rounding.Mode mode) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal chosen = table.decode(code).multiply(scale);
    boolean isBeyond =
        exact.compareTo(table.least().multiply(scale)) < 0
            || exact.compareTo(table.greatest().multiply(scale)) > 0;
    for (int other = 0; other < 1 << table.bits(); other++) {
      BigDecimal entry = table.decode(other).multiply(scale);
      switch (mode) {
        case NEAREST_EVEN, NEAREST_AWAY ->
            assertThat(chosen.subtract(exact).abs())
                .isLessThanOrEqualTo(entry.subtract(exact).abs());
        case TOWARD_ZERO, STOCHASTIC -> {
          if (!isBeyond && entry.compareTo(chosen) != 0) {
            boolean isBetween =
                entry.subtract(chosen).signum() * exact.subtract(entry).signum() > 0;
            assertThat(isBetween).as("%s in %s", entry, table).isFalse();
            assertThat(entry).isNotEqualByComparingTo(exact);
          }
        }
      }
    }
    if (mode == Rounding.Mode.TOWARD_ZERO && !isBeyond) {
      assertThat(exact.subtract(chosen).signum() * exact.signum())
          .as("%s became %s in %s", exact, chosen, table)
          .isNotNegative();
    }
  }

  /** A table with entries of few bits, one of which is the magnitude that groups scale to. */
  private static Codebook table(int bits, SplittableRandom random) {
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < 1 << bits; i++) {
      values.add(random.nextInt(-64, 65) / 16f);
    }
    values.set(0, 4f);
    return new Codebook("random", values);
  }
}
