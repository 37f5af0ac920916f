package picojoule.explore.cli;

import picocli.CommandLine.Option;
import picojoule.pe.vector.operation.RowSettings;
import picojoule.pe.vector.operation.ShiftRounding;

/** What vector operations are set to. */
final class RowOptions {

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      defaultValue = "1e-5",
      description = "What norms add to the mean square (default: ${DEFAULT-VALUE}).")
  double epsilon;

  @Option(
      names = "--position",
      paramLabel = "N",
      defaultValue = "0",
      description = "Position of rope's token (default: ${DEFAULT-VALUE}).")
  long position;

  @Option(
      names = "--base",
      paramLabel = "B",
      defaultValue = "10000",
      description = "Base of rope's angles (default: ${DEFAULT-VALUE}).")
  double base;

  @Option(
      names = "--multiplier",
      paramLabel = "M",
      defaultValue = "1",
      description = "Of requantize (default: ${DEFAULT-VALUE}).")
  int multiplier;

  @Option(
      names = "--shift",
      paramLabel = "N",
      defaultValue = "0",
      description = "To the right, of requantize (default: ${DEFAULT-VALUE}).")
  int shift;

  @Option(
      names = "--zero-point",
      paramLabel = "Z",
      defaultValue = "0",
      description = "That requantize adds (default: ${DEFAULT-VALUE}).")
  int zeroPoint;

  @Option(
      names = "--rounding",
      paramLabel = "MODE",
      defaultValue = "nearest-even",
      description =
          "Of integer results: nearest-even, nearest-away, nearest-up, toward-zero, down (default:"
              + " ${DEFAULT-VALUE}).")
  String rounding;

  @Option(
      names = "--result-fraction-bits",
      paramLabel = "N",
      description = "Integer results are in units of 2^-N (default: as the operands; softmax 7).")
  Integer resultFractionBits;

  @Option(
      names = "--result-bits",
      paramLabel = "N",
      defaultValue = "8",
      description = "Bits of integer results, which saturate (default: ${DEFAULT-VALUE}).")
  int resultBits;

  RowSettings settings(int usualFractionBits) {
    ShiftRounding mode = DatapathOptions.checked("--rounding", () -> ShiftRounding.parse(rounding));
    return DatapathOptions.checked(
        "OP",
        () ->
            new RowSettings(
                epsilon,
                position,
                base,
                multiplier,
                shift,
                zeroPoint,
                mode,
                resultFractionBits == null ? usualFractionBits : resultFractionBits,
                resultBits));
  }
}
