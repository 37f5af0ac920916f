package picojoule.explore.cli;

import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.rtl.VectorScaling;
import picojoule.explore.rtl.VectorSet;
import picojoule.isa.number.IntegerFormat;
import picojoule.pe.datapath.DatapathMode;

/** Test vectors of a datapath. */
@Command(
    name = "vectors",
    description = "Writes test vectors of a datapath and a bench that checks a module with them.",
    footer = {
      "",
      "Into the folder go activations.hex, weights.hex and responses.hex for $readmemh, testbench.sv",
      "and manifest.json; with --group scales.hex too, with --zero-points zero_points.hex. A vector",
      "is a dot product.",
      "",
      "Example:",
      "  picojoule vectors shift-add --activation int8 --weight int4 --length 8 --out vectors",
      "  cd vectors && iverilog -g2012 -o bench testbench.sv ../datapath.sv && ./bench"
    })
final class VectorsCommand extends Verb {

  private static final int MOST_VECTORS = 1_000_000;
  private static final int MOST_LENGTH = 4096;

  @Mixin DatapathOptions options;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Vectors (default: ${DEFAULT-VALUE}).")
  int count;

  @Option(
      names = "--length",
      paramLabel = "K",
      description = "Products of a vector (default: the datapath's lanes).")
  Integer length;

  @Option(
      names = "--latency",
      paramLabel = "CYCLES",
      description =
          "Cycles from start to result (default: the datapath's cycles for the products).")
  Integer latency;

  @Option(
      names = "--module",
      paramLabel = "NAME",
      defaultValue = "datapath",
      description = "The module under test (default: ${DEFAULT-VALUE}).")
  String module;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random patterns (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--group",
      paramLabel = "N",
      description = "Consecutive weights that share a random scale (default: no scales).")
  Integer group;

  @Option(
      names = "--scale-format",
      paramLabel = "FORMAT",
      defaultValue = "fp16",
      description = "Format of the scales (default: ${DEFAULT-VALUE}).")
  String scaleFormat;

  @Option(
      names = "--zero-points",
      description = "Random zero points beside the scales, or selectors of bit-serial's tables.")
  boolean zeroPoints;

  @Override
  public Integer call() {
    refuseSettings("vectors reads no config; give --activation, --weight and the others");
    if (common.out == null) {
      throw new BadInputException("--out", "give the folder that the files go to");
    }
    OutputFolder folder = OutputFolder.of(common.out, VectorSet.fileNames());
    DatapathMode mode = options.mode();
    int products = length == null ? mode.lanes() : length;
    if (count < 1 || count > MOST_VECTORS || products < 1 || products > MOST_LENGTH) {
      throw new BadInputException(
          "--count, --length",
          "give 1 to %d vectors of 1 to %d products".formatted(MOST_VECTORS, MOST_LENGTH));
    }
    Optional<VectorScaling> scaling = scaling(mode, products);
    VectorSet vectors =
        DatapathOptions.checked("PE, --module, --latency", () -> vectors(mode, scaling, products));
    folder.write(vectors.files());
    answer(
        vectors.manifest(), "%d vectors of %s in %s%n".formatted(count, mode.name(), common.out));
    return 0;
  }

  private VectorSet vectors(DatapathMode mode, Optional<VectorScaling> scaling, int products) {
    try {
      return new VectorSet(
          mode,
          scaling,
          module,
          count,
          products,
          latency == null ? OptionalInt.empty() : OptionalInt.of(latency),
          seed);
    } catch (ArithmeticException e) {
      throw new BadInputException("--accumulator, --length", e.getMessage());
    }
  }

  private Optional<VectorScaling> scaling(DatapathMode mode, int products) {
    if (group == null) {
      if (zeroPoints) {
        throw new BadInputException("--zero-points", "belong to groups; give --group too");
      }
      return Optional.empty();
    }
    if (group < 1 || group > products) {
      throw new BadInputException(
          "--group", "a group has 1 to %d weights, not %d".formatted(products, group));
    }
    return Optional.of(
        new VectorScaling(
            FormatArgument.scalar("--scale-format", scaleFormat),
            group,
            zeroPoints ? Optional.of(offsets(mode)) : Optional.empty()));
  }

  private static IntegerFormat offsets(DatapathMode mode) {
    if (mode.selectorBits() > 0) {
      return new IntegerFormat(mode.selectorBits(), false);
    }
    if (mode.weight() instanceof IntegerFormat weights) {
      return weights;
    }
    throw new BadInputException(
        "--zero-points",
        "%s has neither zero points nor selectors of %s"
            .formatted(mode.name(), mode.weight().name()));
  }
}
