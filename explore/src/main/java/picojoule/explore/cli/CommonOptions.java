package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that every verb has. */
final class CommonOptions {

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  boolean json;

  @Option(names = "--out", paramLabel = "DIR", description = "Write files into this folder.")
  Path out;

  @Option(names = "--quiet", description = "Print nothing but errors.")
  boolean quiet;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set any key of the config, for instance array.rows=64; repeatable.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
