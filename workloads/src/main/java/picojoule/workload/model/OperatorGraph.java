package picojoule.workload.model;

import java.util.List;
import java.util.function.ToLongFunction;
import picojoule.isa.OperationKind;
import picojoule.workload.quantization.KeyValueFormat;

/**
 * A quantized model in one phase: what the compiler lowers.
 *
 * @param model whose operators these are
 * @param phase in which
 * @param keyValues how the KV cache is stored
 * @param blocks in order
 */
public record OperatorGraph(
    DecoderModel model, Phase phase, KeyValueFormat keyValues, List<Block> blocks) {

  public OperatorGraph {
    blocks = List.copyOf(blocks);
  }

  /** Multiply-accumulates of the whole step. */
  public long macs() {
    return sum(Operator::macs);
  }

  /**
   * Bytes of weights, gains, scales and zero points that one step reads; rows of the embedding are
   * not among them.
   */
  public long streamedWeightBytes() {
    return sum(
        operator -> operator.kind() == OperationKind.EMBEDDING ? 0 : operator.parameterBytes());
  }

  /**
   * Bytes of all stored parameters, the embedding among them; a tied embedding counts once, as the
   * LM head.
   */
  public long storedWeightBytes() {
    return sum(
        operator ->
            operator.kind() == OperationKind.EMBEDDING && model.tiedEmbeddings()
                ? 0
                : operator.parameterBytes());
  }

  /** Bytes of one token's keys and values in all layers. */
  public long keyValueBytesPerToken() {
    return 2L * model.layers() * model.keyValueHeads() * keyValues.rowBytes(model.headDimension());
  }

  private long sum(ToLongFunction<Operator> quantity) {
    long sum = 0;
    for (Block block : blocks) {
      for (Operator operator : block.operators()) {
        sum = Math.addExact(sum, block.repetitions() * quantity.applyAsLong(operator));
      }
    }
    return sum;
  }
}
