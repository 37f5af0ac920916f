package picojoule.explore.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What one part costs. */
@Command(
    name = "cost",
    description = "Area, energy, leakage and delay of one part, with where the figures are from.",
    synopsisSubcommandLabel = "PART",
    subcommands = {CostDatapathCommand.class, CostSramCommand.class},
    footer = {
      "",
      "Examples:",
      "  picojoule cost datapath shift-add --activation int8 --weight int4 --accumulator int32 --node 45nm",
      "  picojoule cost sram --capacity 64KiB --word 128 --banks 1 --node 22nm"
    })
final class CostCommand implements Runnable {

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give a part: datapath or sram");
  }
}
