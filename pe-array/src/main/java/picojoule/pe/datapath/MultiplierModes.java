package picojoule.pe.datapath;

import java.util.List;
import java.util.function.LongToIntFunction;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.Minifloat;
import picojoule.isa.number.NumberFormat;

/** The {@code mac} datapath: a multiplier and an accumulator, of integers or of floats. */
final class MultiplierModes {

  private static final String NAME = "mac";
  private static final int WIDEST_PRODUCT_OPERAND = 11;

  private MultiplierModes() {}

  static DatapathMode of(DatapathSettings settings) {
    NumberFormat activation = settings.activation();
    NumberFormat weight = settings.weight();
    if (IntegerOperands.isInteger(activation, 1, 16) && IntegerOperands.isInteger(weight, 1, 16)) {
      IntegerFormat format = (IntegerFormat) weight;
      LongToIntFunction value = pattern -> (int) format.value(pattern);
      return new IntegerMode(
          NAME,
          settings,
          new IntegerMode.Weights(
              List.of(value), pattern -> value.applyAsInt(pattern) == 0 ? 0 : 1));
    }
    boolean isFloat = isNarrowFloat(activation) && isNarrowFloat(weight);
    boolean isDequantizing = isNarrowFloat(activation) && IntegerOperands.isInteger(weight, 1, 8);
    if (isFloat || isDequantizing) {
      return new FloatingMode(NAME, settings, isDequantizing);
    }
    throw UnknownOperands.of(
        NAME,
        settings,
        "int1 … int16, uint1 … uint16 with the same; fp16, bf16, fp8-e4m3fn, fp8-e5m2, fp4-e2m1 or"
            + " another float of up to 16 bits with the same; such a float with int1 … int8, uint1 …"
            + " uint8, dequantized before the multiplier");
  }

  private static boolean isNarrowFloat(NumberFormat format) {
    return format instanceof Minifloat minifloat
        && minifloat.signed()
        && minifloat.bits() <= 16
        && minifloat.exponentBits() <= 8
        && minifloat.mantissaBits() < WIDEST_PRODUCT_OPERAND;
  }
}
