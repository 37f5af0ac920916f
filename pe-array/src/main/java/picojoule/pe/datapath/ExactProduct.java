package picojoule.pe.datapath;

import java.math.BigDecimal;
import java.math.BigInteger;
import picojoule.isa.number.NumberFormat;

/**
 * A GEMM by its definition, without any width: the sum over K of activation times scale times
 * (weight − zero point), or times the weight of the table that a BitMoD selector names.
 */
public final class ExactProduct {

  private ExactProduct() {}

  /**
   * The product of M×K activations and N×K weights. An output that an operand without a value takes
   * part in has none.
   */
  public static ExactMatrix of(PatternMatrix activations, GroupedWeights weights) {
    int m = activations.rows();
    int n = weights.n();
    int k = weights.k();
    int activationBits = fractionBits(activations.format());
    int weightBits = fractionBits(weights.format()) + weights.scales().fractionBits();
    BigInteger[] a = new BigInteger[m * k];
    for (int i = 0; i < a.length; i++) {
      a[i] =
          activations.isFinite(i / k, i % k)
              ? whole(activations.value(i / k, i % k), activationBits)
              : null;
    }
    BigInteger[] w = new BigInteger[n * k];
    for (int i = 0; i < w.length; i++) {
      w[i] =
          weights.codes().isFinite(i / k, i % k)
              ? whole(weight(weights, i / k, i % k), weightBits)
              : null;
    }
    BigDecimal unit = power(-activationBits - weightBits);
    BigDecimal[] values = new BigDecimal[m * n];
    for (int i = 0; i < values.length; i++) {
      BigInteger sum = dot(a, i / n * k, w, i % n * k, k);
      values[i] = sum == null ? null : new BigDecimal(sum).multiply(unit);
    }
    return new DecimalMatrix(m, n, values);
  }

  private static BigInteger dot(BigInteger[] a, int firstA, BigInteger[] w, int firstW, int k) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < k; i++) {
      if (a[firstA + i] == null || w[firstW + i] == null) {
        return null;
      }
      sum = sum.add(a[firstA + i].multiply(w[firstW + i]));
    }
    return sum;
  }

  /** What a weight stands for, scale and offset included. */
  private static BigDecimal weight(GroupedWeights weights, int feature, int position) {
    GroupScales scales = weights.scales();
    int group = position / scales.group();
    int offset = scales.offset(feature, group);
    NumberFormat format = weights.format();
    long pattern = weights.codes().pattern(feature, position);
    BigDecimal scale =
        scales.format().decode(scales.scale(feature, group)).multiply(power(-scales.shift()));
    BigDecimal value =
        BitModTables.isTable(format)
            ? BitModTables.from(format).get(offset).decode(pattern)
            : format.decode(pattern).subtract(BigDecimal.valueOf(offset));
    return value.multiply(scale);
  }

  private static int fractionBits(NumberFormat format) {
    return Math.max(0, -format.leastExponent());
  }

  private static BigInteger whole(BigDecimal value, int fractionBits) {
    return value.multiply(power(fractionBits)).toBigIntegerExact();
  }

  private static BigDecimal power(int exponent) {
    BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(exponent));
    return exponent >= 0 ? power : BigDecimal.ONE.divide(power);
  }
}
