package picojoule.explore.cli;

import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.isa.number.NumberFormat;
import picojoule.pe.datapath.Accumulation;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.DatapathSettings;
import picojoule.pe.datapath.DatapathType;

/** Which datapath, and what it is set to. */
final class DatapathOptions {

  @Parameters(
      index = "0",
      paramLabel = "PE",
      description = "mac, shift-add, lut, bit-serial, simd-posit, ternary, power-of-two.")
  String datapath;

  @Option(
      names = "--activation",
      paramLabel = "FORMAT",
      required = true,
      description = "Format of activations, for instance int8 or fp16.")
  String activation;

  @Option(
      names = "--weight",
      paramLabel = "FORMAT",
      required = true,
      description = "Format of weights, for instance int4 or fp4-er+.")
  String weight;

  @Option(
      names = "--accumulator",
      paramLabel = "KIND",
      description =
          "int<bits>[-wrap|-saturate|-detect], exact, quire, a float or a posit (default: int32-wrap,"
              + " fp32 or quire, as the datapath has it).")
  String accumulator;

  @Option(
      names = "--chunk",
      paramLabel = "N",
      defaultValue = "0",
      description = "Sum N products up before they enter a second accumulator.")
  int chunk;

  @Option(
      names = "--result",
      paramLabel = "FORMAT",
      description = "Format that a quire leaves in (default: posit(16,1)).")
  String result;

  @Option(
      names = "--table-inputs",
      paramLabel = "K",
      defaultValue = "4",
      description = "Activations of a table of lut (default: ${DEFAULT-VALUE}).")
  int tableInputs;

  @Option(names = "--table-quantization", description = "Quantize the tables of lut to INT8.")
  boolean tableQuantization;

  @Option(
      names = "--guard-bits",
      paramLabel = "N",
      defaultValue = "3",
      description = "Guard bits of bit-serial (default: ${DEFAULT-VALUE}).")
  int guardBits;

  DatapathMode mode() {
    DatapathType type = type();
    NumberFormat activations = FormatArgument.scalar("--activation", activation);
    NumberFormat weights = FormatArgument.scalar("--weight", weight);
    Optional<Accumulation> accumulation =
        Optional.ofNullable(accumulator)
            .map(text -> checked("--accumulator", () -> Accumulation.parse(text)));
    Optional<NumberFormat> leaves =
        Optional.ofNullable(result).map(name -> FormatArgument.scalar("--result", name));
    return checked(
        "PE",
        () ->
            type.set(
                new DatapathSettings(
                    activations,
                    weights,
                    accumulation,
                    chunk,
                    leaves,
                    tableInputs,
                    tableQuantization,
                    guardBits)));
  }

  private DatapathType type() {
    try {
      return DatapathType.parse(datapath);
    } catch (IllegalArgumentException e) {
      throw BadInputException.unknown("PE", "datapath", datapath, DatapathType.names());
    }
  }

  static <T> T checked(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(option, e.getMessage());
    }
  }
}
