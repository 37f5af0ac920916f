package picojoule.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

  /** Every unit of every dimension, and its exact size in the base unit. */
  private record Unit(Dimension dimension, String unit, String baseUnits) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit(Dimension.FREQUENCY, "Hz", "1"),
          new Unit(Dimension.FREQUENCY, "kHz", "1000"),
          new Unit(Dimension.FREQUENCY, "MHz", "1000000"),
          new Unit(Dimension.FREQUENCY, "GHz", "1000000000"),
          new Unit(Dimension.TIME, "fs", "1"),
          new Unit(Dimension.TIME, "ps", "1000"),
          new Unit(Dimension.TIME, "ns", "1000000"),
          new Unit(Dimension.TIME, "us", "1000000000"),
          new Unit(Dimension.TIME, "ms", "1000000000000"),
          new Unit(Dimension.TIME, "s", "1000000000000000"),
          new Unit(Dimension.DATA, "B", "1"),
          new Unit(Dimension.DATA, "KiB", "1024"),
          new Unit(Dimension.DATA, "MiB", "1048576"),
          new Unit(Dimension.DATA, "GiB", "1073741824"),
          new Unit(Dimension.DATA, "TiB", "1099511627776"),
          new Unit(Dimension.DATA, "kB", "1000"),
          new Unit(Dimension.DATA, "MB", "1000000"),
          new Unit(Dimension.DATA, "GB", "1000000000"),
          new Unit(Dimension.BANDWIDTH, "B/s", "1"),
          new Unit(Dimension.BANDWIDTH, "MB/s", "1000000"),
          new Unit(Dimension.BANDWIDTH, "GB/s", "1000000000"),
          new Unit(Dimension.BANDWIDTH, "TB/s", "1000000000000"),
          new Unit(Dimension.BANDWIDTH, "GiB/s", "1073741824"),
          new Unit(Dimension.ENERGY, "fJ", "0.001"),
          new Unit(Dimension.ENERGY, "pJ", "1"),
          new Unit(Dimension.ENERGY, "nJ", "1000"),
          new Unit(Dimension.ENERGY, "uJ", "1000000"),
          new Unit(Dimension.ENERGY, "mJ", "1000000000"),
          new Unit(Dimension.ENERGY, "J", "1000000000000"),
          new Unit(Dimension.POWER, "nW", "0.000001"),
          new Unit(Dimension.POWER, "uW", "0.001"),
          new Unit(Dimension.POWER, "mW", "1"),
          new Unit(Dimension.POWER, "W", "1000"),
          new Unit(Dimension.AREA, "um2", "1"),
          new Unit(Dimension.AREA, "mm2", "1000000"),
          new Unit(Dimension.LENGTH, "nm", "1"),
          new Unit(Dimension.LENGTH, "um", "1000"),
          new Unit(Dimension.LENGTH, "mm", "1000000"),
          new Unit(Dimension.VOLTAGE, "mV", "0.001"),
          new Unit(Dimension.VOLTAGE, "V", "1"),
          new Unit(Dimension.CURRENT, "uA", "0.001"),
          new Unit(Dimension.CURRENT, "mA", "1"),
          new Unit(Dimension.CURRENT, "A", "1000"));

  @Property(tries = 500)
  void isExactInEveryUnit(
      @ForAll("numbers") BigDecimal number, @ForAll("units") Unit unit, @ForAll boolean space) {
    String text = number + (space ? " " : "") + unit.unit;
    Quantity quantity = Quantity.parse(text, unit.dimension, "f: k");
    assertThat(quantity.dimension()).isEqualTo(unit.dimension);
    assertThat(quantity.inBaseUnit())
        .isEqualByComparingTo(number.multiply(new BigDecimal(unit.baseUnits)));
  }

  @Property(tries = 50)
  void everyUnitThatADimensionListsIsKnownHere(@ForAll Dimension dimension) {
    List<String> known =
        UNITS.stream().filter(u -> u.dimension == dimension).map(Unit::unit).toList();
    assertThat(Arrays.asList(dimension.units().split(", ")))
        .containsExactlyInAnyOrderElementsOf(known)
        .contains(dimension.baseUnit());
  }

  @ParameterizedTest
  @CsvSource({
    "1.72 GHz, FREQUENCY, 1720000000",
    "+.5 V, VOLTAGE, 0.5",
    "-3 mV, VOLTAGE, -0.003",
    "1e3 B, DATA, 1000",
    "2.5E-1 ns, TIME, 250000",
    "  3.   pJ , ENERGY, 3",
    "0.1 fJ, ENERGY, 0.0001"
  })
  void readsEveryNotationOfANumber(String text, Dimension dimension, BigDecimal expected) {
    assertThat(Quantity.parse(text, dimension, "f: k").inBaseUnit()).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GHz", "fast", "1,5 GHz", "1 2 GHz", "0x10 GHz", "1e999 GHz", "NaN Hz"})
  void refusesWhatIsNoNumber(String text) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Quantity.parse(text, Dimension.FREQUENCY, "f.yaml: clock"))
        .withMessageStartingWith("f.yaml: clock: '" + text + "' is no quantity; give a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 ghz", "1 Ghz", "1 GHZ", "1 ns", "1 %"})
  void refusesAnotherUnitAndListsTheRightOnes(String text) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Quantity.parse(text, Dimension.FREQUENCY, "f.yaml: clock"))
        .withMessage(
            "f.yaml: clock: '%s' in '%s' is no unit here; give one of Hz, kHz, MHz, GHz",
            text.substring(2), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.5", "1e9"})
  void refusesANumberWithoutAUnit(String text) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Quantity.parse(text, Dimension.LENGTH, "f.yaml: node"))
        .withMessage("f.yaml: node: '%s' has no unit; give one of nm, um, mm", text);
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return Combinators.combine(
            Arbitraries.longs().between(-1_000_000_000_000L, 1_000_000_000_000L),
            Arbitraries.integers().between(-6, 20))
        .as(BigDecimal::valueOf);
  }

  @Provide
  Arbitrary<Unit> units() {
    return Arbitraries.of(UNITS);
  }
}
