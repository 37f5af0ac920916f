package picojoule.isa.number;

import java.math.BigDecimal;
import java.util.List;

/**
 * BitMoD's groups (Chen et al., "BitMoD", 2025, algorithm 1): every group takes of four tables the
 * one that leaves the least squared error, and stores which in two bits beside an INT8 scale. Equal
 * errors take the first table.
 */
public final class AdaptiveBlockFormat implements BlockFormat {

  private static final int SIZE = 128;
  private static final int SELECTOR_BITS = 2;
  private static final IntegerFormat SCALE = new IntegerFormat(8, true);

  private final String name;
  private final List<ScaledBlockFormat> candidates;

  /**
   * BitMoD's groups.
   *
   * @param elementBits 3 or 4
   */
  public AdaptiveBlockFormat(int elementBits) {
    name = "bitmod-fp" + elementBits;
    candidates =
        List.of(
                Codebooks.bitMod(elementBits, false, false),
                Codebooks.bitMod(elementBits, false, true),
                Codebooks.bitMod(elementBits, true, false),
                Codebooks.bitMod(elementBits, true, true))
            .stream()
            .map(table -> new ScaledBlockFormat(name, table, SCALE, SIZE, true))
            .toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public NumberFormat element() {
    return candidates.get(0).element();
  }

  /** The table that a selector names. */
  public NumberFormat element(int selector) {
    return candidates.get(selector & ((1 << SELECTOR_BITS) - 1)).element();
  }

  @Override
  public NumberFormat scale() {
    return SCALE;
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int offsetBits() {
    return SELECTOR_BITS;
  }

  @Override
  public boolean hasTensorScale() {
    return true;
  }

  /** Such that no table's scale overflows. */
  @Override
  public float tensorScale(float greatestMagnitude) {
    float least = Float.MAX_VALUE;
    for (ScaledBlockFormat candidate : candidates) {
      least = Math.min(least, candidate.greatestElement());
    }
    return ScaledBlockFormat.tensorScale(SCALE, least, greatestMagnitude);
  }

  @Override
  public EncodedBlocks encode(float[] values, float tensorScale, Rounding rounding) {
    Rounding saturating = rounding.with(Rounding.Overflow.SATURATE);
    int[] scales = new int[blocks(values.length)];
    int[] selectors = new int[scales.length];
    int[] codes = new int[values.length];
    int[] attempt = new int[values.length];
    for (int block = 0; block < scales.length; block++) {
      double least = Double.POSITIVE_INFINITY;
      for (int selector = 0; selector < candidates.size(); selector++) {
        ScaledBlockFormat candidate = candidates.get(selector);
        int first = block * SIZE;
        int scale = candidate.encodeBlock(values, first, tensorScale, attempt, saturating);
        double error = squaredError(values, first, tensorScale, candidate, scale, attempt);
        if (error < least) {
          least = error;
          scales[block] = scale;
          selectors[block] = selector;
          System.arraycopy(attempt, first, codes, first, SIZE);
        }
      }
    }
    return new EncodedBlocks(this, tensorScale, scales, selectors, codes);
  }

  private static double squaredError(
      float[] values,
      int first,
      float tensorScale,
      ScaledBlockFormat format,
      int scale,
      int[] codes) {
    Codebook table = (Codebook) format.element();
    double step = format.scale().decodeDouble(scale);
    double sum = 0;
    for (int i = first; i < first + SIZE; i++) {
      double error = (double) values[i] * tensorScale - step * table.value(codes[i]);
      sum += error * error;
    }
    return sum;
  }

  @Override
  public BigDecimal decode(int scale, int offset, int code) {
    return decodeUnscaled(offset, code).multiply(SCALE.decode(scale));
  }

  @Override
  public BigDecimal decodeUnscaled(int offset, int code) {
    return element(offset).decode(code);
  }
}
