package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables, against a look at every entry. */
class CodebookTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nf4", "binary", "ternary", "odd1", "odd3", "odd8", "pot2", "pot4", "pot6", "fp3-er+",
        "fp3-ea-", "fp4-er-", "fp4-ea+"
      })
  void tablesRoundToTheNearestEntry(String name) {
    Codebook format = (Codebook) NumberFormats.named(name);
    SplittableRandom random = new SplittableRandom(3);
    float reach = 1.5f * format.least().abs().max(format.greatest()).floatValue();
    for (int i = 0; i < 2_000; i++) {
      // Coarse steps, so that ties happen.
      float value = reach * random.nextInt(-96, 97) / 96f;
      long expected = nearest(format, new BigDecimal(value));
      assertThat(format.encode(value, Rounding.NEAREST_EVEN)).as("%s", value).isEqualTo(expected);
      assertThat(format.encode(new BigDecimal(value))).as("%s", value).isEqualTo(expected);
    }
    for (long pattern = 0; pattern < 1L << format.bits(); pattern++) {
      assertThat(format.decode(pattern))
          .isEqualByComparingTo(new BigDecimal(format.value(pattern)));
      assertThat(format.decode(format.encode(format.decode(pattern))))
          .isEqualByComparingTo(format.decode(pattern));
    }
  }

  private static long nearest(Codebook format, BigDecimal value) {
    long best = 0;
    for (long pattern = 1; pattern < 1L << format.bits(); pattern++) {
      int closer = distance(format, pattern, value).compareTo(distance(format, best, value));
      boolean isOther = format.value(pattern) != format.value(best);
      if (closer < 0 || (closer == 0 && isOther && isPreferred(format, pattern, best))) {
        best = pattern;
      }
    }
    return best;
  }

  private static BigDecimal distance(Codebook format, long pattern, BigDecimal value) {
    return format.decode(pattern).subtract(value).abs();
  }

  private static boolean isPreferred(Codebook format, long pattern, long other) {
    if ((pattern & 1) != (other & 1)) {
      return (pattern & 1) == 0;
    }
    float magnitude = Math.abs(format.value(pattern));
    float otherMagnitude = Math.abs(format.value(other));
    return magnitude == otherMagnitude ? format.value(pattern) > 0 : magnitude < otherMagnitude;
  }

  @Test
  void reinterpretedIntegersAreTheSymmetricOddOnes() {
    for (int bits = 1; bits <= 8; bits++) {
      Codebook odd = Codebooks.odd(bits);
      for (int q = 0; q < 1 << bits; q++) {
        assertThat(odd.value(q)).isEqualTo(2 * q - ((1 << bits) - 1));
      }
    }
  }
}
