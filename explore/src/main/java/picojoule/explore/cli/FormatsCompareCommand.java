package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.explore.chart.PrecisionChart;
import picojoule.explore.chart.PrecisionCurve;
import picojoule.explore.report.AtomicFile;
import picojoule.explore.report.CsvText;

/** The range and precision of several formats as a picture. */
@Command(
    name = "compare",
    description =
        "Draws the dynamic range and precision of formats as PNG and SVG, with their CSV.",
    footer = {
      "",
      "Precision at a value is log2(value / gap to the next value), in bits; it is drawn at powers of",
      "two, where it is least, and at every value of a table.",
      "",
      "Example:",
      "  picojoule formats compare fp8-e4m3fn fp8-e5m2 'posit(8,0)' 'posit(8,2)' int8 --out out/fp8"
    })
final class FormatsCompareCommand extends Verb {

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "FORMAT",
      description = "Formats of single numbers.")
  List<String> names = new ArrayList<>();

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
    if (names.size() > PrecisionChart.MOST_CURVES) {
      throw new BadInputException(
          "FORMAT",
          "%d formats are more than a picture can tell apart; give up to %d"
              .formatted(names.size(), PrecisionChart.MOST_CURVES));
    }
    List<PrecisionCurve> curves =
        names.stream()
            .map(name -> PrecisionCurve.of(FormatArgument.scalar("FORMAT", name)))
            .toList();
    Path folder = common.out == null ? Path.of("out", "formats") : common.out;
    CsvText csv = new CsvText(List.of("format", "value_log2", "precision_bits"));
    for (PrecisionCurve curve : curves) {
      for (PrecisionCurve.Point point : curve.points()) {
        csv.row(List.of(curve.name(), point.magnitude(), point.bits()));
      }
    }
    List<Path> files =
        List.of(
            folder.resolve("precision.csv"),
            folder.resolve("precision.png"),
            folder.resolve("precision.svg"));
    AtomicFile.write(files.get(0), csv.toString());
    for (Path picture : files.subList(1, files.size())) {
      PrecisionChart.draw(curves, picture, width, height);
    }
    List<String> written = files.stream().map(Path::toString).toList();
    answer(Map.of("files", written), String.join("\n", written) + "\n");
    return 0;
  }
}
