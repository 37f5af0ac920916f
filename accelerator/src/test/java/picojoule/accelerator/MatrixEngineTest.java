package picojoule.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static picojoule.accelerator.TestMachines.INT8;
import static picojoule.accelerator.TestMachines.load;
import static picojoule.accelerator.TestMachines.machine;
import static picojoule.accelerator.TestMachines.program;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.isa.GemmShape;
import picojoule.isa.Instruction;
import picojoule.isa.Instruction.Layer;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Operation;
import picojoule.isa.OperationKind;
import picojoule.isa.Program;
import picojoule.isa.Token;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.ElementTiming;

/** Tiles on a machine's array, alone or one after another. */
class MatrixEngineTest {

  private static final IntegerFormat UINT4 = new IntegerFormat(4, false);

  @Test
  void aLoneTileTakesWhatTheArrayTakesAndOneFetch() {
    MachineSpec spec = machine(List.of());
    Matrix tile = new Matrix(0, 0, 7, 40, 64, 64, INT8, INT8, false);
    Program program = program(spec, tile.m(), tile.n(), tile.k(), List.of(new Layer(0, 0), tile));
    long array =
        new ArrayTiming(spec.array().geometry(), spec.array().dataflow(), spec.array().overlap())
            .cycles(7, 40, 64, ElementTiming.ofPasses(1), 64);
    RunReport report = new Machine(spec).run(program);
    assertThat(report.cycles()).isEqualTo(2 + array);
    assertThat(report.stallShares().get(StallCause.SEQUENCER)).isEqualTo(2.0 / (2 + array));
  }

  @Test
  void anotherPairOfFormatsCostsItsSwitchAfterTheDrain() {
    MachineSpec spec = machine(List.of("array.element.switch-cycles=100"));
    Matrix wide = new Matrix(0, 0, 7, 40, 64, 64, INT8, INT8, false);
    Matrix narrow = new Matrix(0, 0, 7, 40, 64, 64, INT8, UINT4, false);
    RunReport same = runTiles(spec, wide, wide, wide);
    RunReport switched = runTiles(spec, wide, narrow, wide);
    assertThat(switched.cycles()).isEqualTo(same.cycles() + 200);
    assertThat(switched.stallShares().get(StallCause.FORMAT_SWITCH))
        .isEqualTo(200.0 / switched.cycles());
    assertThat(same.stallShares().get(StallCause.FORMAT_SWITCH)).isZero();
  }

  @Test
  void partialSumsInFewerBitsMoveFewerBytesAndInABufferOthers() {
    Matrix tile = new Matrix(0, 0, 64, 32, 512, 512, INT8, INT8, false);
    String narrow = "array.partial-sums.format=int8";
    String spill = "array.partial-sums.place=buffer";
    Operation operation =
        new Operation(
            "tile",
            OperationKind.PROJECTION,
            new GemmShape(64, 32, 512),
            1,
            INT8,
            INT8,
            0,
            0,
            0,
            0);
    // 16 folds along K leave 15 partial sums of each output, words of 64 bytes.
    long words = 64 * 32 * 15 / 64;
    assertThat(writes(List.of(), "accumulator-buffer", operation, tile)).isEqualTo(4 * words + 128);
    assertThat(writes(List.of(narrow), "accumulator-buffer", operation, tile))
        .isEqualTo(words + 128);
    assertThat(writes(List.of(narrow, spill), "accumulator-buffer", operation, tile))
        .isEqualTo(128);
    assertThat(writes(List.of(narrow, spill), "activation-buffer", operation, tile))
        .isEqualTo(words);
    assertThat(machine(List.of(narrow, "array.partial-sums.group=3")).target().accumulatorBytes())
        .isEqualTo(4);
    assertThat(
            machine(List.of("array.partial-sums.format=int16", "array.partial-sums.group=4"))
                .target()
                .accumulatorBytes())
        .isEqualTo(8);
  }

  private static long writes(
      List<String> settings, String buffer, Operation operation, Matrix tile) {
    MachineSpec spec = machine(settings);
    RunReport report =
        new Machine(spec)
            .run(new Program(spec.target(), List.of(operation), List.of(new Layer(0, 0), tile)));
    return report.energy().stream()
        .filter(row -> row.component().equals(buffer) && row.action().equals("write"))
        .mapToLong(row -> (long) row.count())
        .sum();
  }

  @Test
  void idealMemoryLeavesTheWorkAndTakesTheWaiting() {
    Instruction load = load(Token.WEIGHTS_FREE.mask(), 65_536);
    MachineSpec real = machine(List.of());
    MachineSpec ideal = machine(List.of("memory.ideal=true", "dma.width=64 KiB"));
    List<Instruction> instructions =
        List.of(new Instruction.Grant(Token.WEIGHTS_FREE, 1), new Layer(0, 0), load);
    Operation operation =
        new Operation(
            "load", OperationKind.NORM, new GemmShape(1, 1, 1), 1, INT8, INT8, 65_536, 0, 0, 0);
    RunReport free =
        new Machine(ideal).run(new Program(ideal.target(), List.of(operation), instructions));
    RunReport paid =
        new Machine(real).run(new Program(real.target(), List.of(operation), instructions));
    // Three fetches and a cycle of the port.
    assertThat(free.cycles()).isEqualTo(4);
    assertThat(paid.cycles()).isGreaterThan(256);
    assertThat(free.dramReadBytes()).isEqualTo(65_536).isEqualTo(paid.dramReadBytes());
    assertThat(free.energy()).noneMatch(row -> row.component().equals("dram"));
  }

  private static RunReport runTiles(MachineSpec spec, Matrix... tiles) {
    List<Instruction> instructions = new ArrayList<>(List.of(new Layer(0, 0)));
    instructions.addAll(List.of(tiles));
    Operation operation =
        new Operation(
            "tiles",
            OperationKind.PROJECTION,
            new GemmShape(7, 40, 64),
            tiles.length,
            INT8,
            INT8,
            0,
            0,
            0,
            0);
    return new Machine(spec).run(new Program(spec.target(), List.of(operation), instructions));
  }

  @ParameterizedTest
  @CsvSource({
    "lut, int8, int4, 4",
    "lut, int8, int2, 2",
    "bit-serial, fp16, int6, 3",
    "simd-posit, 'posit(8,0)', 'posit(8,0)', 1",
    "ternary, int8, ternary, 1",
    "power-of-two, int8, pot4, 1"
  })
  void everyKindOfElementRunsATileInTheTimeOfTheArray(
      String element, String activation, String weight, int interval) {
    NumberFormat activations = NumberFormats.named(activation);
    NumberFormat weights = NumberFormats.named(weight);
    MachineSpec spec =
        machine(
            List.of(
                "array.processing-element=" + element,
                "array.dataflow=os",
                "array.rows=8",
                "array.columns=8",
                "array.delivery=broadcast",
                "array.grid.rows=2",
                "array.grid.columns=2"));
    RunReport report = runTiles(spec, new Matrix(0, 0, 7, 40, 64, 64, activations, weights, false));
    ElementTiming timing = spec.array().element().timing(activations, weights);
    assertThat(timing.interval()).isEqualTo(interval);
    assertThat(report.cycles())
        .isEqualTo(
            2
                + new ArrayTiming(
                        spec.array().geometry(), spec.array().dataflow(), spec.array().overlap())
                    .cycles(7, 40, 64, timing, 64));
  }
}
