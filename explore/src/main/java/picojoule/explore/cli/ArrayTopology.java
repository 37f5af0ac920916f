package picojoule.explore.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picojoule.config.BadInputException;
import picojoule.isa.GemmShape;

/**
 * Layers of a topology as SCALE-Sim reads it: a CSV whose header says whether rows are GEMMs
 * ({@code Layer, M, N, K}) or convolutions ({@code Layer, IFMAP height, IFMAP width, filter height,
 * filter width, channels, filters, strides}). A convolution is the GEMM of its output pixels by its
 * filters along all of a filter's values; one of stride S has ⌈(height − filter height + S) / S⌉
 * rows of outputs.
 */
final class ArrayTopology {

  private static final int CONVOLUTION_CELLS = 8;
  private static final int GEMM_CELLS = 4;

  /** A layer and its GEMM. */
  record Layer(String name, GemmShape shape) {}

  private ArrayTopology() {}

  static List<Layer> read(String file) {
    List<InputRows.Row> rows = InputRows.read(file);
    if (rows.size() < 2) {
      throw new BadInputException(file, "has no layers; give a header and a row for each");
    }
    boolean isGemm = isGemm(rows.get(0));
    List<Layer> layers = new ArrayList<>();
    for (InputRows.Row row : rows.subList(1, rows.size())) {
      int needed = isGemm ? GEMM_CELLS : CONVOLUTION_CELLS;
      if (row.cells().size() < needed) {
        throw new BadInputException(
            row.where(), "has %d cells where a layer has %d".formatted(row.cells().size(), needed));
      }
      layers.add(new Layer(row.cells().get(0), isGemm ? gemm(row) : convolution(row)));
    }
    return layers;
  }

  private static boolean isGemm(InputRows.Row header) {
    List<String> cells = header.cells().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    if (cells.size() >= GEMM_CELLS && cells.subList(1, GEMM_CELLS).equals(List.of("m", "n", "k"))) {
      return true;
    }
    if (cells.size() >= CONVOLUTION_CELLS && cells.get(1).contains("height")) {
      return false;
    }
    throw new BadInputException(
        header.where(),
        "is no header of a topology; give 'Layer, M, N, K' or 'Layer, IFMAP Height, IFMAP Width,"
            + " Filter Height, Filter Width, Channels, Num Filter, Strides'");
  }

  private static GemmShape gemm(InputRows.Row row) {
    return shape(row, number(row, 1), number(row, 2), number(row, 3));
  }

  private static GemmShape convolution(InputRows.Row row) {
    long filterHeight = number(row, 3);
    long filterWidth = number(row, 4);
    long stride = number(row, 7);
    return shape(
        row,
        outputs(row, number(row, 1), filterHeight, stride)
            * outputs(row, number(row, 2), filterWidth, stride),
        number(row, 6),
        Math.multiplyExact(filterHeight * filterWidth, number(row, 5)));
  }

  private static long outputs(InputRows.Row row, long input, long filter, long stride) {
    if (filter > input) {
      throw new BadInputException(
          row.where(), "a filter of %d does not fit an input of %d".formatted(filter, input));
    }
    return (input - filter + stride + stride - 1) / stride;
  }

  private static GemmShape shape(InputRows.Row row, long m, long n, long k) {
    return DatapathOptions.checked(row.where(), () -> new GemmShape(m, n, k));
  }

  private static long number(InputRows.Row row, int cell) {
    String text = row.cells().get(cell);
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new BadInputException(
          row.where(), "'" + text + "' is no size; give a whole number from 1 to 999999999");
    }
    return Long.parseLong(text);
  }
}
