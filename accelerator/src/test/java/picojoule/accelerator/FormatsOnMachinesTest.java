package picojoule.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static picojoule.accelerator.TestMachines.machine;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import picojoule.isa.Operand;
import picojoule.isa.number.BlockFormats;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.workload.compiler.Compiler;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.OperatorGraph;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.KeyValueFormat;
import picojoule.workload.quantization.Precision;
import picojoule.workload.quantization.Recipe;
import picojoule.workload.quantization.RowFormat;
import picojoule.workload.quantization.WeightFormat;

/** Whole models in formats of every kind, on machines whose PEs take them. */
class FormatsOnMachinesTest {

  /**
   * What a kind of PE takes.
   *
   * @param element the PE, and its widest operand where it is not the customary one
   * @param weights of projections, for all of them
   * @param activations of projections
   * @param attention queries and probabilities
   * @param keyValues the KV cache
   */
  record Formats(
      List<String> element,
      WeightFormat weights,
      RowFormat activations,
      RowFormat attention,
      KeyValueFormat keyValues) {

    Recipe recipe() {
      return new Recipe(
          "test",
          "test",
          new Precision(weights, activations, number("fp32")),
          keyValues,
          Optional.of(attention),
          List.of());
    }
  }

  @Property(tries = 30)
  void aRunConservesWhatTheModelStoresInAnyFormat(
      @ForAll("formats") Formats formats,
      @ForAll("phases") Phase phase,
      @ForAll("models") DecoderModel model) {
    MachineSpec spec = machine(formats.element());
    OperatorGraph graph = DecoderGraph.of(model, formats.recipe(), phase);
    RunReport report = new Machine(spec).run(Compiler.compile(graph, spec.target()));
    assertThat(report.macs()).isEqualTo(graph.macs());
    assertThat(report.bytesRead().get(Operand.WEIGHTS))
        .isGreaterThanOrEqualTo(graph.streamedWeightBytes());
    assertThat(report.bytesWritten().get(Operand.KV_CACHE))
        .isEqualTo(graph.keyValueBytesPerToken() * phase.rows());
    assertThat(report.bytesRead().get(Operand.KV_CACHE))
        .isGreaterThanOrEqualTo(graph.keyValueBytesPerToken() * phase.batch() * phase.context());
  }

  @Provide
  Arbitrary<Formats> formats() {
    List<String> half = element("mac", "fp16");
    KeyValueFormat int8Cache = new KeyValueFormat(number("int8"), 16);
    return Arbitraries.of(
        new Formats(
            half, blocks("mxfp4"), rowOfBlocks("mxfp8-e4m3"), row("fp16"), cache("mxfp6-e2m3")),
        new Formats(
            half, blocks("nvfp4"), rowOfBlocks("nvfp4"), rowOfBlocks("nvfp4"), cache("nvfp4")),
        new Formats(
            half,
            blocks("int4-g64"),
            row("bf16"),
            row("fp8-e5m2"),
            new KeyValueFormat(number("fp8-e4m3fn"), 0)),
        new Formats(
            half,
            blocks("uint3-g32-int8-zero"),
            row("fp6-e3m2"),
            rowOfBlocks("mxfp6-e3m2"),
            int8Cache),
        new Formats(
            element("mac", "int8"),
            blocks("mxint8"),
            rowOfBlocks("int4-g16-int8"),
            row("int4"),
            new KeyValueFormat(number("int3"), 8)),
        new Formats(
            element("shift-add", "int8"),
            blocks("uint2-g64-zero"),
            row("int6"),
            row("int8"),
            new KeyValueFormat(number("int4"), 16)),
        new Formats(
            element("lut", "int8"), scalar("odd3", 16), row("int8"), row("int8"), int8Cache),
        new Formats(
            element("bit-serial", "fp16"),
            blocks("bitmod-fp3"),
            row("fp16"),
            row("fp16"),
            new KeyValueFormat(number("int6"), 16)),
        new Formats(
            element("simd-posit", "posit(16,1)"),
            scalar("posit(4,1)", 0),
            row("fp4-e2m1"),
            row("posit(16,1)"),
            new KeyValueFormat(number("posit(16,1)"), 0)),
        new Formats(
            element("ternary", "int8"),
            scalar("binary", 16),
            row("int5"),
            row("int8"),
            new KeyValueFormat(number("ternary"), 16)),
        new Formats(
            element("power-of-two", "int8"),
            scalar("pot3", 16),
            row("int8"),
            row("int8"),
            new KeyValueFormat(number("pot5"), 16)));
  }

  @Provide
  Arbitrary<Phase> phases() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(1, 40))
        .as(
            (prefill, batch, length) ->
                prefill ? Phase.prefill(batch, length) : Phase.decode(batch, length));
  }

  @Provide
  Arbitrary<DecoderModel> models() {
    return Combinators.combine(
            Arbitraries.of(128, 256, 384),
            Arbitraries.of(128, 512),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(64, 128),
            Arbitraries.integers().between(50, 300))
        .as(
            (hidden, intermediate, keyValueHeads, sharing, headDimension, words) ->
                new DecoderModel(
                    "small",
                    2,
                    hidden,
                    intermediate,
                    keyValueHeads * sharing * 2,
                    keyValueHeads * 2,
                    headDimension,
                    words,
                    false,
                    16));
  }

  private static List<String> element(String type, String operand) {
    return List.of(
        "array.processing-element=" + type,
        "array.element.operand=" + operand,
        "array.dataflow=os",
        "array.rows=16",
        "array.columns=16",
        "buffers.weights.capacity=64 KiB",
        "buffers.weights.banks=4",
        "buffers.activations.capacity=128 KiB",
        "buffers.activations.banks=8");
  }

  private static NumberFormat number(String name) {
    return NumberFormats.named(name);
  }

  private static RowFormat row(String name) {
    return RowFormat.of(number(name));
  }

  private static RowFormat rowOfBlocks(String name) {
    return RowFormat.of(BlockFormats.named(name));
  }

  private static KeyValueFormat cache(String blocks) {
    return new KeyValueFormat(rowOfBlocks(blocks), 0);
  }

  private static WeightFormat blocks(String name) {
    return WeightFormat.of(BlockFormats.named(name));
  }

  private static WeightFormat scalar(String name, int scaleBits) {
    return new WeightFormat(number(name), 0, scaleBits, 0);
  }
}
