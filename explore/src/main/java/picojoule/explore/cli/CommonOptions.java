package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that every verb has. */
final class CommonOptions {

  @Option(
      names = "--json",
      description = "Print JSON and nothing else: an object; for a sweep an array, a point each.")
  boolean json;

  @Option(names = "--out", paramLabel = "DIR", description = "Write files into this folder.")
  Path out;

  @Option(names = "--quiet", description = "Print nothing but errors.")
  boolean quiet;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Set a key of the machine, array.rows=64; with 'recipe.' in front one of the recipe,"
              + " recipe.weights.group=64; repeatable.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
