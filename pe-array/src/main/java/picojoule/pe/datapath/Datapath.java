package picojoule.pe.datapath;

import picojoule.isa.number.NumberFormat;

/** The arithmetic of a processing element: which formats it takes, and what it computes. */
public interface Datapath {

  /** The name that configs use. */
  String name();

  /**
   * Reduction steps that one multiply-accumulate takes.
   *
   * @throws IllegalArgumentException where the PE cannot multiply these formats; the message says
   *     which ones it can
   */
  int passes(NumberFormat activation, NumberFormat weight);

  /**
   * Multiplies as the hardware does, along K group by group. With s(n, g) and z(n, g) the scale and
   * zero point of feature n in group g,
   *
   * <pre>  out(m, n) = Σ_g s(n, g) · ( Σ_k a(m, k)·q(n, k) − z(n, g) · Σ_k a(m, k) )</pre>
   *
   * where k runs over group g. The sum of activations is shared by all features.
   *
   * @param activations M×K
   * @param weights N×K
   * @return M×N, exact; its fraction bits are the shift of the scales
   * @throws IllegalArgumentException where the extents or formats do not fit
   * @throws ArithmeticException where an accumulator that detects it overflows, or a result leaves
   *     64 bits
   */
  FixedPointMatrix gemm(IntegerMatrix activations, QuantizedWeights weights);
}
