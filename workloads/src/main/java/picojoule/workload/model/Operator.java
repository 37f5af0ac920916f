package picojoule.workload.model;

import java.util.List;
import java.util.Optional;
import picojoule.isa.GemmShape;
import picojoule.isa.OperationKind;
import picojoule.isa.number.NumberFormat;
import picojoule.workload.quantization.StoredMatrix;

/**
 * An operator of the model.
 *
 * @param name with {@code {i}} where the number of the block's repetition belongs
 * @param kind what it computes
 * @param shape of one instance; for what is no GEMM rows, columns and 1
 * @param instances how many of that shape
 * @param inputs what it reads
 * @param outputs what it makes; an input may be among them, which is then changed in place
 * @param activations format in which the array reads its activation operand
 * @param weights format of the weight operand; in attention of keys or values
 * @param stored the parameters that it reads, where it has any
 */
public record Operator(
    String name,
    OperationKind kind,
    GemmShape shape,
    long instances,
    List<Activation> inputs,
    List<Activation> outputs,
    NumberFormat activations,
    NumberFormat weights,
    Optional<StoredMatrix> stored) {

  /** The name in a repetition of the block. */
  public String name(int repetition) {
    return name.replace("{i}", Integer.toString(repetition));
  }

  /** Multiply-accumulates on the array, 0 for what the vector unit does. */
  public long macs() {
    return kind.isGemm() ? Math.multiplyExact(instances, shape.macs()) : 0;
  }

  /**
   * Bytes of parameters that one execution reads; an embedding reads only the rows that it needs.
   */
  public long parameterBytes() {
    return stored.map(StoredMatrix::bytes).orElse(0L);
  }
}
