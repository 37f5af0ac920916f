package picojoule.explore.chart;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import picojoule.isa.number.Codebook;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.Rounding;

/**
 * How finely a format tells values above zero apart: for a value, log2(value / gap to the next).
 *
 * @param points in ascending order of their values
 */
public record PrecisionCurve(String name, List<Point> points) {

  /**
   * The precision at a value.
   *
   * @param magnitude log2 of the value
   * @param bits precision there
   */
  public record Point(double magnitude, double bits) {}

  public PrecisionCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of a format: at every value of a table; of other formats at every power of two that
   * they hold, which is where precision is least, up to the greatest value.
   */
  public static PrecisionCurve of(NumberFormat format) {
    return new PrecisionCurve(
        format.name(), format instanceof Codebook ? ofTable(format) : ofPowers(format));
  }

  private static List<Point> ofTable(NumberFormat format) {
    List<Point> points = new ArrayList<>();
    BigDecimal last = null;
    for (BigDecimal value : positives(format)) {
      if (last != null) {
        points.add(point(last, value));
      }
      last = value;
    }
    return points;
  }

  /** Above zero, patterns are in the order of their values. */
  private static List<Point> ofPowers(NumberFormat format) {
    List<Point> points = new ArrayList<>();
    for (int scale = scale(format.leastPositive()); scale <= format.greatestScale(); scale++) {
      BigDecimal power = powerOfTwo(scale);
      long pattern = format.encode(power, Rounding.TOWARD_ZERO);
      boolean isHeld = format.decode(pattern).compareTo(power) == 0;
      if (isHeld && power.compareTo(format.greatest()) < 0) {
        points.add(point(power, format.decode(pattern + 1)));
      }
    }
    if (!points.isEmpty()) {
      double last = points.get(points.size() - 1).bits();
      points.add(new Point(log2(format.greatest()), last));
    }
    return points;
  }

  private static NavigableSet<BigDecimal> positives(NumberFormat format) {
    NavigableSet<BigDecimal> values = new TreeSet<>();
    LongStream.range(0, 1L << format.bits())
        .filter(pattern -> format.classify(pattern).isFinite())
        .mapToObj(format::decode)
        .filter(value -> value.signum() > 0)
        .forEach(values::add);
    return values;
  }

  private static Point point(BigDecimal value, BigDecimal next) {
    return new Point(log2(value), log2(value.divide(next.subtract(value), MathContext.DECIMAL64)));
  }

  private static BigDecimal powerOfTwo(int scale) {
    BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(scale)));
    return scale >= 0 ? power : BigDecimal.ONE.divide(power);
  }

  private static int scale(BigDecimal value) {
    return (int) Math.floor(log2(value) + 1e-9);
  }

  /** Of numbers beyond the range of a double, too. */
  private static double log2(BigDecimal value) {
    int scale = 0;
    BigDecimal rest = value.round(MathContext.DECIMAL64);
    while (rest.doubleValue() < Double.MIN_NORMAL) {
      rest = rest.multiply(powerOfTwo(512));
      scale -= 512;
    }
    while (Double.isInfinite(rest.doubleValue())) {
      rest = rest.divide(powerOfTwo(512), MathContext.DECIMAL64);
      scale += 512;
    }
    double mantissa = rest.doubleValue();
    int exponent = Math.getExponent(mantissa);
    return scale + exponent + Math.log(Math.scalb(mantissa, -exponent)) / Math.log(2);
  }
}
