package picojoule.pe.array;

import java.util.ArrayList;
import java.util.List;

/** What stays in the array at once: a reduction step to a row, a feature or a token to a column. */
record StationaryFold(int number, int firstColumn, int columns, int group, int from, int to) {

  /**
   * All folds in the order in which the array takes them.
   *
   * @param heldLength features or tokens whose operands are held
   */
  static List<StationaryFold> of(SteppedGemm gemm, int heldLength, int rows, int columns) {
    List<StationaryFold> folds = new ArrayList<>();
    for (int column = 0; column < heldLength; column += columns) {
      for (int group = 0; group < gemm.groups(); group++) {
        for (int from = gemm.firstStep(group); from < gemm.endStep(group); from += rows) {
          int to = Math.min(from + rows, gemm.endStep(group));
          int used = Math.min(columns, heldLength - column);
          folds.add(new StationaryFold(folds.size(), column, used, group, from, to));
        }
      }
    }
    return folds;
  }
}
