package picojoule.technology.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picojoule.config.ConfigFile;
import picojoule.technology.design.DatapathDesign;

/** Our areas beside synthesized ones, Yosys and ABC with full-adder cells kept, Nangate 45 nm. */
class SynthesisAnchorsTest {

  private static final Path ROOT = Path.of(System.getProperty("picojoule.root", ".."));

  /** Leading-zero counters of more than 8 bits are the one block that is not within 10 %. */
  private static final Set<String> KNOWN_GAPS = Set.of("lzc_16", "lzc_28");

  private static final CellLibrary NANGATE =
      CellLibrary.read(ConfigFile.read(ROOT.resolve("configs/cells/nangate45.yaml")));

  @Test
  void areasAreWithinTenPercentOfSynthesisAndFiveOnTheMean() throws IOException {
    Map<String, Double> differences = new LinkedHashMap<>();
    for (Map.Entry<String, Double> anchor : anchors().entrySet()) {
      differences.put(anchor.getKey(), area(anchor.getKey()) / anchor.getValue() - 1);
    }
    assertThat(differences).hasSize(106);
    differences.forEach(
        (design, difference) ->
            assertThat(Math.abs(difference))
                .as(design + " %s", difference)
                .matches(
                    gap -> KNOWN_GAPS.contains(design) ? gap > 0.10 && gap < 0.16 : gap < 0.10));
    assertThat(differences.values().stream().mapToDouble(Math::abs).average().orElseThrow())
        .isLessThan(0.03);
  }

  @Test
  void ratiosOfShiftAddAndTablesToTheMacAreTheSynthesizedOnes() throws IOException {
    Map<String, Double> anchors = anchors();
    // No plain INT8 MAC was synthesized; the output-stationary element is one with pass-through.
    String mac = "dpeos_8x8_32_rc";
    for (String design : new String[] {"sa_par_8x4_32", "lut_lane_int8_20", "dmac_8x4_32_rc"}) {
      assertThat(area(design) / area(mac))
          .as(design)
          .isCloseTo(anchors.get(design) / anchors.get(mac), within(0.025));
    }
  }

  @Test
  void blocksSumToTheTotal() {
    for (String design : new String[] {"fmac_acc_fp16_fp32", "sa_serial_8x4_32", "posit4_mac_24"}) {
      CircuitCost cost = CircuitCost.of(DatapathDesign.circuit(design), NANGATE, 1);
      double area = 0;
      double energy = 0;
      for (BlockCost block : cost.blocks().values()) {
        area += block.areaSquareMicrometres();
        energy += block.energyPicojoules();
      }
      assertThat(area / cost.total().areaSquareMicrometres()).isCloseTo(1, within(1e-12));
      assertThat(energy / cost.total().energyPicojoules()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void halfTheWidthCostsNoMore() {
    for (String form : new String[] {"adder_%d", "dmul_%dx%<d", "sa_par_%dx%<d_64", "lzc_%d"}) {
      for (int width = 4; width <= 16; width *= 2) {
        BlockCost half = cost(String.format(form, width));
        BlockCost whole = cost(String.format(form, 2 * width));
        assertThat(half.areaSquareMicrometres()).isLessThan(whole.areaSquareMicrometres());
        assertThat(half.energyPicojoules()).isLessThan(whole.energyPicojoules());
      }
    }
  }

  @Test
  void aSmallerNodeIsSmallerAndSavesEnergy() {
    NodeScaling scaling =
        NodeScaling.read(ConfigFile.read(ROOT.resolve("configs/node-scaling.yaml")));
    double area = Double.MAX_VALUE;
    double energy = Double.MAX_VALUE;
    for (double node : new double[] {65, 45, 32, 28, 20, 16, 14, 10, 7}) {
      CellLibrary cells = scaling.apply(NANGATE, node, scaling.nominalVoltage(node));
      BlockCost cost = CircuitCost.of(DatapathDesign.circuit("adder_8"), cells, 1).total();
      assertThat(cost.areaSquareMicrometres()).isLessThan(area);
      assertThat(cost.energyPicojoules()).isLessThan(energy);
      area = cost.areaSquareMicrometres();
      energy = cost.energyPicojoules();
    }
  }

  private static BlockCost cost(String design) {
    return CircuitCost.of(DatapathDesign.circuit(design), NANGATE, 1).total();
  }

  private static double area(String design) {
    return cost(design).areaSquareMicrometres();
  }

  private static Map<String, Double> anchors() throws IOException {
    Map<String, Double> anchors = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/cost/synthesis.csv"))) {
      String[] cells = line.split(",", -1);
      if (!cells[0].equals("library")) {
        anchors.put(cells[2], Double.valueOf(cells[4]));
      }
    }
    return anchors;
  }
}
