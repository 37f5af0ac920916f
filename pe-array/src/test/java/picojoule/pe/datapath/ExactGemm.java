package picojoule.pe.datapath;

import java.math.BigInteger;

/** The grouped GEMM by its definition, in arithmetic without width: Σ s·(q − z)·a. */
final class ExactGemm {

  private ExactGemm() {}

  static BigInteger output(IntegerMatrix a, QuantizedWeights w, int token, int feature) {
    BigInteger sum = BigInteger.ZERO;
    for (int position = 0; position < w.k(); position++) {
      int group = position / w.scaling().group();
      BigInteger weight =
          BigInteger.valueOf(w.codes().code(feature, position))
              .subtract(BigInteger.valueOf(w.scaling().zeroPoint(feature, group)))
              .multiply(BigInteger.valueOf(w.scaling().multiplier(feature, group)));
      sum = sum.add(weight.multiply(BigInteger.valueOf(a.code(token, position))));
    }
    return sum;
  }
}
