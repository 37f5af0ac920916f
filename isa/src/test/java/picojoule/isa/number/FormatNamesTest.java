package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How formats are found, and what is said of those that are none and of values that they lack. */
class FormatNamesTest {

  @ParameterizedTest
  @CsvSource({
    "fp16, fp16-e5m10",
    "bf16, fp16-e8m7",
    "tf32, fp19-e8m10",
    "fp32, fp32-e8m23",
    "'posit(8,0)', posit8_0",
    "fp8-e4m3, fp8_e4m3_ieee",
    "fp6-e3m2, FP6-E3M2-finite"
  })
  void formatsHaveOneNameAndMayHaveOthers(String name, String other) {
    assertThat(NumberFormats.named(other)).isEqualTo(NumberFormats.named(name));
    assertThat(NumberFormats.named(other).name()).isEqualTo(name);
  }

  @Test
  void everyExampleIsFoundByItsOwnName() {
    assertThat(NumberFormats.examples())
        .hasSizeGreaterThan(40)
        .allSatisfy(format -> assertThat(NumberFormats.named(format.name())).isEqualTo(format));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "posit(8,9) | posit(8,9) is impossible: a posit has 2 to 32 bits and an exponent size of 0 to 6",
        "posit(33,2) | posit(33,2) is impossible",
        "posit(1,0) | posit(1,0) is impossible",
        "fp4-e3m2 | a sign, 3 exponent and 2 mantissa bits are 6 bits, not 4",
        "fp8-e1m6 | infinity and NaN need at least 2 exponent bits and 1 mantissa bit",
        "fp16-e12m3 | a float has 1 to 11 exponent bits, not 12",
        "pot7 | a power of two has 2 to 6 bits, not 7",
        "odd9 | a symmetric odd integer has 1 to 8 bits, not 9",
        "e9m0 | an exponent-only format has 2 to 8 bits, not 9",
        "int0 | an integer has 1 to 32 bits, not 0",
      })
  void impossibleFormatsAreRefusedWithWhatExists(String name, String message) {
    assertThatThrownBy(() -> NumberFormats.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("; there is int1 … int32")
        .hasMessageContaining("posit(<N>,<ES>)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp4-e2m1", "int8", "nf4", "ternary"})
  void notANumberIsRefusedWhereThereIsNone(String name) {
    NumberFormat format = NumberFormats.named(name);
    assertThatThrownBy(() -> format.encode(Float.NaN, Rounding.NEAREST_EVEN))
        .hasMessageStartingWith(name + " has no NaN; it holds numbers from ");
    assertThat(format.decode(format.encode(Float.POSITIVE_INFINITY, Rounding.NEAREST_EVEN)))
        .isEqualByComparingTo(format.greatest());
    assertThat(format.decode(format.encode(Float.NEGATIVE_INFINITY, Rounding.NEAREST_EVEN)))
        .isEqualByComparingTo(format.least());
  }

  @Test
  void whatHasNoValueIsNotDecoded() {
    assertThatThrownBy(() -> NumberFormats.named("fp8-e5m2").decode(0x7c))
        .hasMessageContaining("0x7c of fp8-e5m2 has no value: INFINITY");
    assertThatThrownBy(() -> new Posit(8, 0).decode(0x80)).hasMessageContaining("NAR");
  }
}
