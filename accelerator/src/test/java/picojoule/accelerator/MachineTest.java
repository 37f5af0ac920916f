package picojoule.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static picojoule.accelerator.TestMachines.INT8;
import static picojoule.accelerator.TestMachines.load;
import static picojoule.accelerator.TestMachines.machine;
import static picojoule.accelerator.TestMachines.program;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import picojoule.config.BadInputException;
import picojoule.isa.GemmShape;
import picojoule.isa.Instruction;
import picojoule.isa.Instruction.Layer;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Operand;
import picojoule.isa.Operation;
import picojoule.isa.OperationKind;
import picojoule.isa.Program;
import picojoule.isa.Token;
import picojoule.isa.VectorOperation;
import picojoule.isa.number.IntegerFormat;
import picojoule.sim.EventQueue;
import picojoule.sim.SameTickOrder;
import picojoule.sim.Timeline;
import picojoule.workload.compiler.Compiler;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.OperatorGraph;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.KeyValueFormat;
import picojoule.workload.quantization.Precision;
import picojoule.workload.quantization.Recipe;
import picojoule.workload.quantization.WeightFormat;

class MachineTest {

  private static final IntegerFormat UINT4 = new IntegerFormat(4, false);
  private static final int GROUP = 16;

  /** A small model in a phase, with weights of some width, on a machine with some settings. */
  record Case(DecoderModel model, Phase phase, boolean narrow, List<String> settings) {
    MachineSpec spec() {
      return machine(settings);
    }

    OperatorGraph graph() {
      Precision precision =
          new Precision(
              narrow ? new WeightFormat(UINT4, GROUP, 16, 4) : new WeightFormat(INT8, 0, 16, 0),
              INT8,
              new IntegerFormat(32, true));
      return DecoderGraph.of(
          model,
          new Recipe("test", "test", precision, new KeyValueFormat(INT8, 16), List.of()),
          phase);
    }
  }

  @Property(tries = 60)
  void aRunDoesTheWorkOfTheModelAndReadsItsWeightsOnce(@ForAll("cases") Case point) {
    MachineSpec spec = point.spec();
    RunReport report = new Machine(spec).run(Compiler.compile(point.graph(), spec.target()));
    assertThat(report.macs()).isEqualTo(point.graph().macs());
    assertThat(report.bytesRead().get(Operand.WEIGHTS))
        .isGreaterThanOrEqualTo(point.graph().streamedWeightBytes());
    assertThat(report.operations()).allMatch(row -> row.spanOverBound() >= 1 - 1e-9);
    double latencies =
        report.operations().stream().mapToDouble(OperationReport::latencyCycles).sum();
    assertThat(latencies).isBetween(report.cycles() - 1.0, report.cycles() + 1e-6);
    double parts = report.energy().stream().mapToDouble(EnergyRow::picojoules).sum();
    assertThat(parts).isEqualTo(report.picojoules());
  }

  @Property(tries = 40)
  void theOrderOfSimultaneousEventsChangesNothing(@ForAll("cases") Case point, @ForAll long seed) {
    MachineSpec spec = point.spec();
    Program program = Compiler.compile(point.graph(), spec.target());
    RunReport expected = new Machine(spec).run(program);
    RunReport shuffled =
        new Machine(spec).run(program, new EventQueue(SameTickOrder.shuffled(seed)), Timeline.OFF);
    assertThat(shuffled).isEqualTo(expected);
  }

  @Test
  void aProgramThatWaitsForNothingIsAStandstillNotAResult() {
    MachineSpec spec = machine(List.of());
    Matrix tile = new Matrix(Token.WEIGHTS_READY.mask(), 0, 1, 8, 8, 8, INT8, INT8, false);
    Program program = program(spec, 1, 8, 8, List.of(new Layer(0, 0), tile));
    assertThatThrownBy(() -> new Machine(spec).run(program))
        .isInstanceOf(BrokenInvariantException.class)
        .hasMessageContaining("standstill")
        .hasMessageContaining("matrix at 'matrix waits=weights-ready signals=-");
  }

  @Test
  void aProgramThatDoesLessThanItDeclaresIsRefused() {
    MachineSpec spec = machine(List.of());
    Matrix tile = new Matrix(0, 0, 7, 40, 63, 63, INT8, INT8, false);
    Program program = program(spec, 7, 40, 64, List.of(new Layer(0, 0), tile));
    assertThatThrownBy(() -> new Machine(spec).run(program))
        .isInstanceOf(BrokenInvariantException.class)
        .hasMessageContaining("MACs are not conserved: 17920 expected, 17640 counted");
  }

  @Test
  void aProgramForAnotherMachineSaysWhatDiffers() {
    Program program = program(machine(List.of("array.rows=16")), 1, 1, 1, List.of());
    assertThatThrownBy(() -> new Machine(machine(List.of())).run(program))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("rows 16 against 32");
  }

  @Test
  void aProgramThatTheMachineCannotCarryOutIsRefusedBeforeItRuns() {
    MachineSpec spec = machine(List.of());
    Layer layer = new Layer(0, 0);
    assertRefused(spec, List.of(new Layer(1, 0)), "there is no operation 1");
    assertRefused(spec, List.of(new Instruction.Loop(3), new Layer(0, 1)), "no operation 2");
    assertRefused(spec, List.of(new Instruction.Address(200, 0)), "no address register 200");
    assertRefused(spec, List.of(layer, load(0, 1L << 40)), "beyond the memory");
    assertRefused(spec, List.of(layer, load(0, 0)), "moves nothing");
    assertRefused(
        spec, List.of(new Instruction.Address(0, -8), layer, load(0, 8)), "reaches from -8");
    assertRefused(
        spec, List.of(layer, load(Token.RESULTS_READY.mask(), 8)), "cannot wait for results-ready");
    assertRefused(
        spec,
        List.of(layer, new Matrix(0, 0, 0, 1, 1, 1, INT8, INT8, false)),
        "m, n and k are from 1");
    assertRefused(
        spec,
        List.of(new Instruction.Loop(1L << 31), new Instruction.Loop(1L << 31)),
        "longer than anybody waits");
  }

  private static void assertRefused(MachineSpec spec, List<Instruction> instructions, String line) {
    List<Instruction> closed = new ArrayList<>(instructions);
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.Loop) {
        closed.add(new Instruction.EndLoop());
      }
    }
    Program program = program(spec, 1, 1, 1, closed);
    assertThatThrownBy(() -> new Machine(spec).run(program))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line);
  }

  @Test
  void theDmaPortMovesItsBytesPerCycleAlsoAfterAPause() {
    Instruction pause =
        new Instruction.Vector(0, Token.OPERAND_FREE.mask(), VectorOperation.COPY, 1, 64 * 100_000);
    List<Instruction> instructions =
        List.of(new Layer(0, 0), load(0, 65_536), pause, load(Token.OPERAND_FREE.mask(), 65_536));
    MachineSpec narrow = machine(List.of("dma.width=1 B"));
    Operation operation =
        new Operation(
            "loads", OperationKind.NORM, new GemmShape(1, 1, 1), 1, INT8, INT8, 131_072, 0, 0, 0);
    RunReport report =
        new Machine(narrow).run(new Program(narrow.target(), List.of(operation), instructions));
    assertThat(report.cycles()).isGreaterThanOrEqualTo(100_000 + 65_536);
  }

  @Test
  void formatsThatThePesCannotMultiplyAreRefusedWithAList() {
    MachineSpec spec = machine(List.of());
    Matrix tile = new Matrix(0, 0, 1, 1, 1, 1, new IntegerFormat(16, true), INT8, false);
    Program program = program(spec, 1, 1, 1, List.of(new Layer(0, 0), tile));
    assertThatThrownBy(() -> new Machine(spec).run(program))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("matrix waits=- signals=- m=1");
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<DecoderModel> models =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, 6),
                Arbitraries.integers().between(1, 9),
                Arbitraries.integers().between(1, 2),
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(16, 32))
            .as(
                (layers, hidden, intermediate, keyValueHeads, sharing, headDimension) ->
                    new DecoderModel(
                        "small",
                        layers,
                        hidden * 2 * GROUP,
                        intermediate * 2 * GROUP,
                        keyValueHeads * sharing,
                        keyValueHeads,
                        headDimension,
                        200,
                        false,
                        16));
    Arbitrary<Phase> phases =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, 40))
            .as(
                (prefill, batch, length) ->
                    prefill ? Phase.prefill(batch, length) : Phase.decode(batch, length));
    Arbitrary<List<String>> settings =
        Combinators.combine(
                Arbitraries.of(8, 16, 32),
                Arbitraries.of("ws", "os", "is"),
                Arbitraries.of("none", "double-buffered", "wavefront", "pipelined"),
                Arbitraries.of("mac", "shift-add"),
                Arbitraries.of("16 KiB", "64 KiB"),
                Arbitraries.of(1, 2, 16),
                Arbitraries.of(1, 3, 32),
                Arbitraries.of("1 GHz", "500 MHz", "1.07 GHz"))
            .as(
                (side, dataflow, overlap, element, weights, outstanding, depth, clock) ->
                    List.of(
                        "array.rows=" + side,
                        "array.columns=" + side,
                        "array.dataflow=" + dataflow,
                        "array.overlap=" + overlap,
                        "array.processing-element=" + element,
                        "buffers.weights.capacity=" + weights,
                        "buffers.weights.banks=4",
                        "buffers.activations.capacity=64 KiB",
                        "buffers.activations.banks=8",
                        "dma.outstanding=" + outstanding,
                        "sequencer.queue-depth=" + depth,
                        "clock=" + clock));
    Arbitrary<List<String>> options =
        Combinators.combine(
                Arbitraries.of("skewed", "broadcast"),
                Arbitraries.of(1, 2),
                Arbitraries.of("bank", "buffer"),
                Arbitraries.of("accumulator", "int8"),
                Arbitraries.of(0, 7))
            .as(
                (delivery, tiles, place, format, switchCycles) ->
                    List.of(
                        "array.delivery=" + delivery,
                        "array.grid.rows=" + tiles,
                        "array.partial-sums.place=" + place,
                        "array.partial-sums.format=" + format,
                        "array.element.switch-cycles=" + switchCycles));
    Arbitrary<List<String>> all =
        Combinators.combine(settings, options)
            .as((some, others) -> Stream.concat(some.stream(), others.stream()).toList());
    return Combinators.combine(models, phases, Arbitraries.of(true, false), all).as(Case::new);
  }
}
