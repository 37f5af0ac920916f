package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picojoule.config.BadInputException;

class SweepTableTest {

  @TempDir private Path folder;

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.csv");
    assertThatThrownBy(() -> SweepTable.read(missing))
        .isInstanceOf(BadInputException.class)
        .hasMessage(missing + ": there is no such file; give the CSV of a sweep");
  }

  @Test
  void aMissingColumnIsNamed() throws IOException {
    SweepTable table = SweepTable.read(csv("machine\nmixpe\n"));
    assertThatThrownBy(() -> table.rows().get(0).number("latency_ns"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(table.file() + ": has no column 'latency_ns'");
  }

  @Test
  void whatIsNoNumberIsNamedByFileLineAndColumn() throws IOException {
    SweepTable table = SweepTable.read(csv("machine,latency_ns\na,1\nb,fast\n"));
    assertThatThrownBy(() -> table.rows().get(1).number("latency_ns"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(table.file() + ", line 3, column latency_ns: 'fast' is no number");
  }

  @Test
  void aBlankCellIsNamed() throws IOException {
    SweepTable table = SweepTable.read(csv("machine,latency_ns\na,\n"));
    assertThatThrownBy(() -> table.rows().get(0).number("latency_ns"))
        .hasMessage(table.file() + ", line 2, column latency_ns: is blank");
  }

  @Test
  void zeroIsNotAboveZero() throws IOException {
    SweepTable table = SweepTable.read(csv("machine,latency_ns\na,0\n"));
    assertThat(table.rows().get(0).number("latency_ns")).isZero();
    assertThatThrownBy(() -> table.rows().get(0).positive("latency_ns"))
        .hasMessage(table.file() + ", line 2, column latency_ns: 0 is not above zero");
  }

  @Test
  void aNegativeNumberAndOneOutOfRangeAreRefused() throws IOException {
    SweepTable table = SweepTable.read(csv("a,b,c\n-1,1e999,NaN\n"));
    TableRow row = table.rows().get(0);
    assertThatThrownBy(() -> row.number("a")).hasMessageEndingWith("column a: -1 is negative");
    assertThatThrownBy(() -> row.number("b"))
        .hasMessageEndingWith(
            "column b: 1e999 is beyond what can be drawn; give a number from 1e-12 to 1e+24");
    assertThatThrownBy(() -> row.number("c")).hasMessageEndingWith("column c: 'NaN' is no number");
  }

  @Test
  void aTableWithoutRowsIsRefused() throws IOException {
    Path empty = csv("machine,error\n");
    assertThatThrownBy(() -> SweepTable.read(empty)).hasMessage(empty + ": holds no rows");
  }

  @Test
  void rowsThatFailedAreLeftOut() throws IOException {
    SweepTable table = SweepTable.read(csv("machine,error\na,does not fit\nb,\n"));
    assertThat(table.rows()).hasSize(1);
    assertThat(table.rows().get(0).text("machine")).isEqualTo("b");
  }

  @Test
  void aTableOfFailedRowsIsRefused() throws IOException {
    Path failed = csv("machine,error\na,does not fit\n");
    assertThatThrownBy(() -> SweepTable.read(failed))
        .hasMessage(failed + ": holds no row to draw: all 1 have text in column error");
  }

  @Test
  void aRowOfTheWrongLengthIsNamedByItsLine() throws IOException {
    Path ragged = csv("machine,error\n\"a\nb\",\nc\n");
    assertThatThrownBy(() -> SweepTable.read(ragged))
        .hasMessage(ragged + ", line 4: has 1 cells where the header has 2");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() throws IOException {
    Path twice = csv("machine,machine\na,b\n");
    assertThatThrownBy(() -> SweepTable.read(twice))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(twice + ": cannot be read as CSV: ");
  }

  @Test
  void gridKeysStandBetweenContextAndLatency() throws IOException {
    SweepTable table =
        SweepTable.read(csv("context,dram.channels,clock,latency_cycles\n1,2,3,4\n"));
    assertThat(table.gridKeys()).containsExactly("dram.channels", "clock");
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("sweep.csv"), text);
  }
}
