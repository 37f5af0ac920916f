package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntegerFormatTest {

  @Property
  void everyPatternOfEveryWidthIsItsTwosComplementValue(
      @ForAll @IntRange(min = 1, max = 32) int bits, @ForAll boolean signed, @ForAll long noise) {
    IntegerFormat format = new IntegerFormat(bits, signed);
    BigInteger pattern = BigInteger.valueOf(noise).mod(BigInteger.TWO.pow(bits));
    boolean negative = signed && pattern.testBit(bits - 1);
    BigInteger value = negative ? pattern.subtract(BigInteger.TWO.pow(bits)) : pattern;
    assertThat(format.decode(noise)).isEqualByComparingTo(new BigDecimal(value));
    assertThat(format.encode(new BigDecimal(value))).isEqualTo(pattern.longValueExact());
  }

  @Property
  void encodingRoundsTiesToEvenAndSaturates(
      @ForAll @IntRange(min = 1, max = 32) int bits,
      @ForAll boolean signed,
      @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int quarters) {
    IntegerFormat format = new IntegerFormat(bits, signed);
    BigDecimal value = BigDecimal.valueOf(quarters).divide(BigDecimal.valueOf(4));
    BigDecimal expected =
        value.setScale(0, RoundingMode.HALF_EVEN).max(format.least()).min(format.greatest());
    assertThat(format.decode(format.encode(value))).isEqualByComparingTo(expected);
  }

  @Test
  void namesAreReadBack() {
    for (int bits = 1; bits <= 32; bits++) {
      for (boolean signed : new boolean[] {true, false}) {
        IntegerFormat format = new IntegerFormat(bits, signed);
        assertThat(NumberFormats.named(format.name())).isEqualTo(format);
      }
    }
  }

  @Test
  void anUnknownNameListsWhatExists() {
    assertThatThrownBy(() -> NumberFormats.named("imt4"))
        .hasMessageStartingWith(
            "unknown number format 'imt4'; there is int1 … int32, uint1 … uint32, binary");
    assertThatThrownBy(() -> NumberFormats.named("int33"))
        .hasMessageContaining("an integer has 1 to 32 bits, not 33");
  }
}
