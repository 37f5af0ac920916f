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
  public DatapathMode mode(NumberFormat activation, NumberFormat weight) {
    passes(activation, weight);
    return DatapathType.SHIFT_ADD.set(
        DatapathSettings.of(activation, weight).with(new Accumulation.Register(accumulator)));
  }
}
