package picojoule.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;

final class PriceTableTest {

  private static final String ENERGY_ROW =
      "energy:\n"
          + "  - {component: mac, action: int8, energy: 0.2 pJ, node: 45 nm, source: s, basis: "
          + "measured}\n";

  private static final String PART_ROW =
      "parts:\n"
          + "  - {component: mac, area: 282 um2, leakage: 1.5 uW, node: 45 nm, source: s, basis: "
          + "fitted}\n";

  @Test
  void readsPricesInTheUnitsOfTheRecords() throws URISyntaxException {
    Path file = Path.of(PriceTableTest.class.getResource("/technology/prices.yaml").toURI());
    Section section = ConfigFile.read(file);
    PriceTable table = PriceTable.read(section);
    section.rejectUnknownKeys();
    assertThat(table.energy("multiplier", "int8"))
        .isEqualTo(new EnergyPrice(0.25, 45, "made up for this test", Basis.MEASURED));
    assertThat(table.energy("multiplier", "fp16"))
        .isEqualTo(new EnergyPrice(1500, 45, "made up for this test", Basis.SCALED));
    assertThat(table.energy("wire", "idle"))
        .isEqualTo(new EnergyPrice(0, 7, "wires that do not toggle", Basis.ASSUMED));
    assertThat(table.part("multiplier"))
        .isEqualTo(new PartPrice(300, 0.5, 45, "made up for this test", Basis.FITTED));
    assertThat(table.part("buffer"))
        .isEqualTo(new PartPrice(2_000_000, 12_000, 45, "made up for this test", Basis.ASSUMED));
  }

  @Test
  void aMissingPriceNamesComponentAndActionAndIsNeverZero() {
    PriceTable table = PriceTable.read(yaml(ENERGY_ROW + PART_ROW));
    refuses(
        () -> table.energy("mac", "int4"),
        "t.yaml: energy: there is no price for action 'int4' of component 'mac'");
    refuses(
        () -> table.energy("adder", "int8"),
        "t.yaml: energy: there is no price for action 'int8' of component 'adder'");
    refuses(() -> table.part("adder"), "t.yaml: parts: there is no price for component 'adder'");
  }

  @Test
  void aTableMayHoldOnlyOneOfItsLists() {
    assertThat(PriceTable.read(yaml(PART_ROW)).part("mac").areaSquareMicrometres()).isEqualTo(282);
    refuses(
        () -> PriceTable.read(yaml(PART_ROW)).energy("mac", "int8"),
        "t.yaml: energy: there is no price for action 'int8' of component 'mac'");
    assertThat(PriceTable.read(yaml(ENERGY_ROW)).energy("mac", "int8").picojoules()).isEqualTo(0.2);
  }

  @Test
  void refusesASecondPrice() {
    String second = ENERGY_ROW.substring(ENERGY_ROW.indexOf('\n') + 1).replace("0.2", "0.3");
    refuses(
        () -> PriceTable.read(yaml(ENERGY_ROW + second)),
        "t.yaml: energy[1].action: a second price for action 'int8' of component 'mac'");
    String part = PART_ROW.substring(PART_ROW.indexOf('\n') + 1);
    refuses(
        () -> PriceTable.read(yaml(PART_ROW + part)),
        "t.yaml: parts[1].component: a second price for component 'mac'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.2 pJ|-0.2 pJ|t.yaml: energy[0].energy: '-0.2 pJ' is negative",
        "0.2 pJ|0.2|t.yaml: energy[0].energy: '0.2' has no unit; give one of fJ, pJ, nJ, uJ, mJ, J",
        "45 nm|0 nm|t.yaml: energy[0].node: '0 nm' is not above zero",
        "measured|guessed|t.yaml: energy[0].basis: unknown choice 'guessed'; There is: assumed, fitted, measured, scaled",
        "'source: s, '|''|t.yaml: energy[0].source: is missing",
        "'action: int8, '|''|t.yaml: energy[0].action: is missing",
        "'node:'|'notes: x, node:'|t.yaml: energy[0].notes: unknown key 'notes'; did you mean 'node'? There is: action, basis, component, energy, node, source"
      })
  void refusesAWrongEnergyRow(String right, String wrong, String line) {
    refuses(() -> PriceTable.read(yaml(ENERGY_ROW.replace(right, wrong))), line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "282 um2|-1 um2|t.yaml: parts[0].area: '-1 um2' is negative",
        "1.5 uW|-1 uW|t.yaml: parts[0].leakage: '-1 uW' is negative",
        "'leakage: 1.5 uW, '|''|t.yaml: parts[0].leakage: is missing",
        "area|areas|t.yaml: parts[0].area: is missing"
      })
  void refusesAWrongPartRow(String right, String wrong, String line) {
    refuses(() -> PriceTable.read(yaml(PART_ROW.replace(right, wrong))), line);
  }

  private static Section yaml(String text) {
    return ConfigFile.read("t.yaml", new StringReader(text));
  }

  private static void refuses(ThrowingCallable call, String line) {
    assertThatExceptionOfType(BadInputException.class).isThrownBy(call).withMessage("%s", line);
  }
}
