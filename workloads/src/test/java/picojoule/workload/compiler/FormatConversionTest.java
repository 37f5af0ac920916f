package picojoule.workload.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Instruction.Vector;
import picojoule.isa.Program;
import picojoule.isa.Target;
import picojoule.isa.VectorOperation;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.KeyValueFormat;
import picojoule.workload.quantization.RowFormat;
import picojoule.workload.quantization.WeightFormat;

/** What the vector unit does where formats change, in a model of one layer and one head. */
class FormatConversionTest {

  private static final int CONTEXT = 20;
  private static final IntegerFormat INT8 = new IntegerFormat(8, true);
  private static final RowFormat PLAIN = RowFormat.of(INT8);
  private static final RowFormat BLOCKS = new RowFormat(INT8, 8, 8 * 8 + 8);
  private static final WeightFormat WEIGHTS = new WeightFormat(INT8, 16, 16, 0);

  @Test
  void onlyKeysAndValuesAreQuantizedWhereActivationsHaveNoBlocks() {
    Program program = program(PLAIN, new KeyValueFormat(INT8, 16));
    assertThat(columns(program, VectorOperation.QUANTIZE)).containsExactly(32L, 32L);
    assertThat(columns(program, VectorOperation.MULTIPLY)).isEmpty();
  }

  @Test
  void keysWithoutScalesAreConvertedInOnePass() {
    RowFormat half = RowFormat.of(NumberFormats.named("fp16"));
    Program plain = program(PLAIN, new KeyValueFormat(half, 0));
    Program scaled = program(PLAIN, new KeyValueFormat(half, 16));
    assertThat(columns(plain, VectorOperation.QUANTIZE)).isEmpty();
    assertThat(columns(plain, VectorOperation.COPY))
        .hasSize(columns(scaled, VectorOperation.COPY).size() + 2);
  }

  @Test
  void blocksOfActivationsAreQuantizedWhereTheyAreMade() {
    Program program = program(BLOCKS, new KeyValueFormat(INT8, 16));
    assertThat(columns(program, VectorOperation.QUANTIZE))
        .as("norm, query, key, value, probabilities, attended, norm, gated, norm")
        .containsExactly(64L, 32L, 32L, 32L, (long) CONTEXT, 32L, 64L, 128L, 64L);
  }

  @Test
  void eachBlockOfValuesHasProbabilitiesAndATileOfItsOwn() {
    Program program = program(PLAIN, new KeyValueFormat(BLOCKS, 0));
    List<Vector> scaled =
        vectors(program).stream().filter(v -> v.operation() == VectorOperation.MULTIPLY).toList();
    assertThat(scaled).hasSize(1);
    assertThat(scaled.get(0).rows()).isEqualTo(4);
    assertThat(scaled.get(0).columns()).isEqualTo(CONTEXT);
    assertThat(matrices(program)).filteredOn(m -> m.n() == 8 && m.k() == CONTEXT).hasSize(1);
    // Keys have their blocks along the reduction.
    assertThat(matrices(program))
        .filteredOn(m -> m.n() == CONTEXT)
        .extracting(Matrix::group)
        .containsExactly(8L);
  }

  @Test
  void theShorterOfGroupAndBlockIsWhatAScaleIsAppliedTo() {
    assertThat(projectionGroups(PLAIN)).containsOnly(16L);
    assertThat(projectionGroups(BLOCKS)).containsOnly(8L);
    assertThat(projectionGroups(new RowFormat(INT8, 32, 32 * 8 + 8))).containsOnly(16L);
  }

  private static List<Long> projectionGroups(RowFormat activations) {
    return matrices(program(activations, new KeyValueFormat(INT8, 16))).stream()
        .filter(m -> m.n() != CONTEXT && m.k() != CONTEXT)
        .map(Matrix::group)
        .toList();
  }

  private static List<Long> columns(Program program, VectorOperation operation) {
    return vectors(program).stream()
        .filter(vector -> vector.operation() == operation)
        .map(Vector::columns)
        .toList();
  }

  private static List<Vector> vectors(Program program) {
    return program.instructions().stream()
        .filter(Vector.class::isInstance)
        .map(Vector.class::cast)
        .toList();
  }

  private static List<Matrix> matrices(Program program) {
    return program.instructions().stream()
        .filter(Matrix.class::isInstance)
        .map(Matrix.class::cast)
        .toList();
  }

  private static Program program(RowFormat activations, KeyValueFormat keyValues) {
    DecoderModel model = new DecoderModel("m", 1, 64, 128, 1, 1, 32, 100, false, 16);
    Target target = new Target("t", 8, 8, "ws", "mac", 1 << 14, 1 << 16, 1 << 14, 4, 1 << 24, 64);
    return Compiler.compile(
        DecoderGraph.of(
            model,
            new OperandFormats(WEIGHTS, activations, Optional.empty(), keyValues).recipe(),
            Phase.decode(1, CONTEXT)),
        target);
  }
}
