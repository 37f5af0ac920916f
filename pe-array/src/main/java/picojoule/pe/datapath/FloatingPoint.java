package picojoule.pe.datapath;

import picojoule.isa.number.Arithmetic;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.isa.number.Rounding;

/**
 * The floating-point units of a PE around a sum's format: every result is rounded once, to nearest
 * and even; overflow gives infinity. Operands are read as FP32, which holds FP16, BF16, FP8, FP4
 * and integers of up to 24 bits exactly.
 */
final class FloatingPoint {

  /** Wide enough for every operand. */
  static final NumberFormat OPERAND = NumberFormats.named("fp32");

  /** IEEE 754's default. */
  static final Rounding ROUNDING = Rounding.NEAREST_EVEN.with(Rounding.Overflow.SPECIAL);

  private static final int OPERAND_INTEGER_BITS = 24;
  private static final long ONE = operand(1);

  private final NumberFormat sum;
  private final Arithmetic products;
  private final Arithmetic sums;
  private final Arithmetic widened;

  FloatingPoint(NumberFormat sum) {
    this.sum = sum;
    products = new Arithmetic(OPERAND, sum, ROUNDING);
    sums = new Arithmetic(sum, sum, ROUNDING);
    widened = new Arithmetic(OPERAND, OPERAND, ROUNDING);
  }

  NumberFormat sum() {
    return sum;
  }

  long zero() {
    return sum.zero(false);
  }

  /** Sum plus the product of two operands, rounded once. */
  long multiplyAdd(long a, long b, long addend) {
    return products.multiplyAdd(a, b, addend);
  }

  /** The sum of two sums. */
  long add(long a, long b) {
    return sums.add(a, b);
  }

  /** An output with a scaled sum added, rounded once: scale × sum + output. */
  long scaleAdd(long scale, long partialSum, long output) {
    return sum.equals(OPERAND)
        ? widened.multiplyAdd(scale, partialSum, output)
        : products.multiplyAdd(scale, OPERAND.convert(sum, partialSum, ROUNDING), output);
  }

  /** ± magnitude × 2^exponent in the sum's format, rounded. */
  long of(long value, int exponent) {
    if (value == 0) {
      return sum.zero(false);
    }
    long magnitude = Math.abs(value);
    int zeros = Long.numberOfLeadingZeros(magnitude);
    return sum.round(
        value < 0, exponent + Long.SIZE - 1 - zeros, magnitude << zeros, false, ROUNDING);
  }

  /** A sum plus value × 2^exponent, rounded once; the value has up to 24 bits. */
  long addExact(long partialSum, long value, int exponent) {
    if (value == 0) {
      return partialSum;
    }
    long magnitude = Math.abs(value);
    int zeros = Long.numberOfLeadingZeros(magnitude);
    long operand =
        OPERAND.round(
            value < 0, exponent + Long.SIZE - 1 - zeros, magnitude << zeros, false, ROUNDING);
    return products.multiplyAdd(operand, ONE, partialSum);
  }

  /** A pattern of a format as an operand. */
  static long operand(NumberFormat format, long pattern) {
    return OPERAND.convert(format, pattern, ROUNDING);
  }

  /** A whole number of up to 24 bits as an operand. */
  static long operand(int whole) {
    if (Math.abs((long) whole) >>> OPERAND_INTEGER_BITS != 0) {
      throw new IllegalArgumentException(whole + " is too wide for a floating-point operand");
    }
    return OPERAND.convert(new IntegerFormat(32, true), whole, ROUNDING);
  }

  /** A pattern of a sum with its sign changed. */
  static long negated(NumberFormat format, long pattern) {
    return pattern ^ 1L << (format.bits() - 1);
  }
}
