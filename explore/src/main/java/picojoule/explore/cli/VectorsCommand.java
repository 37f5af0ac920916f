package picojoule.explore.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.rtl.TestBench;
import picojoule.explore.rtl.VectorSet;
import picojoule.pe.datapath.DatapathMode;

/** Test vectors of a datapath. */
@Command(
    name = "vectors",
    description = "Writes test vectors of a datapath and a bench that checks a module with them.",
    footer = {
      "",
      "Into the folder go activations.hex, weights.hex and responses.hex for $readmemh, testbench.sv",
      "and manifest.json. A vector is a dot product; weights have no scales.",
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

  @Override
  public Integer call() {
    refuseSettings("vectors reads no config; give --activation, --weight and the others");
    if (common.out == null) {
      throw new BadInputException("--out", "give the folder that the files go to");
    }
    OutputFolder folder =
        OutputFolder.of(
            common.out,
            List.of(
                VectorSet.ACTIVATIONS,
                VectorSet.WEIGHTS,
                VectorSet.RESPONSES,
                VectorSet.TEST_BENCH,
                VectorSet.MANIFEST));
    DatapathMode mode = options.mode();
    int products = length == null ? mode.lanes() : length;
    if (count < 1 || count > MOST_VECTORS || products < 1 || products > MOST_LENGTH) {
      throw new BadInputException(
          "--count, --length",
          "give 1 to %d vectors of 1 to %d products".formatted(MOST_VECTORS, MOST_LENGTH));
    }
    int cycles = mode.passes() * ((products - 1) / mode.lanes() + 1);
    TestBench bench =
        DatapathOptions.checked(
            "--module, --latency",
            () ->
                new TestBench(
                    module,
                    count,
                    products,
                    products * mode.activation().bits(),
                    products * mode.weight().bits(),
                    mode.resultBits(),
                    latency == null ? cycles : latency));
    VectorSet vectors = new VectorSet(mode, bench, seed);
    folder.write(vectors.files());
    answer(
        vectors.manifest(), "%d vectors of %s in %s%n".formatted(count, mode.name(), common.out));
    return 0;
  }
}
