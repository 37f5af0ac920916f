package picojoule.pe.datapath;

import java.util.List;
import picojoule.isa.number.NumberFormat;

/**
 * BitMoD's PE (Chen et al., arXiv 2411.11745): four FP16 activations meet one term each of four
 * weights a cycle. Their significands are aligned to the greatest exponent of the four, guard bits
 * below it, added, and the sum goes into the accumulator; the group's scale, INT8, follows bit by
 * bit behind it, hidden under the next group.
 *
 * <p>Where the publication is silent: an aligned significand loses what lies below the guard bits
 * (its magnitude is truncated, before the sign); terms and activations of nothing take no part in
 * finding the greatest exponent; the accumulator is a float, FP32 unless set otherwise, and rounds
 * to nearest and even when the sum of a cycle is added; scaling is exact and rounded once, together
 * with the addition to the output; what is infinite or no number makes the output NaN.
 */
final class BitSerialMode extends ConfiguredMode {

  private static final int LANES = 4;

  private final FloatingPoint unit;

  /** By selector; one where weights have none. */
  private final List<BitSerialTerms> terms;

  private BitSerialMode(String name, DatapathSettings settings, List<BitSerialTerms> terms) {
    super(name, settings, Accumulation::float32);
    this.terms = terms;
    unit = new FloatingPoint(Accumulation.rounded(name, accumulation()));
  }

  static DatapathMode of(DatapathSettings settings) {
    String weight = settings.weight().name();
    settings.requireChunksOfCycles("bit-serial", LANES);
    if (settings.activation().name().equals("fp16")) {
      if (weight.equals("int6") || weight.equals("int8")) {
        return new BitSerialMode(
            "bit-serial", settings, List.of(BitSerialTerms.booth(settings.weight().bits())));
      }
      if (BitModTables.isTable(settings.weight())) {
        return new BitSerialMode(
            "bit-serial",
            settings,
            BitModTables.from(settings.weight()).stream()
                .map(BitSerialTerms::leadingOnes)
                .toList());
      }
    }
    throw UnknownOperands.of(
        "bit-serial",
        settings,
        "activations fp16 with weights int6, int8, fp3-er+, fp3-er-, fp3-ea+, fp3-ea-, fp4-er+,"
            + " fp4-er-, fp4-ea+, fp4-ea-");
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int passes() {
    return terms.get(0).count();
  }

  @Override
  public int selectorBits() {
    return Integer.numberOfTrailingZeros(terms.size());
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
    private final boolean[] negative;
    private final int[] significands;
    private final int[] exponents;
    private final boolean[] notFinite;
    private long cycles;
    private long nonzeroTerms;
    private long toggles;
    private long outputsNotFinite;

    Run(PatternMatrix activations, GroupedWeights weights) {
      this.activations = activations;
      this.weights = weights;
      scales = weights.scales();
      int[] patterns = activations.patterns();
      negative = new boolean[patterns.length];
      significands = new int[patterns.length];
      exponents = new int[patterns.length];
      notFinite = new boolean[patterns.length];
      NumberFormat format = activation();
      for (int i = 0; i < patterns.length; i++) {
        negative[i] = format.isNegative(patterns[i]);
        significands[i] = (int) format.significand(patterns[i]);
        exponents[i] = format.exponent(patterns[i]);
        notFinite[i] = !format.classify(patterns[i]).isFinite();
      }
    }

    GemmOutput gemm() {
      int[] results = new int[Math.multiplyExact(activations.rows(), weights.n())];
      for (int token = 0; token < activations.rows(); token++) {
        for (int feature = 0; feature < weights.n(); feature++) {
          long output = unit.zero();
          for (int g = 0; g < scales.groups(); g++) {
            long sum = groupSum(token, feature, g, selected(feature, g));
            output = unit.scaleAdd(FloatingScale.of(scales, feature, g), sum, output);
          }
          results[token * weights.n() + feature] = (int) output;
          outputsNotFinite += unit.sum().classify(output).isFinite() ? 0 : 1;
        }
      }
      OperandStatistics.Builder statistics = OperandCounter.count(activations, weights.codes());
      statistics.put(DatapathEvent.CYCLES, cycles);
      statistics.put(DatapathEvent.TERMS, (long) passes() * results.length * weights.k());
      statistics.put(DatapathEvent.NONZERO_TERMS, nonzeroTerms);
      statistics.put(DatapathEvent.RESULT_TOGGLES, toggles);
      statistics.put(DatapathEvent.NOT_FINITE, outputsNotFinite);
      return new GemmOutput(
          new PatternMatrix(unit.sum(), activations.rows(), weights.n(), results),
          statistics.build());
    }

    private BitSerialTerms selected(int feature, int g) {
      int selector = scales.offset(feature, g);
      if (selector < 0 || selector >= terms.size()) {
        throw new IllegalArgumentException(
            "selector %d of feature %d, group %d; %s has 0 to %d"
                .formatted(selector, feature, g, weight().name(), terms.size() - 1));
      }
      return terms.get(selector);
    }

    private long groupSum(int token, int feature, int g, BitSerialTerms ofTable) {
      int first = g * scales.group();
      int last = Math.min(weights.k(), first + scales.group());
      int chunk = settings().chunkOf(last - first);
      if (chunk == last - first) {
        return chunkSum(token, feature, first, last, ofTable);
      }
      long total = unit.zero();
      for (int from = first; from < last; from += chunk) {
        long sum = chunkSum(token, feature, from, Math.min(last, from + chunk), ofTable);
        long next = unit.add(total, sum);
        toggles += Long.bitCount(next ^ total);
        total = next;
      }
      return total;
    }

    private long chunkSum(int token, int feature, int first, int last, BitSerialTerms ofTable) {
      long sum = unit.zero();
      for (int from = first; from < last; from += LANES) {
        int to = Math.min(last, from + LANES);
        for (int step = 0; step < ofTable.count(); step++) {
          long next = addStep(sum, token, feature, from, to, ofTable, step);
          toggles += Long.bitCount(next ^ sum);
          sum = next;
          cycles++;
        }
      }
      return sum;
    }

    private long addStep(
        long sum, int token, int feature, int from, int to, BitSerialTerms ofTable, int step) {
      int row = token * weights.k();
      int greatest = Integer.MIN_VALUE;
      for (int i = from; i < to; i++) {
        if (notFinite[row + i]) {
          return unit.sum().notANumber();
        }
        int term = ofTable.exponent((int) weights.codes().pattern(feature, i), step);
        if (term != BitSerialTerms.NOTHING && significands[row + i] != 0) {
          greatest = Math.max(greatest, exponents[row + i] + term);
          nonzeroTerms++;
        }
      }
      if (greatest == Integer.MIN_VALUE) {
        return sum;
      }
      long aligned = 0;
      for (int i = from; i < to; i++) {
        int pattern = (int) weights.codes().pattern(feature, i);
        int term = ofTable.exponent(pattern, step);
        if (term != BitSerialTerms.NOTHING && significands[row + i] != 0) {
          int shift = Math.min(Integer.SIZE, greatest - exponents[row + i] - term);
          long magnitude = (long) significands[row + i] << settings().guardBits() >> shift;
          aligned +=
              negative[row + i] == ofTable.isNegative(pattern, step) ? magnitude : -magnitude;
        }
      }
      return unit.addExact(sum, aligned, greatest - settings().guardBits());
    }
  }
}
