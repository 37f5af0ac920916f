package picojoule.workload.compiler;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.workload.quantization.KeyValueFormat;
import picojoule.workload.quantization.Precision;
import picojoule.workload.quantization.Recipe;
import picojoule.workload.quantization.RowFormat;
import picojoule.workload.quantization.WeightFormat;

/** Formats of all operands of a model. */
record OperandFormats(
    WeightFormat weights,
    RowFormat activations,
    Optional<RowFormat> attention,
    KeyValueFormat keyValues) {

  private static final IntegerFormat INT8 = new IntegerFormat(8, true);
  private static final NumberFormat FP4 = NumberFormats.named("fp4-e2m1");
  private static final NumberFormat FP16 = NumberFormats.named("fp16");
  private static final NumberFormat INT3 = new IntegerFormat(3, true);

  /** Weights beside INT8. */
  static OperandFormats of(WeightFormat weights) {
    return new OperandFormats(
        weights, RowFormat.of(INT8), Optional.empty(), new KeyValueFormat(INT8, 16));
  }

  /** Scalars and blocks of every width, blocks and groups as long as a number or half of it. */
  static Arbitrary<OperandFormats> any(int group) {
    RowFormat narrowBlocks = blocks(FP4, group);
    return Combinators.combine(
            Arbitraries.of(
                new WeightFormat(new IntegerFormat(4, true), group, 16, 8),
                new WeightFormat(new IntegerFormat(4, false), 0, 16, 4),
                new WeightFormat(INT8, 0, 16, 8),
                new WeightFormat(INT3, group, 8, 2),
                new WeightFormat(INT3, 0, 0, 0),
                new WeightFormat(FP4, group / 2, 8, 0),
                new WeightFormat(FP16, 0, 0, 0)),
            Arbitraries.of(
                RowFormat.of(INT8),
                RowFormat.of(FP16),
                RowFormat.of(FP4),
                RowFormat.of(INT3),
                narrowBlocks),
            Arbitraries.of(
                Optional.<RowFormat>empty(),
                Optional.of(RowFormat.of(FP16)),
                Optional.of(narrowBlocks)),
            Arbitraries.of(
                new KeyValueFormat(INT8, 16),
                new KeyValueFormat(FP16, 0),
                new KeyValueFormat(INT3, 8),
                new KeyValueFormat(blocks(INT8, group), 0),
                new KeyValueFormat(blocks(FP4, group / 2), 0)))
        .as(OperandFormats::new);
  }

  private static RowFormat blocks(NumberFormat codes, int size) {
    return new RowFormat(codes, size, size * codes.bits() + Byte.SIZE);
  }

  Recipe recipe() {
    return new Recipe(
        "test",
        "test",
        new Precision(weights, activations, new IntegerFormat(32, true)),
        keyValues,
        attention,
        List.of());
  }
}
