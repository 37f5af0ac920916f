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
  private final int chunk;
  private final int exponent;
  private final long mask;
  private boolean isReal;
  private long toggles;
  private long overflows;

  /**
   * Dot products.
   *
   * @param chunk products that are summed up before their sum enters a second accumulator; 0 for
   *     all
   */
  FixedPointPositDotProduct(
      PatternMatrix activations,
      PatternMatrix weights,
      NumberFormat result,
      Accumulator accumulator,
      int chunk) {
    a = values(activations);
    w = values(weights);
    this.result = result;
    this.accumulator = accumulator;
    this.chunk = chunk;
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
    isReal = true;
    long total = 0;
    int step = chunk == 0 ? length : Math.min(chunk, length);
    for (int done = 0; done < length; done += step) {
      int products = Math.min(step, length - done);
      long sum = sum(firstActivation + done, firstWeight + done, products);
      total = step == length ? sum : added(total, sum);
    }
    return isReal ? SimdPositMode.rounded(result, total, exponent) : result.notANumber();
  }

  private long added(long total, long sum) {
    long next = total + sum;
    if (!accumulator.holds(next)) {
      overflows++;
      next = accumulator.overflowed(next);
    }
    toggles += Long.bitCount((next ^ total) & mask);
    return next;
  }

  private long sum(int firstActivation, int firstWeight, int length) {
    long sum = 0;
    long changed = 0;
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
    return sum;
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
