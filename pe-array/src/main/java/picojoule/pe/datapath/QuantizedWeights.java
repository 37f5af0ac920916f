package picojoule.pe.datapath;

import picojoule.isa.number.IntegerFormat;

/**
 * Weights that share scale and zero point in groups along K.
 *
 * @param codes N features by K
 * @param scaling of N features and of as many groups as K has
 */
public record QuantizedWeights(IntegerMatrix codes, GroupScaling scaling) {

  public QuantizedWeights {
    scaling.check(codes.rows(), codes.columns());
  }

  public IntegerFormat format() {
    return codes.format();
  }

  public int n() {
    return codes.rows();
  }

  public int k() {
    return codes.columns();
  }
}
