package picojoule.pe.datapath;

import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/**
 * MixPE's processing element (Zhang et al., arXiv 2411.16158): an eight-bit activation times a
 * four-bit weight without a multiplier. Each bit of the weight gates the activation, shifted by the
 * bit's place; an adder tree adds what passes, and subtracts it for the sign bit. A wider weight is
 * taken in two passes, its signed high half first, whose product is shifted by four, then its
 * unsigned low half. Scale and zero point follow after the group.
 *
 * <p>The paper states shifting, adding and dequantization after the group; the order of the halves
 * and the adder tree are this model's.
 */
public final class ShiftAddDatapath implements Datapath {

  private static final int ACTIVATION_BITS = 8;
  private static final int HALF_BITS = 4;

  private final Accumulator accumulator;

  /** A shift-and-add PE with an accumulator. */
  public ShiftAddDatapath(Accumulator accumulator) {
    this.accumulator = accumulator;
  }

  @Override
  public String name() {
    return "shift-add";
  }

  @Override
  public int passes(NumberFormat activation, NumberFormat weight) {
    if (activation instanceof IntegerFormat
        && activation.bits() <= ACTIVATION_BITS
        && weight instanceof IntegerFormat
        && weight.bits() <= 2 * HALF_BITS) {
      return weight.bits() <= HALF_BITS ? 1 : 2;
    }
    throw new IllegalArgumentException(
        name()
            + " cannot multiply "
            + activation.name()
            + " by "
            + weight.name()
            + "; it takes activations int1 … int8, uint1 … uint8 with weights int1 … int4, uint1 …"
            + " uint4 in one pass, int5 … int8, uint5 … uint8 in two");
  }

  @Override
  public FixedPointMatrix gemm(IntegerMatrix activations, QuantizedWeights weights) {
    IntegerFormat format = weights.format();
    GroupedGemm.DotProduct dotProduct =
        passes(activations.format(), format) == 1
            ? (a, firstActivation, w, firstWeight, length) ->
                sumInOnePass(a, firstActivation, w, firstWeight, length, format)
            : (a, firstActivation, w, firstWeight, length) ->
                sumInTwoPasses(a, firstActivation, w, firstWeight, length, format);
    return GroupedGemm.multiply(activations, weights, accumulator, dotProduct);
  }

  private long sumInOnePass(
      int[] activations,
      int firstActivation,
      int[] weights,
      int firstWeight,
      int length,
      IntegerFormat format) {
    long sum = 0;
    for (int i = 0; i < length; i++) {
      int activation = activations[firstActivation + i];
      int weight = weights[firstWeight + i];
      sum = accumulator.add(sum, gatedShifts(activation, weight, format.bits(), format.signed()));
    }
    return sum;
  }

  private long sumInTwoPasses(
      int[] activations,
      int firstActivation,
      int[] weights,
      int firstWeight,
      int length,
      IntegerFormat format) {
    int highBits = format.bits() - HALF_BITS;
    long sum = 0;
    for (int i = 0; i < length; i++) {
      int activation = activations[firstActivation + i];
      int weight = weights[firstWeight + i];
      int high = gatedShifts(activation, weight >> HALF_BITS, highBits, format.signed());
      sum = accumulator.add(sum, high << HALF_BITS);
      sum = accumulator.add(sum, gatedShifts(activation, weight, HALF_BITS, false));
    }
    return sum;
  }

  /** The product of an activation and the low bits of a weight, of which the top may be a sign. */
  private static int gatedShifts(int activation, int weight, int bits, boolean signed) {
    int sum = 0;
    for (int bit = 0; bit < bits; bit++) {
      int gate = -(weight >> bit & 1);
      int term = activation << bit & gate;
      sum += signed && bit == bits - 1 ? -term : term;
    }
    return sum;
  }

  /**
   * What the operands of a GEMM make the adders do.
   *
   * @throws IllegalArgumentException as in {@link #gemm}
   */
  public ShiftAddStatistics statistics(IntegerMatrix activations, QuantizedWeights weights) {
    passes(activations.format(), weights.format());
    return ShiftAddStatistics.of(activations, weights);
  }
}
