package picojoule.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static picojoule.accelerator.TestMachines.INT8;
import static picojoule.accelerator.TestMachines.load;
import static picojoule.accelerator.TestMachines.machine;
import static picojoule.accelerator.TestMachines.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.isa.GemmShape;
import picojoule.isa.Instruction;
import picojoule.isa.Instruction.Layer;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Operation;
import picojoule.isa.OperationKind;
import picojoule.isa.Program;
import picojoule.isa.VectorOperation;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.energy.DramActivity;
import picojoule.memory.dram.transfer.DramStatistics;

/** What a run counts for its energy. */
class PricingTest {

  @ParameterizedTest
  @CsvSource({
    // 40 columns, each with two folds of 32 rows: row i is i hops from the edge; 8 bits.
    "ws, mac, 2 * 40 * 496 * 8",
    // Rows and columns exchanged: 7 tokens, 8 bits of an activation.
    "is, mac, 2 * 7 * 496 * 8",
    // 64 steps; weights go down past the 7 tokens' results: 6 hops.
    "os, mac, 64 * 40 * 6 * 8",
    // Four bits a step, and two steps a weight.
    "ws, shift-add, 4 * 40 * 496 * 4",
  })
  void whatIsPassedOnBesideTheStepsIsPriced(String dataflow, String element, String product) {
    MachineSpec spec =
        machine(List.of("array.dataflow=" + dataflow, "array.processing-element=" + element));
    Matrix tile = new Matrix(0, 0, 7, 40, 64, 64, INT8, INT8, false);
    RunReport report =
        new Machine(spec).run(program(spec, 7, 40, 64, List.of(new Layer(0, 0), tile)));
    double bits = 1;
    for (String factor : product.split(" \\* ", -1)) {
      bits *= Integer.parseInt(factor);
    }
    EnergyRow shifted = energy(report, "pe." + element, "shift-bit");
    assertThat(shifted.count()).isEqualTo(bits);
    assertThat(shifted.picojoulesEach()).isEqualTo(0.0097);
  }

  @Test
  void aSoftmaxReadsItsScoresInEachPass() {
    MachineSpec spec = machine(List.of());
    Instruction softmax = new Instruction.Vector(0, 0, VectorOperation.SOFTMAX, 4, 1024);
    RunReport report =
        new Machine(spec)
            .run(
                new Program(
                    spec.target(),
                    List.of(
                        new Operation(
                            "softmax",
                            OperationKind.SOFTMAX,
                            new GemmShape(4, 1024, 1),
                            1,
                            INT8,
                            INT8,
                            0,
                            0,
                            0,
                            0)),
                    List.of(new Layer(0, 0), softmax)));
    // Three passes over 32-bit sums, in words of 64 bytes.
    assertThat(energy(report, "accumulator-buffer", "read").count())
        .isEqualTo(3 * 4 * 1024 * 4 / 64.0);
  }

  @Test
  void everyByteBetweenMemoryAndBuffersIsPriced() {
    MachineSpec spec = machine(List.of());
    RunReport report = new Machine(spec).run(loading(spec, 1000));
    assertThat(energy(report, "dma", "transfer-byte").count()).isEqualTo(1000);
  }

  @Test
  void anActionWithoutAPriceIsRefusedBeforeTheRun() throws IOException {
    ConfigFolder configs = ConfigFolder.shipped();
    Path technology = Files.createTempFile("technology", ".yaml");
    try {
      Files.write(
          technology,
          Files.readAllLines(configs.root().resolve("technology/45nm.yaml")).stream()
              .filter(line -> !line.contains("action: transfer-byte"))
              .toList());
      MachineSpec spec = machine(List.of("technology=" + technology));
      assertThatThrownBy(() -> new Machine(spec).run(program(spec, 1, 1, 1, List.of())))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("no price for action 'transfer-byte' of component 'dma'");
    } finally {
      Files.delete(technology);
    }
  }

  /** Commands at the prices of the memory's file, and every rank's standing for the whole run. */
  @Test
  void theDramIsPricedByItsOwnFile() {
    MachineSpec spec = machine(List.of("memory.device=hbm3-6400"));
    RunReport report = new Machine(spec).run(loading(spec, 1 << 20));

    MemorySpec memory = spec.memory().first();
    DramStatistics dram = report.memories().get(0).statistics();
    assertThat(energy(report, "dram", "activate").count())
        .isEqualTo((double) dram.activates())
        .isPositive();
    assertThat(energy(report, "dram", "activate").picojoulesEach()).isEqualTo(909);
    assertThat(energy(report, "dram", "activate").source())
        .isEqualTo("hbm3-6400.yaml, section energy");
    assertThat(energy(report, "dram", "read").count()).isEqualTo((double) dram.readBursts());
    assertThat(energy(report, "dram", "read-interface").count()).isEqualTo(8.0 * (1 << 20));
    double standby =
        energy(report, "dram", "active-standby").count()
            + energy(report, "dram", "idle-standby").count();
    int ranks =
        memory.device().spec().organisation().channels()
            * memory.device().spec().organisation().parts(Level.RANK);
    assertThat(standby / ranks).isCloseTo(report.nanoseconds(), within(10.0));

    double priced = dramEnergy(report);
    double total =
        memory
            .energy()
            .of(DramActivity.of(dram, memory.device().spec(), memory.device().policy().refresh()))
            .total();
    assertThat(priced).isCloseTo(total, within(1e-12 * total));
  }

  @ParameterizedTest
  @CsvSource({"hbm2-2000", "ddr5-4800", "lpddr5x-8533"})
  void anotherMemoryIsAnotherPrice(String device) {
    MachineSpec spec = machine(List.of("memory.device=" + device));
    RunReport report = new Machine(spec).run(loading(spec, 1 << 16));
    assertThat(energy(report, "dram", "read").picojoulesEach()).isEqualTo(price(spec, "read"));
    assertThat(energy(report, "dram", "read-interface").picojoulesEach())
        .isEqualTo(price(spec, "read-interface"));
  }

  private static double price(MachineSpec spec, String key) {
    return spec
        .memory()
        .first()
        .energy()
        .items(new DramActivity(0, 1, 0, 0, 0, 0, 0, 0, 1))
        .stream()
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow()
        .picojoulesEach();
  }

  private static double dramEnergy(RunReport report) {
    return report.energy().stream()
        .filter(row -> row.component().equals("dram"))
        .mapToDouble(EnergyRow::picojoules)
        .sum();
  }

  private static Program loading(MachineSpec spec, int bytes) {
    return new Program(
        spec.target(),
        List.of(
            new Operation(
                "loads",
                OperationKind.NORM,
                new GemmShape(1, 1, 1),
                1,
                INT8,
                INT8,
                bytes,
                0,
                0,
                0)),
        List.of(new Layer(0, 0), load(0, bytes)));
  }

  @Test
  void aMemoryWithoutPricesIsRefused() {
    assertThatThrownBy(() -> machine(List.of("memory.device=ramulator-2.1/HBM2_2000")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("HBM2_2000.yaml: energy: is missing: a machine's DRAM is priced by");
  }

  @Test
  void aTechnologyHasNoPricesOfDram() throws IOException {
    Path technology = Files.createTempFile("technology", ".yaml");
    try {
      Files.writeString(
          technology,
          Files.readString(ConfigFolder.shipped().root().resolve("technology/45nm.yaml"))
              .replace("component: dma, action", "component: dram, action"));
      assertThatThrownBy(() -> machine(List.of("technology=" + technology)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("component: DRAM has no price here");
    } finally {
      Files.delete(technology);
    }
  }

  private static EnergyRow energy(RunReport report, String component, String action) {
    return report.energy().stream()
        .filter(row -> row.component().equals(component) && row.action().equals(action))
        .findFirst()
        .orElseThrow();
  }
}
