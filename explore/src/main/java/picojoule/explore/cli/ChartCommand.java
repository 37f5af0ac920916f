package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.explore.chart.ChartKind;
import picojoule.explore.chart.Charts;
import picojoule.explore.report.AtomicFile;

/** Draws a sweep. */
@Command(
    name = "chart",
    description = "Draws a picture from a sweep's CSV; nothing is run again.",
    footer = {
      "",
      "Kinds: trade-off (energy, latency and area with the Pareto front), energy (by component).",
      "",
      "Example:",
      "  picojoule chart out/llama-2-7b/points.csv --kind trade-off -o trade-off.svg"
    })
final class ChartCommand extends Verb {

  @Parameters(paramLabel = "FILE", description = "The CSV of a sweep.")
  Path file;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "trade-off",
      description = "trade-off or energy (default: ${DEFAULT-VALUE}).")
  String kind;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PICTURE",
      description = "The picture, .png or .svg (default: KIND.png beside the CSV).")
  Path picture;

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      defaultValue = "1600",
      description = "Default: ${DEFAULT-VALUE}.")
  int width;

  @Option(
      names = "--height",
      paramLabel = "PIXELS",
      defaultValue = "900",
      description = "Default: ${DEFAULT-VALUE}.")
  int height;

  @Override
  public Integer call() {
    refuseSettings("a chart draws what is in the CSV; give --set to sweep");
    ChartKind chart = ChartKind.parse(kind);
    Path target = output(picture == null ? file.resolveSibling(kind + ".png") : picture);
    AtomicFile.requireWritable(target);
    Charts.draw(file, chart, target, width, height);
    answer(Map.of("picture", target.toString()), target + "\n");
    return 0;
  }
}
