package picojoule.pe.datapath;

import java.util.OptionalLong;
import picojoule.isa.number.NumberFormat;

/**
 * Dot products of narrow operands, whose values are whole numbers of at most 14 bits times one
 * power of two: a quire of 62 bits, or a narrower register.
 */
final class FixedPointPositDotProduct implements PositDotProduct {

  /** Stands for NaR. */
  private static final int NOT_REAL = Integer.MIN_VALUE;

  private final int[] a;
  private final int[] w;
  private final NumberFormat result;
  private final Accumulator accumulator;
  private final int exponent;
  private final long mask;
  private long toggles;
  private long overflows;

  FixedPointPositDotProduct(
      PatternMatrix activations,
      PatternMatrix weights,
      NumberFormat result,
      Accumulator accumulator) {
    a = values(activations);
    w = values(weights);
    this.result = result;
    this.accumulator = accumulator;
    exponent = activations.format().leastExponent() + weights.format().leastExponent();
    mask = -1L >>> (Long.SIZE - accumulator.bits());
  }

  private static int[] values(PatternMatrix operands) {
    NumberFormat format = operands.format();
    return IntegerOperands.values(
        operands,
        pattern -> {
          if (SimdPositMode.isNotReal(format, pattern)) {
            return NOT_REAL;
          }
          // A short fraction leaves zeros below; an exponent below the least has such zeros.
          long significand = format.significand(pattern);
          int shift = format.exponent(pattern) - format.leastExponent();
          int magnitude = (int) (shift >= 0 ? significand << shift : significand >> -shift);
          return format.isNegative(pattern) ? -magnitude : magnitude;
        });
  }

  @Override
  public long of(int firstActivation, int firstWeight, int length) {
    long sum = 0;
    long changed = 0;
    boolean isReal = true;
    for (int i = 0; i < length; i++) {
      int activation = a[firstActivation + i];
      int weight = w[firstWeight + i];
      if (activation == NOT_REAL || weight == NOT_REAL) {
        isReal = false;
        continue;
      }
      long next = sum + (long) activation * weight;
      if (!accumulator.holds(next)) {
        overflows++;
        next = accumulator.overflowed(next);
      }
      changed += Long.bitCount((next ^ sum) & mask);
      sum = next;
    }
    toggles += changed;
    return isReal ? SimdPositMode.rounded(result, sum, exponent) : result.notANumber();
  }

  @Override
  public OptionalLong toggles() {
    return OptionalLong.of(toggles);
  }

  @Override
  public long overflows() {
    return overflows;
  }
}
