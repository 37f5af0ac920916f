package picojoule.isa.number;

import java.math.BigDecimal;
import picojoule.isa.number.Arithmetic.Accumulation;

/**
 * Dot products of vectors in blocks. The tensors' scales are not divided out: they are factors of
 * the whole result.
 *
 * @param result the format of the result, and of the running sum where there is one
 */
public record BlockArithmetic(NumberFormat result, Rounding rounding) {

  /**
   * The dot product of two vectors of one length and block size.
   *
   * @param accumulation exact and rounded once; or, block by block, elements summed up in the
   *     result's format in their order, this multiplied with both scales and rounded, and added to
   *     the sum over the blocks
   */
  public long dot(EncodedBlocks a, EncodedBlocks b, Accumulation accumulation) {
    if (a.length() != b.length() || a.format().size() != b.format().size()) {
      throw new IllegalArgumentException(
          "a dot product of %d elements in blocks of %d and %d in blocks of %d"
              .formatted(a.length(), a.format().size(), b.length(), b.format().size()));
    }
    for (int i = 0; i < a.length(); i++) {
      if (!a.isFinite(i) || !b.isFinite(i)) {
        return result.notANumber();
      }
    }
    if (accumulation != Accumulation.EXACT) {
      return running(a, b, accumulation);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < a.length(); i++) {
      sum = sum.add(a.scaledValue(i).multiply(b.scaledValue(i)));
    }
    return result.encode(sum, rounding);
  }

  private long running(EncodedBlocks a, EncodedBlocks b, Accumulation accumulation) {
    Arithmetic sums = new Arithmetic(result, result, rounding);
    int size = a.format().size();
    long total = result.zero(false);
    for (int block = 0; block < a.blocks(); block++) {
      long sum = result.zero(false);
      for (int i = block * size; i < (block + 1) * size; i++) {
        BigDecimal elements =
            a.format()
                .decodeUnscaled(a.offset(block), a.code(i))
                .multiply(b.format().decodeUnscaled(b.offset(block), b.code(i)));
        sum =
            accumulation == Accumulation.FUSED
                ? addExactly(sum, elements)
                : sums.add(sum, result.encode(elements, rounding));
      }
      long product = scaled(sum, a, b, block);
      // One block's minus zero stays one.
      total = block == 0 ? product : sums.add(total, product);
    }
    return total;
  }

  private long addExactly(long sum, BigDecimal product) {
    return result.classify(sum).isFinite()
        ? result.encode(result.decode(sum).add(product), rounding)
        : sum;
  }

  private long scaled(long sum, EncodedBlocks a, EncodedBlocks b, int block) {
    if (!result.classify(sum).isFinite()) {
      return sum;
    }
    return result.encode(
        result
            .decode(sum)
            .multiply(a.format().scale().decode(a.scale(block)))
            .multiply(b.format().scale().decode(b.scale(block))),
        rounding);
  }
}
