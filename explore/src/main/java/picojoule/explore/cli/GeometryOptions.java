package picojoule.explore.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;
import picojoule.pe.array.ArrayGeometry;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.Delivery;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.array.PartialSumStore;

/** The PEs of an array, and how operands get to them. */
final class GeometryOptions {

  private static final int MOST_PES_PER_SIDE = ArrayShape.MAX_SIDE;
  private static final Pattern GRID = Pattern.compile("(\\d{1,9})[xX](\\d{1,9})");

  @Option(
      names = "--rows",
      paramLabel = "R",
      required = true,
      description = "Rows of the array, or of a tile of its grid.")
  int rows;

  @Option(
      names = "--columns",
      paramLabel = "C",
      required = true,
      description = "Columns of the array, or of a tile of its grid.")
  int columns;

  @Option(
      names = "--delivery",
      paramLabel = "skewed|broadcast",
      defaultValue = "skewed",
      description =
          "How operands get from PE to PE: by a register a cycle, or to all at once (default:"
              + " ${DEFAULT-VALUE}).")
  String delivery;

  @Option(
      names = "--grid",
      paramLabel = "RxC",
      defaultValue = "1x1",
      description = "Rows and columns of tiles (default: ${DEFAULT-VALUE}).")
  String grid;

  @Option(
      names = "--grid-delivery",
      paramLabel = "skewed|broadcast",
      defaultValue = "skewed",
      description = "How operands get from tile to tile (default: ${DEFAULT-VALUE}).")
  String gridDelivery;

  @Option(
      names = "--dataflow",
      paramLabel = "os|ws|is",
      required = true,
      description = "Output-, weight- or input-stationary.")
  String dataflow;

  @Option(
      names = "--overlap",
      paramLabel = "none|double-buffered|wavefront|pipelined",
      defaultValue = "none",
      description =
          "How much of a fold's fill and drain the next hides (default: ${DEFAULT-VALUE}).")
  String overlap;

  ArrayTiming timing(PartialSumStore.Place partialSums) {
    if (rows < 1 || columns < 1 || rows > MOST_PES_PER_SIDE || columns > MOST_PES_PER_SIDE) {
      throw new BadInputException(
          "--rows, --columns", "give whole numbers from 1 to " + MOST_PES_PER_SIDE);
    }
    Dataflow flow = DatapathOptions.checked("--dataflow", () -> Dataflow.parse(dataflow));
    Delivery inside = ConfigName.parse("--delivery", "delivery", delivery, Delivery.values());
    Delivery between =
        ConfigName.parse("--grid-delivery", "delivery", gridDelivery, Delivery.values());
    FoldOverlap hidden = ConfigName.parse("--overlap", "overlap", overlap, FoldOverlap.values());
    ArrayGeometry geometry =
        DatapathOptions.checked(
            "--grid",
            () -> new ArrayGeometry(new ArrayShape(rows, columns), inside, tiles(), between));
    return DatapathOptions.checked(
        "--psum", () -> new ArrayTiming(geometry, flow, hidden, partialSums));
  }

  private ArrayShape tiles() {
    Matcher matcher = GRID.matcher(grid);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + grid + "' is no grid; give RxC, for instance 4x4");
    }
    return new ArrayShape(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
