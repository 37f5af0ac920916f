package picojoule.pe.vector.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picojoule.isa.VectorOperation;

/** The operations whose results are computed, an operation a line. */
public enum VectorArithmetic {
  RMS_NORM(VectorOperation.RMS_NORM, RootMeanSquareNorm::new),
  LAYER_NORM(VectorOperation.LAYER_NORM, LayerNorm::new),
  SOFTMAX(VectorOperation.SOFTMAX, Softmax::new),
  ROPE(VectorOperation.ROPE, RotaryEmbedding::new),
  SILU_GATE(VectorOperation.SILU_GATE, SiluGate::new),
  SILU(VectorOperation.SILU, Activation::silu),
  GELU(VectorOperation.GELU, Activation::gelu),
  HSWISH(VectorOperation.HSWISH, Activation::hswish),
  RELU(VectorOperation.RELU, Relu::new),
  ADD(VectorOperation.ADD, Elementwise::sum),
  MULTIPLY(VectorOperation.MULTIPLY, Elementwise::product),
  REQUANTIZE(VectorOperation.REQUANTIZE, Requantization::new);

  private final VectorOperation operation;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor keeps no state
  private final Supplier<RowArithmetic> arithmetic;

  VectorArithmetic(VectorOperation operation, Supplier<RowArithmetic> arithmetic) {
    this.operation = operation;
    this.arithmetic = arithmetic;
  }

  /** The one of an operation; empty where none is known. */
  public static Optional<VectorArithmetic> of(VectorOperation operation) {
    return Arrays.stream(values()).filter(known -> known.operation == operation).findFirst();
  }

  /** The names of all, as the operations have them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(known -> known.operation.configName()).toList();
  }

  /** The instruction's operation. */
  public VectorOperation operation() {
    return operation;
  }

  /** What it computes. */
  public RowArithmetic arithmetic() {
    return arithmetic.get();
  }
}
