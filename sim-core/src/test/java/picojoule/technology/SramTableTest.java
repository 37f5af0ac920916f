package picojoule.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;

class SramTableTest {

  private static final String TABLE =
      """
      source: a table
      macros:
        - {capacity: 4 KiB, word-bits: 64, read: 1 pJ, write: 2 pJ, leakage: 3 mW, area: 100 um2, cycle: 0.5 ns}
        - {capacity: 1 KiB, word-bits: 64, read: 0.25 pJ, write: 1 pJ, leakage: 1 mW, area: 25 um2, cycle: 0.25 ns}
        - {capacity: 4 KiB, word-bits: 128, read: 9 pJ, write: 9 pJ, leakage: 9 mW, area: 900 um2, cycle: 0.9 ns}
      """;

  private final SramTable table = read(TABLE);

  @Test
  void aTabulatedMacroIsItsRow() {
    assertThat(table.macro(4096, 64)).isEqualTo(new SramTable.Macro(4096, 64, 1, 2, 3, 100, 0.5));
    assertThat(table.source()).isEqualTo("a table");
  }

  @Test
  void betweenTwoRowsOfItsWidthAPriceFollowsThePowerLawThroughBoth() {
    // Half way in octaves: the geometric mean of both rows, whatever stands at other widths.
    SramTable.Macro macro = table.macro(2048, 64);
    assertThat(macro.readPicojoules()).isCloseTo(0.5, within(1e-12));
    assertThat(macro.writePicojoules()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(macro.leakageMilliwatts()).isCloseTo(Math.sqrt(3), within(1e-12));
    assertThat(macro.areaSquareMicrometres()).isCloseTo(50, within(1e-12));
    assertThat(macro.capacityBytes()).isEqualTo(2048);
  }

  @Test
  void outsideItsRowsThereIsNoPrice() {
    for (long capacity : new long[] {512, 8192}) {
      assertThatThrownBy(() -> table.macro(capacity, 64))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(
              "no macro of " + capacity + " B with words of 64 bits; there is 1024 B");
    }
    assertThatThrownBy(() -> table.macro(4096, 32)).isInstanceOf(BadInputException.class);
  }

  @Test
  void aRowWithoutUnitIsRefused() {
    assertThatThrownBy(() -> read(TABLE.replace("read: 1 pJ", "read: 1")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("read: '1' has no unit");
  }

  private static SramTable read(String yaml) {
    Section section = ConfigFile.read("table.yaml", new StringReader(yaml));
    return SramTable.read(section);
  }
}
