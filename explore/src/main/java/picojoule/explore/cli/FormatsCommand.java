package picojoule.explore.cli;

import picocli.CommandLine.Command;

/** Number formats: what exists, what their patterns mean, what arithmetic on them gives. */
@Command(
    name = "formats",
    description = "Lists and inspects number formats, converts and computes in them to the bit.",
    synopsisSubcommandLabel = "list|table|encode|decode|op|compare",
    subcommands = {
      FormatsListCommand.class,
      FormatsTableCommand.class,
      FormatsEncodeCommand.class,
      FormatsDecodeCommand.class,
      FormatsOperationCommand.class,
      FormatsCompareCommand.class
    },
    footer = {
      "",
      "Without one of these words, 'formats' lists. A format is a name, or a YAML file of a table",
      "with the keys name and values (in the order of their patterns).",
      "",
      "Examples:",
      "  picojoule formats table fp8-e4m3fn",
      "  picojoule formats encode 'posit(8,0)' 0.3 -1.5",
      "  picojoule formats op mul fp16 operands.csv"
    })
final class FormatsCommand extends Verb {

  @Override
  public Integer call() {
    FormatsListCommand.print(this);
    return 0;
  }
}
