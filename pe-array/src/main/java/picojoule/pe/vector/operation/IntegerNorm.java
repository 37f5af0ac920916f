package picojoule.pe.vector.operation;

import java.util.List;
import picojoule.pe.vector.table.TableSet;

/** What the norms have in common in integers: from distances to the result. */
final class IntegerNorm {

  /** Fraction bits that means have beyond those of what they are of. */
  static final int MEAN_BITS = 8;

  private IntegerNorm() {}

  /**
   * distance / √(mean square + ε) · gain + bias.
   *
   * @param distances from the centre, in units of 2^-fractionBits
   * @param others gain and bias, as far as they are there
   */
  static FixedPointRow normalized(
      long[] distances,
      int fractionBits,
      List<FixedPointRow> others,
      RowSettings settings,
      TableSet tables) {
    long squares = 0;
    for (long distance : distances) {
      squares = Math.addExact(squares, distance * distance);
    }
    int squareBits = 2 * fractionBits + MEAN_BITS;
    long mean = Math.multiplyExact(squares, 1L << MEAN_BITS) / distances.length;
    mean = Math.addExact(mean, (long) Math.rint(Math.scalb(settings.epsilon(), squareBits)));
    // With nothing to divide by, every distance is zero.
    Mantissa inverse = mean == 0 ? new Mantissa(0, 0) : Mantissa.inverseRoot(mean, tables);
    int productBits = fractionBits + inverse.shift() - squareBits / 2;
    long[] result = new long[distances.length];
    for (int i = 0; i < result.length; i++) {
      long scaled = distances[i] * inverse.code();
      int bits = productBits;
      if (!others.isEmpty()) {
        scaled = Math.multiplyExact(scaled, others.get(0).code(i));
        bits += others.get(0).fractionBits();
      }
      result[i] = settings.rounding().shift(scaled, bits - settings.resultFractionBits());
      if (others.size() > 1) {
        FixedPointRow bias = others.get(1);
        result[i] +=
            settings
                .rounding()
                .shift(bias.code(i), bias.fractionBits() - settings.resultFractionBits());
      }
      result[i] = settings.saturated(result[i]);
    }
    return new FixedPointRow(result, settings.resultFractionBits());
  }
}
