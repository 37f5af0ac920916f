package picojoule.isa.number;

/**
 * Exact arithmetic on patterns, rounded once to the result's format. Zeros and exceptions are as in
 * IEEE 754-2019: a product's sign is that of its operands, a sum that cancels is plus zero,
 * infinity times zero and infinity minus infinity are NaN. A result that has no NaN refuses it.
 *
 * @param operand the format of what is multiplied, and of both summands of {@link #add}
 * @param result the format of the result, and of the summand of {@link #multiplyAdd}
 */
public record Arithmetic(NumberFormat operand, NumberFormat result, Rounding rounding) {

  /** How a dot product is summed up. */
  public enum Accumulation {
    /** Exactly, in a quire, and rounded once. */
    EXACT,
    /** In the order of the operands; each product is added exactly, the sum rounded. */
    FUSED,
    /** In the order of the operands; each product is rounded, then the sum is. */
    SEQUENTIAL
  }

  /** a × b. */
  public long multiply(long a, long b) {
    ValueClass classA = operand.classify(a);
    ValueClass classB = operand.classify(b);
    boolean negative = operand.isNegative(a) ^ operand.isNegative(b);
    if (!classA.isFinite() || !classB.isFinite()) {
      return isNotANumber(classA, classB) ? result.notANumber() : result.infinity(negative);
    }
    if (classA == ValueClass.ZERO || classB == ValueClass.ZERO) {
      return result.zero(negative);
    }
    // Significands have up to 32 bits.
    long product = operand.significand(a) * operand.significand(b);
    int zeros = Long.numberOfLeadingZeros(product);
    int scale = operand.exponent(a) + operand.exponent(b) + Long.SIZE - 1 - zeros;
    return result.round(negative, scale, product << zeros, false, rounding);
  }

  private static boolean isNotANumber(ValueClass a, ValueClass b) {
    return a.compareTo(ValueClass.INFINITY) > 0
        || b.compareTo(ValueClass.INFINITY) > 0
        || a == ValueClass.ZERO
        || b == ValueClass.ZERO;
  }

  /** a + b. */
  public long add(long a, long b) {
    ValueClass classA = operand.classify(a);
    ValueClass classB = operand.classify(b);
    boolean negativeA = operand.isNegative(a);
    boolean negativeB = operand.isNegative(b);
    if (!classA.isFinite() || !classB.isFinite()) {
      return addExceptions(classA, negativeA, classB, negativeB);
    }
    long significandA = operand.significand(a);
    long significandB = operand.significand(b);
    return sum(
        negativeA, significandA, operand.exponent(a), negativeB, significandB, operand.exponent(b));
  }

  /** a × b + c, rounded once. */
  public long multiplyAdd(long a, long b, long c) {
    ValueClass classA = operand.classify(a);
    ValueClass classB = operand.classify(b);
    ValueClass classC = result.classify(c);
    boolean negative = operand.isNegative(a) ^ operand.isNegative(b);
    if (classA.isFinite() && classB.isFinite() && classC.isFinite()) {
      return sum(
          negative,
          operand.significand(a) * operand.significand(b),
          operand.exponent(a) + operand.exponent(b),
          result.isNegative(c),
          result.significand(c),
          result.exponent(c));
    }
    if (classA.isFinite() && classB.isFinite()) {
      return addExceptions(ValueClass.NORMAL, negative, classC, result.isNegative(c));
    }
    ValueClass product = isNotANumber(classA, classB) ? ValueClass.NAN : ValueClass.INFINITY;
    return addExceptions(product, negative, classC, result.isNegative(c));
  }

  private long addExceptions(
      ValueClass classA, boolean negativeA, ValueClass classB, boolean negativeB) {
    boolean isInfiniteA = classA == ValueClass.INFINITY;
    boolean isInfiniteB = classB == ValueClass.INFINITY;
    boolean isReal = (isInfiniteA || classA.isFinite()) && (isInfiniteB || classB.isFinite());
    if (!isReal || (isInfiniteA && isInfiniteB && negativeA != negativeB)) {
      return result.notANumber();
    }
    return result.infinity(isInfiniteA ? negativeA : negativeB);
  }

  /** The sum of two numbers of up to 64 significant bits, in 128 bits and a sticky one. */
  private long sum(
      boolean negativeA,
      long significandA,
      int exponentA,
      boolean negativeB,
      long significandB,
      int exponentB) {
    if (significandA == 0 && significandB == 0) {
      return result.zero(negativeA && negativeB);
    }
    if (significandA == 0 || significandB == 0) {
      boolean isA = significandB == 0;
      long significand = isA ? significandA : significandB;
      int zeros = Long.numberOfLeadingZeros(significand);
      int scale = (isA ? exponentA : exponentB) + Long.SIZE - 1 - zeros;
      return result.round(
          isA ? negativeA : negativeB, scale, significand << zeros, false, rounding);
    }
    int zerosA = Long.numberOfLeadingZeros(significandA);
    int zerosB = Long.numberOfLeadingZeros(significandB);
    long a = significandA << zerosA;
    long b = significandB << zerosB;
    int scaleA = exponentA + Long.SIZE - 1 - zerosA;
    int scaleB = exponentB + Long.SIZE - 1 - zerosB;
    boolean isSwapped = scaleA < scaleB || (scaleA == scaleB && Long.compareUnsigned(a, b) < 0);
    return isSwapped
        ? sumOrdered(negativeB, b, scaleB, negativeA, a, scaleB - scaleA)
        : sumOrdered(negativeA, a, scaleA, negativeB, b, scaleA - scaleB);
  }

  /** The greater magnitude first, both with their highest bit one; the lesser is shifted down. */
  private long sumOrdered(
      boolean negative, long greater, int scale, boolean otherNegative, long lesser, int shift) {
    // The greater stands one bit below the top of the high word, which leaves room for a carry.
    long high = greater >>> 1;
    long low = greater << 63;
    int down = Math.min(shift + 1, 128);
    long otherHigh = down < 64 ? lesser >>> down : 0;
    long otherLow = down < 64 ? lesser << -down : down < 128 ? lesser >>> (down - 64) : 0;
    boolean sticky = down > 64 && (down == 128 || lesser << -(down - 64) != 0);
    if (negative == otherNegative) {
      low += otherLow;
      high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
    } else {
      // What is subtracted is a little more than its bits: one less, and again a little more.
      boolean borrow = Long.compareUnsigned(low, otherLow) < 0;
      low -= otherLow;
      high -= otherHigh + (borrow ? 1 : 0);
      if (sticky) {
        high -= low == 0 ? 1 : 0;
        low--;
      }
    }
    if (high == 0 && low == 0) {
      return result.zero(false);
    }
    int zeros = high != 0 ? Long.numberOfLeadingZeros(high) : 64 + Long.numberOfLeadingZeros(low);
    long significand =
        zeros < 64 ? high << zeros | low >>> 1 >>> (63 - zeros) : low << (zeros - 64);
    boolean inexact = sticky || (zeros < 64 && low << zeros != 0);
    return result.round(negative, scale + 1 - zeros, significand, inexact, rounding);
  }

  /** The dot product of two vectors, summed up exactly and rounded once. */
  public long dot(long[] a, long[] b) {
    return dot(a, b, Accumulation.EXACT);
  }

  /** The dot product of two vectors of one length. */
  public long dot(long[] a, long[] b, Accumulation accumulation) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "a dot product of " + a.length + " and " + b.length + " elements");
    }
    if (accumulation == Accumulation.EXACT) {
      Quire quire = Quire.forProducts(operand, operand, result);
      for (int i = 0; i < a.length; i++) {
        quire.addProduct(operand, a[i], operand, b[i]);
      }
      return quire.round(result, rounding);
    }
    Arithmetic sums = new Arithmetic(result, result, rounding);
    long sum = result.zero(false);
    for (int i = 0; i < a.length; i++) {
      sum =
          accumulation == Accumulation.FUSED
              ? multiplyAdd(a[i], b[i], sum)
              : sums.add(sum, multiply(a[i], b[i]));
    }
    return sum;
  }
}
