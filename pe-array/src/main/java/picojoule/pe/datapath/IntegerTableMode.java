package picojoule.pe.datapath;

/**
 * LUT Tensor Core's PE with integer activations. For each run of activations a table holds half of
 * their signed sums, those in which the last is subtracted; the weights' bits, the lowest first,
 * select an entry and its sign each, which is shifted by the bit's place and added.
 *
 * <p>Quantized tables hold INT8 entries, −127 to 127, times a scale of their own. The publication
 * does not say what kind of scale; here it is the least power of two with which no entry is
 * clipped, entries rounded to nearest and even, so that a shifter applies it.
 */
final class IntegerTableMode extends ConfiguredMode {

  private static final int GREATEST_ENTRY = 127;

  private final Accumulator accumulator;

  IntegerTableMode(String name, DatapathSettings settings) {
    super(name, settings, Accumulation::integer32);
    accumulator = Accumulation.register(name, accumulation());
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
    return Long.SIZE;
  }

  @Override
  public GemmOutput gemm(PatternMatrix activations, GroupedWeights weights) {
    IntegerOperands.check(this, activations, weights);
    return new Run(activations, weights).gemm();
  }

  /** One GEMM. */
  private final class Run {
    private final int[] a;
    private final PatternMatrix activations;
    private final GroupedWeights weights;
    private final GroupScales scales;
    private final TableChunks chunks;
    private final OddWeights odd;
    private final int[] tables;
    private final long mask = -1L >>> (Long.SIZE - accumulator.bits());
    private long toggles;
    private long nonzeroTerms;
    private long overflows;

    Run(PatternMatrix activations, GroupedWeights weights) {
      this.activations = activations;
      this.weights = weights;
      a = IntegerOperands.values(activations);
      scales = weights.scales();
      chunks =
          new TableChunks(weights.k(), scales.group(), scales.groups(), settings().tableInputs());
      odd = new OddWeights(weights.codes(), chunks);
      tables = new int[chunks.count() * chunks.entries()];
    }

    GemmOutput gemm() {
      FixedPointMatrix product =
          new FixedPointMatrix(
              activations.rows(), weights.n(), scales.fractionBits() + odd.scaleShift());
      long[] activationSums = new long[scales.groups()];
      for (int token = 0; token < activations.rows(); token++) {
        buildTables(token * weights.k());
        sumActivations(token * weights.k(), activationSums);
        for (int feature = 0; feature < weights.n(); feature++) {
          long output = 0;
          for (int g = 0; g < activationSums.length; g++) {
            long zeroPoint = odd.zeroPoint(scales.offset(feature, g));
            long shifted = Math.multiplyExact(zeroPoint, activationSums[g]);
            long centred = Math.subtractExact(groupSum(feature, g), shifted);
            output =
                Math.addExact(output, Math.multiplyExact(scales.fixedPoint(feature, g), centred));
          }
          product.set(token, feature, output);
        }
      }
      OperandStatistics.Builder statistics = OperandCounter.count(activations, weights.codes());
      odd.count(activations.rows(), weights.n(), statistics);
      statistics.put(DatapathEvent.NONZERO_TERMS, nonzeroTerms);
      statistics.put(DatapathEvent.RESULT_TOGGLES, toggles);
      statistics.put(DatapathEvent.OVERFLOWS, overflows);
      return new GemmOutput(product, statistics.build());
    }

    private void sumActivations(int row, long[] sums) {
      for (int g = 0; g < sums.length; g++) {
        int end = row + Math.min(weights.k(), (g + 1) * scales.group());
        long sum = 0;
        for (int i = row + g * scales.group(); i < end; i++) {
          sum = accumulator.add(sum, a[i]);
        }
        sums[g] = sum;
      }
    }

    private void buildTables(int row) {
      int entries = chunks.entries();
      for (int chunk = 0; chunk < chunks.count(); chunk++) {
        int first = row + chunks.start(chunk);
        int greatest = 0;
        for (int index = 0; index < entries; index++) {
          int entry = 0;
          for (int i = 0; i < chunks.length(chunk); i++) {
            entry += (index >> i & 1) == 0 ? -a[first + i] : a[first + i];
          }
          tables[chunk * entries + index] = entry;
          greatest = Math.max(greatest, Math.abs(entry));
        }
        if (settings().tableQuantization()) {
          quantize(chunk * entries, entries, greatest);
        }
      }
    }

    private void quantize(int from, int entries, int greatest) {
      int shift = 0;
      while (FixedPointMatrix.shiftRounding(greatest, shift) > GREATEST_ENTRY) {
        shift++;
      }
      for (int i = from; i < from + entries; i++) {
        tables[i] = (int) FixedPointMatrix.shiftRounding(tables[i], shift) << shift;
      }
    }

    private long groupSum(int feature, int g) {
      int first = chunks.firstOfGroup(g);
      int last = chunks.firstOfGroup(g + 1);
      int step = chunks.runs(settings().chunk(), last - first);
      if (step == last - first) {
        return runsSum(feature, first, last);
      }
      long total = 0;
      for (int run = first; run < last; run += step) {
        long next = total + runsSum(feature, run, Math.min(last, run + step));
        if (!accumulator.holds(next)) {
          overflows++;
          next = accumulator.overflowed(next);
        }
        toggles += Long.bitCount((next ^ total) & mask);
        total = next;
      }
      return total;
    }

    private long runsSum(int feature, int firstRun, int lastRun) {
      byte[] planes = odd.planes();
      int bits = odd.bits();
      int entries = chunks.entries();
      int plane = odd.firstPlane(feature) + firstRun * bits;
      long sum = 0;
      long changed = 0;
      long nonzero = 0;
      for (int chunk = firstRun; chunk < lastRun; chunk++) {
        int table = chunk * entries;
        for (int bit = 0; bit < bits; bit++) {
          int word = planes[plane++] & 0xff;
          int entry = tables[table + (word & (entries - 1))];
          // A set sign negates.
          int selected = (word & entries) == 0 ? entry : -entry;
          nonzero += selected == 0 ? 0 : 1;
          long next = sum + ((long) selected << bit);
          if (!accumulator.holds(next)) {
            overflows++;
            next = accumulator.overflowed(next);
          }
          changed += Long.bitCount((next ^ sum) & mask);
          sum = next;
        }
      }
      toggles += changed;
      nonzeroTerms += nonzero;
      return sum;
    }
  }
}
