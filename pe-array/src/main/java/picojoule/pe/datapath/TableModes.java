package picojoule.pe.datapath;

import picojoule.isa.number.NumberFormat;

/** The {@code lut} datapath: tables of activations' sums, indexed by bits of weights. */
final class TableModes {

  private static final String NAME = "lut";

  private TableModes() {}

  static DatapathMode of(DatapathSettings settings) {
    NumberFormat weight = settings.weight();
    if (IntegerOperands.isInteger(weight, 1, 8)
        || weight.name().matches("odd[1-8]")
        || weight.name().equals("binary")) {
      settings.requireChunksOfCycles(NAME, settings.tableInputs());
      if (IntegerOperands.isInteger(settings.activation(), 1, 16)) {
        return new IntegerTableMode(NAME, settings);
      }
      String activation = settings.activation().name();
      if (activation.equals("fp16") || activation.startsWith("fp8-")) {
        return new FloatingTableMode(NAME, settings);
      }
    }
    throw UnknownOperands.of(
        NAME,
        settings,
        "activations int1 … int16, uint1 … uint16, fp16, fp8-e4m3fn or fp8-e5m2 with weights int1 …"
            + " int8, uint1 … uint8, odd1 … odd8 or binary");
  }
}
