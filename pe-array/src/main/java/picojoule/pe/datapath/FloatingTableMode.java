package picojoule.pe.datapath;

import picojoule.isa.number.Arithmetic;
import picojoule.isa.number.NumberFormat;

/**
 * LUT Tensor Core's PE with floating-point activations. Entries of a table are formed in the
 * activation's format, from the last activation of the run down to the first, every sum rounded; an
 * entry times 2^bit is added to the partial sum, rounded. The exponent's increment is exact: the
 * published RTL wraps there, and turns an entry of zero into a small number.
 *
 * <p>Quantized tables hold INT8 entries, −127 to 127, times a power of two, the least with which no
 * entry is clipped, of the exact sums, rounded once to nearest and even. The dequantizer works in
 * the format of the partial sums: sum − z'·Σa, then times s' plus the output, each rounded once. A
 * run with an infinity or a NaN makes the output NaN where tables are quantized.
 */
final class FloatingTableMode extends ConfiguredMode {

  private static final int GREATEST_ENTRY = 127;

  private final FloatingPoint unit;

  FloatingTableMode(String name, DatapathSettings settings) {
    super(name, settings, Accumulation::float32);
    unit = new FloatingPoint(Accumulation.rounded(name, accumulation()));
  }

  @Override
  public int lanes() {
    return settings().tableInputs();
  }

  @Override
  public int passes() {
    return settings().weight().bits();
  }

  @Override
  public int resultBits() {
    return unit.sum().bits();
  }

  @Override
  public GemmOutput gemm(PatternMatrix activations, GroupedWeights weights) {
    IntegerOperands.check(this, activations, weights);
    return new Run(activations, weights).gemm();
  }

  /** One GEMM. */
  private final class Run {
    private final PatternMatrix activations;
    private final GroupedWeights weights;
    private final GroupScales scales;
    private final TableChunks chunks;
    private final OddWeights odd;

    /** Addends in the format of partial sums: by run, by bit, by index. */
    private final long[] addends;

    private long toggles;
    private long nonzeroTerms;
    private long notFinite;

    Run(PatternMatrix activations, GroupedWeights weights) {
      this.activations = activations;
      this.weights = weights;
      scales = weights.scales();
      chunks =
          new TableChunks(weights.k(), scales.group(), scales.groups(), settings().tableInputs());
      odd = new OddWeights(weights.codes(), chunks);
      addends = new long[chunks.count() * odd.bits() * chunks.entries()];
    }

    GemmOutput gemm() {
      int[] results = new int[Math.multiplyExact(activations.rows(), weights.n())];
      long[] activationSums = new long[scales.groups()];
      for (int token = 0; token < activations.rows(); token++) {
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
          buildTable(token, chunk);
        }
        sumActivations(token, activationSums);
        for (int feature = 0; feature < weights.n(); feature++) {
          long output = unit.zero();
          for (int g = 0; g < activationSums.length; g++) {
            long zeroPoint = FloatingPoint.operand((int) -odd.zeroPoint(scales.offset(feature, g)));
            long centred = unit.scaleAdd(zeroPoint, activationSums[g], groupSum(feature, g));
            long scale = FloatingScale.of(scales, feature, g, -odd.scaleShift());
            output = unit.scaleAdd(scale, centred, output);
          }
          results[token * weights.n() + feature] = (int) output;
          notFinite += unit.sum().classify(output).isFinite() ? 0 : 1;
        }
      }
      OperandStatistics.Builder statistics = OperandCounter.count(activations, weights.codes());
      odd.count(activations.rows(), weights.n(), statistics);
      statistics.put(DatapathEvent.NONZERO_TERMS, nonzeroTerms);
      statistics.put(DatapathEvent.RESULT_TOGGLES, toggles);
      statistics.put(DatapathEvent.NOT_FINITE, notFinite);
      return new GemmOutput(
          new PatternMatrix(unit.sum(), activations.rows(), weights.n(), results),
          statistics.build());
    }

    private void sumActivations(int token, long[] sums) {
      long one = FloatingPoint.operand(1);
      for (int g = 0; g < sums.length; g++) {
        long sum = unit.zero();
        int end = Math.min(weights.k(), (g + 1) * scales.group());
        for (int i = g * scales.group(); i < end; i++) {
          long a = FloatingPoint.operand(activation(), activations.pattern(token, i));
          sum = unit.multiplyAdd(a, one, sum);
        }
        sums[g] = sum;
      }
    }

    private void buildTable(int token, int chunk) {
      for (int i = 0; i < chunks.length(chunk); i++) {
        if (settings().tableQuantization()
            && !activations.isFinite(token, chunks.start(chunk) + i)) {
          for (int bit = 0; bit < odd.bits(); bit++) {
            for (int index = 0; index < chunks.entries(); index++) {
              set(chunk, bit, index, unit.sum().notANumber());
            }
          }
          return;
        }
      }
      if (settings().tableQuantization()) {
        buildQuantized(token, chunk);
      } else {
        buildRounded(token, chunk);
      }
    }

    private void buildRounded(int token, int chunk) {
      NumberFormat format = activation();
      Arithmetic adder = new Arithmetic(format, format, FloatingPoint.ROUNDING);
      for (int index = 0; index < chunks.entries(); index++) {
        long entry = format.zero(false);
        for (int i = chunks.length(chunk) - 1; i >= 0; i--) {
          long a = activations.pattern(token, chunks.start(chunk) + i);
          entry = adder.add(entry, (index >> i & 1) == 0 ? FloatingPoint.negated(format, a) : a);
        }
        for (int bit = 0; bit < odd.bits(); bit++) {
          set(chunk, bit, index, shifted(format, entry, bit));
        }
      }
    }

    private long shifted(NumberFormat format, long entry, int bit) {
      if (!format.classify(entry).isFinite()) {
        return unit.sum().convert(format, entry, FloatingPoint.ROUNDING);
      }
      long magnitude = format.significand(entry);
      return unit.of(
          format.isNegative(entry) ? -magnitude : magnitude, format.exponent(entry) + bit);
    }

    private void buildQuantized(int token, int chunk) {
      NumberFormat format = activation();
      int lowest = format.leastExponent();
      long[] entries = new long[chunks.entries()];
      long greatest = 0;
      for (int index = 0; index < entries.length; index++) {
        for (int i = 0; i < chunks.length(chunk); i++) {
          long a = activations.pattern(token, chunks.start(chunk) + i);
          long magnitude = format.significand(a) << (format.exponent(a) - lowest);
          boolean isAdded = (index >> i & 1) == 1;
          entries[index] += format.isNegative(a) == isAdded ? -magnitude : magnitude;
        }
        greatest = Math.max(greatest, Math.abs(entries[index]));
      }
      int shift = 0;
      while (FixedPointMatrix.shiftRounding(greatest, shift) > GREATEST_ENTRY) {
        shift++;
      }
      for (int index = 0; index < entries.length; index++) {
        long entry = FixedPointMatrix.shiftRounding(entries[index], shift);
        for (int bit = 0; bit < odd.bits(); bit++) {
          set(chunk, bit, index, unit.of(entry, lowest + shift + bit));
        }
      }
    }

    private void set(int chunk, int bit, int index, long addend) {
      addends[(chunk * odd.bits() + bit) * chunks.entries() + index] = addend;
    }

    private long groupSum(int feature, int g) {
      int first = chunks.firstOfGroup(g);
      int last = chunks.firstOfGroup(g + 1);
      int step = chunks.runs(settings().chunk(), last - first);
      if (step == last - first) {
        return runsSum(feature, first, last);
      }
      long total = unit.zero();
      for (int run = first; run < last; run += step) {
        long next = unit.add(total, runsSum(feature, run, Math.min(last, run + step)));
        toggles += Long.bitCount(next ^ total);
        total = next;
      }
      return total;
    }

    private long runsSum(int feature, int firstRun, int lastRun) {
      int entries = chunks.entries();
      int bits = odd.bits();
      long sum = unit.zero();
      for (int plane = firstRun * bits; plane < lastRun * bits; plane++) {
        int word = odd.planes()[odd.firstPlane(feature) + plane] & 0xff;
        long addend = addends[plane * entries + (word & (entries - 1))];
        long selected = (word & entries) == 0 ? addend : FloatingPoint.negated(unit.sum(), addend);
        nonzeroTerms += unit.sum().significand(addend) == 0 ? 0 : 1;
        long next = unit.add(sum, selected);
        toggles += Long.bitCount(next ^ sum);
        sum = next;
      }
      return sum;
    }
  }
}
