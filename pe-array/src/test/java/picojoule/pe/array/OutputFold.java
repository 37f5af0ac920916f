package picojoule.pe.array;

import java.util.ArrayList;
import java.util.List;

/** What an output-stationary array computes in one go: some tokens by some features. */
record OutputFold(
    int firstToken, int tokens, int firstFeature, int features, int group, int from, int to) {

  /** All folds in the order in which the array takes them. */
  static List<OutputFold> of(SteppedGemm gemm, int rows, int columns, boolean sumsStay) {
    List<OutputFold> folds = new ArrayList<>();
    int groups = sumsStay ? gemm.groups() : 1;
    for (int token = 0; token < gemm.m(); token += rows) {
      for (int feature = 0; feature < gemm.n(); feature += columns) {
        for (int group = 0; group < gemm.groups(); group += groups) {
          folds.add(
              new OutputFold(
                  token,
                  Math.min(rows, gemm.m() - token),
                  feature,
                  Math.min(columns, gemm.n() - feature),
                  group,
                  gemm.firstStep(group),
                  gemm.endStep(group + groups - 1)));
        }
      }
    }
    return folds;
  }

  int groupOf(SteppedGemm gemm, int step) {
    int at = group;
    while (gemm.endStep(at) <= step) {
      at++;
    }
    return at;
  }

  boolean endsGroup(SteppedGemm gemm, int step) {
    return gemm.endStep(groupOf(gemm, step)) - 1 == step;
  }
}
