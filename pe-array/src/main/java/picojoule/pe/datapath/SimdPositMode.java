package picojoule.pe.datapath;

import picojoule.isa.number.Minifloat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.isa.number.Quire;
import picojoule.isa.number.Rounding;
import picojoule.isa.number.ValueClass;

/**
 * XR-NPE's PE (arXiv 2508.13049): four lanes of FP4 or posit(4,1), two of posit(8,0), or one of
 * posit(16,1), on a shared mantissa multiplier.
 *
 * <p>The publication gives neither netlist nor accumulator; this model decides: the multiplier is
 * that of {@link MantissaBlocks}; lanes take consecutive products along K, which enter one
 * accumulator in that order; it is a quire unless set to a two's complement register (its lowest
 * bit is the lowest that a product can have) or to a posit or float that rounds every sum; chunks
 * enter a second accumulator of the same kind, which of quires makes no difference; a product with
 * zero is skipped and gates its blocks; NaR makes the output NaR, or the NaN of a result that has
 * one; a quire leaves as posit(16,1), the widest format of the datapath, unless set otherwise.
 * There are no scales: posits bring their own range.
 */
final class SimdPositMode extends ConfiguredMode {

  private static final String NAME = "simd-posit";
  private static final int WIDEST = 16;

  private final NumberFormat result;

  private SimdPositMode(DatapathSettings settings) {
    super(NAME, settings, Accumulation.Exact::new);
    result =
        accumulation() instanceof Accumulation.Rounded rounded
            ? rounded.format()
            : settings.result().orElseGet(() -> NumberFormats.named("posit(16,1)"));
    if (!result.hasNotANumber()) {
      throw new IllegalArgumentException(
          NAME + " needs results that have NaR or NaN, which " + result.name() + " has not");
    }
    if (accumulation() instanceof Accumulation.Register && settings.weight().bits() == WIDEST) {
      throw new IllegalArgumentException(
          NAME
              + " has no register as wide as products of "
              + settings.weight().name()
              + "; it takes quire, a posit or a float");
    }
    if (result instanceof Minifloat minifloat && minifloat.exponentBits() > 8) {
      throw new IllegalArgumentException(NAME + " has results of up to 8 exponent bits");
    }
  }

  static DatapathMode of(DatapathSettings settings) {
    String activation = settings.activation().name();
    boolean isMode =
        switch (activation) {
          case "fp4-e2m1", "posit(4,1)", "posit(8,0)", "posit(16,1)" ->
              settings.activation().bits() == settings.weight().bits()
                  && settings.weight().name().matches("fp4-e2m1|posit\\((4,1|8,0|16,1)\\)");
          default -> false;
        };
    if (!isMode) {
      throw UnknownOperands.of(
          NAME,
          settings,
          "fp4-e2m1 or posit(4,1) with either of them in four lanes, posit(8,0) with posit(8,0) in"
              + " two, posit(16,1) with posit(16,1) in one");
    }
    settings.requireChunksOfCycles(NAME, WIDEST / settings.weight().bits());
    return new SimdPositMode(settings);
  }

  @Override
  public int lanes() {
    return WIDEST / weight().bits();
  }

  @Override
  public int passes() {
    return 1;
  }

  @Override
  public int resultBits() {
    return result.bits();
  }

  @Override
  public GemmOutput gemm(PatternMatrix activations, GroupedWeights weights) {
    IntegerOperands.check(this, activations, weights);
    if (!weights.scales().isUnscaled()) {
      throw new IllegalArgumentException(NAME + " has no scales; give weights without");
    }
    int m = activations.rows();
    int k = weights.k();
    PositDotProduct dotProduct = dotProduct(activations, weights.codes());
    int[] results = new int[Math.multiplyExact(m, weights.n())];
    long notFinite = 0;
    for (int token = 0; token < m; token++) {
      for (int feature = 0; feature < weights.n(); feature++) {
        long output = dotProduct.of(token * k, feature * k, k);
        results[token * weights.n() + feature] = (int) output;
        notFinite += result.classify(output).isFinite() ? 0 : 1;
      }
    }
    OperandStatistics.Builder statistics = OperandCounter.count(activations, weights.codes());
    long cycles = (long) results.length * ((k + lanes() - 1) / lanes());
    statistics.put(DatapathEvent.CYCLES, cycles);
    dotProduct.toggles().ifPresent(count -> statistics.put(DatapathEvent.RESULT_TOGGLES, count));
    statistics.put(DatapathEvent.OVERFLOWS, dotProduct.overflows());
    statistics.put(DatapathEvent.NOT_FINITE, notFinite);
    countBlocks(activations, weights.codes(), cycles, statistics);
    return new GemmOutput(new PatternMatrix(result, m, weights.n(), results), statistics.build());
  }

  private PositDotProduct dotProduct(PatternMatrix activations, PatternMatrix weights) {
    if (accumulation() instanceof Accumulation.Rounded) {
      return new RoundedPositDotProduct(activations, weights, result, settings().chunk());
    }
    if (weight().bits() == WIDEST) {
      return new QuirePositDotProduct(
          activations, weights, result, Quire.forProducts(activation(), weight(), result));
    }
    return new FixedPointPositDotProduct(
        activations,
        weights,
        result,
        Accumulation.register(NAME, accumulation()),
        settings().chunk());
  }

  /** A block works where both of its slices do; the array has so many in every cycle. */
  private void countBlocks(
      PatternMatrix activations,
      PatternMatrix weights,
      long cycles,
      OperandStatistics.Builder statistics) {
    long active = 0;
    for (int position = 0; position < weights.columns(); position++) {
      active += slices(activations, position) * slices(weights, position);
    }
    statistics.put(DatapathEvent.BLOCKS_ACTIVE, active);
    statistics.put(DatapathEvent.BLOCKS_GATED, cycles * MantissaBlocks.COUNT - active);
  }

  private static long slices(PatternMatrix operands, int position) {
    long slices = 0;
    for (int row = 0; row < operands.rows(); row++) {
      slices += MantissaBlocks.activeSlices(operands.format(), operands.pattern(row, position));
    }
    return slices;
  }

  /** Whether an operand is NaR. */
  static boolean isNotReal(NumberFormat format, long pattern) {
    return format.classify(pattern) == ValueClass.NAR;
  }

  /** A whole number of up to 63 bits times 2^exponent, rounded to nearest and even. */
  static long rounded(NumberFormat result, long value, int exponent) {
    if (value == 0) {
      return result.zero(false);
    }
    long magnitude = Math.abs(value);
    int zeros = Long.numberOfLeadingZeros(magnitude);
    return result.round(
        value < 0,
        exponent + Long.SIZE - 1 - zeros,
        magnitude << zeros,
        false,
        Rounding.NEAREST_EVEN);
  }
}
