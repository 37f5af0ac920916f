package picojoule.pe.datapath;

import java.util.OptionalLong;
import picojoule.isa.number.Arithmetic;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.isa.number.Rounding;

/** Dot products of which every sum is rounded to the accumulator's format; products are exact. */
final class RoundedPositDotProduct implements PositDotProduct {

  /** A posit that holds FP4, posit(4,1), posit(8,0) and posit(16,1) exactly. */
  private static final NumberFormat OPERAND = NumberFormats.named("posit(32,2)");

  private final long[] a;
  private final long[] w;
  private final NumberFormat result;
  private final Arithmetic arithmetic;
  private final Arithmetic sums;
  private final int chunk;
  private long toggles;

  /**
   * Dot products.
   *
   * @param chunk products that are summed up before their sum enters a second accumulator; 0 for
   *     all
   */
  RoundedPositDotProduct(
      PatternMatrix activations, PatternMatrix weights, NumberFormat result, int chunk) {
    a = operands(activations);
    w = operands(weights);
    this.result = result;
    this.chunk = chunk;
    sums = new Arithmetic(result, result, Rounding.NEAREST_EVEN);
    arithmetic = new Arithmetic(OPERAND, result, Rounding.NEAREST_EVEN);
  }

  private static long[] operands(PatternMatrix matrix) {
    int[] patterns = matrix.patterns();
    long[] operands = new long[patterns.length];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = OPERAND.convert(matrix.format(), patterns[i], Rounding.NEAREST_EVEN);
    }
    return operands;
  }

  @Override
  public long of(int firstActivation, int firstWeight, int length) {
    if (chunk == 0 || chunk >= length) {
      return sum(firstActivation, firstWeight, length);
    }
    long total = result.zero(false);
    for (int done = 0; done < length; done += chunk) {
      int products = Math.min(chunk, length - done);
      long next = sums.add(total, sum(firstActivation + done, firstWeight + done, products));
      toggles += Long.bitCount(next ^ total);
      total = next;
    }
    return total;
  }

  private long sum(int firstActivation, int firstWeight, int length) {
    long sum = result.zero(false);
    for (int i = 0; i < length; i++) {
      long next = arithmetic.multiplyAdd(a[firstActivation + i], w[firstWeight + i], sum);
      toggles += Long.bitCount(next ^ sum);
      sum = next;
    }
    return sum;
  }

  @Override
  public OptionalLong toggles() {
    return OptionalLong.of(toggles);
  }

  @Override
  public long overflows() {
    return 0;
  }
}
