package picojoule.pe.datapath;

import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/** A multiplier of eight by eight bits and an accumulator. Narrower integers are extended. */
public final class MacDatapath implements Datapath {

  private static final int OPERAND_BITS = 8;

  private final Accumulator accumulator;

  /** A MAC with an accumulator, customarily of 32 bits that wrap. */
  public MacDatapath(Accumulator accumulator) {
    this.accumulator = accumulator;
  }

  @Override
  public String name() {
    return "mac";
  }

  @Override
  public int passes(NumberFormat activation, NumberFormat weight) {
    if (activation instanceof IntegerFormat
        && activation.bits() <= OPERAND_BITS
        && weight instanceof IntegerFormat
        && weight.bits() <= OPERAND_BITS) {
      return 1;
    }
    throw new IllegalArgumentException(
        name()
            + " cannot multiply "
            + activation.name()
            + " by "
            + weight.name()
            + "; it takes activations int1 … int8, uint1 … uint8 with weights int1 … int8, uint1 …"
            + " uint8");
  }

  @Override
  public DatapathMode mode(NumberFormat activation, NumberFormat weight) {
    passes(activation, weight);
    return DatapathType.MAC.set(
        DatapathSettings.of(activation, weight).with(new Accumulation.Register(accumulator)));
  }
}
