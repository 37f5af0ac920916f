package picojoule.pe.datapath;

import java.util.List;
import java.util.function.LongToIntFunction;
import picojoule.isa.number.Codebook;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/**
 * The datapaths without a multiplier: each set bit of a weight, or its one power of two, lets a
 * shifted activation through to the adder. A product is the same whichever way it is formed; what
 * the tests hold these to is gates and adders bit by bit.
 */
final class ShiftAddModes {

  private static final int HALF_BITS = 4;

  private ShiftAddModes() {}

  /**
   * MixPE (see {@link ShiftAddDatapath}), with activations of up to 16 bits, which make its adders
   * wider, not its passes more: weights of more than four bits are taken as signed high half and
   * unsigned low half.
   */
  static DatapathMode shiftAdd(DatapathSettings settings) {
    if (!IntegerOperands.isInteger(settings.activation(), 1, 16)
        || !IntegerOperands.isInteger(settings.weight(), 1, 8)) {
      throw UnknownOperands.of(
          "shift-add",
          settings,
          "activations int1 … int16, uint1 … uint16 with weights int1 … int4, uint1 … uint4 in one"
              + " pass, int5 … int8, uint5 … uint8 in two");
    }
    IntegerFormat format = (IntegerFormat) settings.weight();
    LongToIntFunction ones = Long::bitCount;
    if (format.bits() <= HALF_BITS) {
      return new IntegerMode(
          "shift-add", settings, weights(ones, pattern -> (int) format.value(pattern)));
    }
    return new IntegerMode(
        "shift-add",
        settings,
        weights(
            ones,
            pattern -> (int) (format.value(pattern) >> HALF_BITS << HALF_BITS),
            pattern -> (int) (pattern & ((1 << HALF_BITS) - 1))));
  }

  /** Weights of −1, 0 and 1: an adder that adds, subtracts or rests. */
  static DatapathMode ternary(DatapathSettings settings) {
    String name = settings.weight().name();
    if (!IntegerOperands.isInteger(settings.activation(), 1, 16)
        || !(name.equals("ternary") || name.equals("binary"))) {
      throw UnknownOperands.of(
          "ternary",
          settings,
          "activations int1 … int16, uint1 … uint16 with weights ternary or binary");
    }
    return table("ternary", settings);
  }

  /** DenseShift's weights: a shifter and an adder that adds or subtracts. */
  static DatapathMode powerOfTwo(DatapathSettings settings) {
    NumberFormat weight = settings.weight();
    if (!IntegerOperands.isInteger(settings.activation(), 1, 16)
        || !(weight instanceof Codebook && weight.name().matches("pot[2-5]"))) {
      throw UnknownOperands.of(
          "power-of-two",
          settings,
          "activations int1 … int16, uint1 … uint16 with weights pot2 … pot5");
    }
    return table("power-of-two", settings);
  }

  private static DatapathMode table(String name, DatapathSettings settings) {
    NumberFormat format = settings.weight();
    LongToIntFunction value = pattern -> IntegerOperands.whole(format, pattern);
    return new IntegerMode(
        name, settings, weights(pattern -> value.applyAsInt(pattern) == 0 ? 0 : 1, value));
  }

  private static IntegerMode.Weights weights(
      LongToIntFunction addends, LongToIntFunction... parts) {
    return new IntegerMode.Weights(List.of(parts), addends);
  }
}
