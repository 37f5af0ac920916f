package picojoule.pe.datapath;

import picojoule.isa.number.NumberFormat;

/**
 * Weights of any format with what groups of them along K share.
 *
 * @param codes N features by K
 * @param scales of N features and of as many groups as K has
 */
public record GroupedWeights(PatternMatrix codes, GroupScales scales) {

  public GroupedWeights {
    scales.check(codes.rows(), codes.columns());
  }

  /** Weights that are what their patterns stand for. */
  public static GroupedWeights unscaled(PatternMatrix codes) {
    return new GroupedWeights(codes, GroupScales.unscaled(codes.rows(), codes.columns()));
  }

  public NumberFormat format() {
    return codes.format();
  }

  public int n() {
    return codes.rows();
  }

  public int k() {
    return codes.columns();
  }
}
