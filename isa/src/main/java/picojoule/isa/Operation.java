package picojoule.isa;

import picojoule.isa.number.NumberFormat;

/**
 * One operator of the model in a program: what the reports have a row for.
 *
 * @param name as the model names it, for instance {@code layers.3.mlp.down_proj}
 * @param kind what it computes
 * @param shape of one instance; for what is no GEMM rows, columns and 1
 * @param instances how many of that shape there are (one per head and sequence in attention)
 * @param activations format of the activation operand
 * @param weights format of the weight operand; keys and values in attention
 * @param weightBytes stored weights, scales and zero points that it must read
 * @param kvReadBytes of the KV cache that it must read
 * @param kvWriteBytes of the KV cache that it must write
 * @param tableBytes rows of tables that it must read
 */
public record Operation(
    String name,
    OperationKind kind,
    GemmShape shape,
    long instances,
    NumberFormat activations,
    NumberFormat weights,
    long weightBytes,
    long kvReadBytes,
    long kvWriteBytes,
    long tableBytes) {

  /** Multiply-accumulates on the array, 0 for what the vector unit does. */
  public long macs() {
    return kind.isGemm() ? Math.multiplyExact(instances, shape.macs()) : 0;
  }
}
