package picojoule.pe.datapath;

import java.util.Arrays;
import picojoule.isa.number.Arithmetic;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/**
 * A PE that multiplies floats: the product is exact, its sum with the accumulator is rounded once,
 * as in a fused multiply-add. Integer weights are dequantized before the multiplier: scale times
 * (code − zero point), rounded to the activation's format. Scales of floating-point weights follow
 * behind the group, rounded once with the sum of the groups before.
 */
final class FloatingMode extends ConfiguredMode {

  private final boolean dequantizing;
  private final FloatingPoint unit;

  FloatingMode(String name, DatapathSettings settings, boolean dequantizing) {
    super(name, settings, Accumulation::float32);
    this.dequantizing = dequantizing;
    unit = new FloatingPoint(Accumulation.rounded(name, accumulation()));
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int passes() {
    return 1;
  }

  @Override
  public int resultBits() {
    return unit.sum().bits();
  }

  @Override
  public GemmOutput gemm(PatternMatrix activations, GroupedWeights weights) {
    IntegerOperands.check(this, activations, weights);
    long[] a = operands(activations);
    long[] w = dequantizing ? dequantized(weights) : operands(weights.codes());
    GroupScales scales = weights.scales();
    boolean isScaled = !dequantizing && !scales.isUnscaled();
    long[] factors = isScaled ? factors(weights) : new long[0];
    int k = weights.k();
    int group = isScaled ? scales.group() : k;
    int groups = isScaled ? scales.groups() : 1;
    int[] results = new int[Math.multiplyExact(activations.rows(), weights.n())];
    long toggles = 0;
    long notFinite = 0;
    for (int token = 0; token < activations.rows(); token++) {
      for (int feature = 0; feature < weights.n(); feature++) {
        long output = unit.zero();
        for (int g = 0; g < groups; g++) {
          int first = g * group;
          int last = Math.min(k, first + group);
          long total = unit.zero();
          int chunk = settings().chunkOf(last - first);
          for (int from = first; from < last; from += chunk) {
            long sum = unit.zero();
            for (int i = from; i < Math.min(last, from + chunk); i++) {
              long next = unit.multiplyAdd(a[token * k + i], w[feature * k + i], sum);
              toggles += Long.bitCount(next ^ sum);
              sum = next;
            }
            if (chunk == last - first) {
              total = sum;
            } else {
              long next = unit.add(total, sum);
              toggles += Long.bitCount(next ^ total);
              total = next;
            }
          }
          output = isScaled ? unit.scaleAdd(factors[feature * groups + g], total, output) : total;
        }
        results[token * weights.n() + feature] = (int) output;
        notFinite += unit.sum().classify(output).isFinite() ? 0 : 1;
      }
    }
    OperandStatistics.Builder statistics = OperandCounter.count(activations, weights.codes());
    statistics.put(DatapathEvent.CYCLES, (long) results.length * k);
    statistics.put(DatapathEvent.RESULT_TOGGLES, toggles);
    statistics.put(DatapathEvent.NOT_FINITE, notFinite);
    return new GemmOutput(
        new PatternMatrix(unit.sum(), activations.rows(), weights.n(), results),
        statistics.build());
  }

  private static long[] operands(PatternMatrix matrix) {
    return Arrays.stream(matrix.patterns())
        .mapToLong(
            pattern -> FloatingPoint.operand(matrix.format(), Integer.toUnsignedLong(pattern)))
        .toArray();
  }

  private static long[] factors(GroupedWeights weights) {
    GroupScales scales = weights.scales();
    long[] factors = new long[weights.n() * scales.groups()];
    for (int i = 0; i < factors.length; i++) {
      int feature = i / scales.groups();
      int g = i % scales.groups();
      if (scales.offset(feature, g) != 0) {
        throw new IllegalArgumentException("floating-point weights have no zero points");
      }
      factors[i] = FloatingScale.of(scales, feature, g);
    }
    return factors;
  }

  private long[] dequantized(GroupedWeights weights) {
    GroupScales scales = weights.scales();
    IntegerFormat format = (IntegerFormat) weights.format();
    NumberFormat target = settings().activation();
    Arithmetic multiplier = new Arithmetic(FloatingPoint.OPERAND, target, FloatingPoint.ROUNDING);
    int k = weights.k();
    long[] values = new long[weights.n() * k];
    for (int i = 0; i < values.length; i++) {
      int feature = i / k;
      int g = i % k / scales.group();
      int centred =
          (int) format.value(weights.codes().pattern(feature, i % k)) - scales.offset(feature, g);
      long weight =
          multiplier.multiply(FloatingScale.of(scales, feature, g), FloatingPoint.operand(centred));
      values[i] = FloatingPoint.operand(target, weight);
    }
    return values;
  }
}
