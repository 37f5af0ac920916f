package picojoule.pe.datapath;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How far a computed product is from the exact one, over the outputs that have a value in both.
 *
 * @param signalPower sum of the exact outputs' squares
 * @param noisePower sum of the errors' squares
 * @param greatest greatest magnitude of an error
 * @param mean mean magnitude of an error
 * @param compared outputs compared
 * @param notFinite outputs left out, infinite or no number
 */
public record GemmError(
    double signalPower,
    double noisePower,
    double greatest,
    double mean,
    long compared,
    long notFinite) {

  /** Compares, exactly, and rounds only the sums. */
  public static GemmError of(ExactMatrix computed, ExactMatrix exact) {
    if (computed.rows() != exact.rows() || computed.columns() != exact.columns()) {
      throw new IllegalArgumentException("matrices of different extents are not compared");
    }
    BigDecimal signal = BigDecimal.ZERO;
    BigDecimal noise = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal greatest = BigDecimal.ZERO;
    long compared = 0;
    long notFinite = 0;
    for (int row = 0; row < exact.rows(); row++) {
      for (int column = 0; column < exact.columns(); column++) {
        if (!computed.isFinite(row, column) || !exact.isFinite(row, column)) {
          notFinite++;
          continue;
        }
        BigDecimal truth = exact.value(row, column);
        BigDecimal error = computed.value(row, column).subtract(truth).abs();
        signal = signal.add(truth.multiply(truth), MathContext.DECIMAL128);
        noise = noise.add(error.multiply(error), MathContext.DECIMAL128);
        sum = sum.add(error, MathContext.DECIMAL128);
        greatest = greatest.max(error);
        compared++;
      }
    }
    double mean = compared == 0 ? 0 : sum.doubleValue() / compared;
    return new GemmError(
        signal.doubleValue(),
        noise.doubleValue(),
        greatest.doubleValue(),
        mean,
        compared,
        notFinite);
  }

  /** Signal to quantization noise in dB: infinite where there is no error. */
  public double sqnrDecibels() {
    return noisePower == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signalPower / noisePower);
  }
}
