package picojoule.explore.rtl;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import picojoule.explore.report.JsonText;
import picojoule.isa.number.NumberFormat;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.ExactMatrix;
import picojoule.pe.datapath.FixedPointMatrix;
import picojoule.pe.datapath.GroupedWeights;
import picojoule.pe.datapath.PatternMatrix;

/**
 * Stimulus and expected response of a datapath: each vector is a dot product of some length, of
 * weights without scales. The first vectors are corners (zeros and the ends of the ranges), the
 * others random patterns.
 */
public final class VectorSet {

  /** The files that a set consists of, in {@code $readmemh}'s form where they end in .hex. */
  public static final String ACTIVATIONS = "activations.hex";

  public static final String WEIGHTS = "weights.hex";
  public static final String RESPONSES = "responses.hex";
  public static final String TEST_BENCH = "testbench.sv";
  public static final String MANIFEST = "manifest.json";

  private final DatapathMode mode;
  private final TestBench bench;
  private final long seed;
  private final StringBuilder activations = new StringBuilder();
  private final StringBuilder weights = new StringBuilder();
  private final StringBuilder responses = new StringBuilder();
  private String resultName = "";
  private int fractionBits;

  /**
   * Makes a set.
   *
   * @param bench extents and the names of the module under test
   * @param seed of the random patterns
   */
  public VectorSet(DatapathMode mode, TestBench bench, long seed) {
    this.mode = mode;
    this.bench = bench;
    this.seed = seed;
    Random random = new Random(seed);
    long[] ofActivations = corners(mode.activation());
    long[] ofWeights = corners(mode.weight());
    for (int i = 0; i < bench.vectors(); i++) {
      boolean isCorner = i < ofActivations.length * ofWeights.length;
      int[] a = new int[bench.length()];
      int[] w = new int[bench.length()];
      for (int lane = 0; lane < a.length; lane++) {
        a[lane] =
            isCorner
                ? (int) ofActivations[i % ofActivations.length]
                : random.nextInt() >>> (Integer.SIZE - mode.activation().bits());
        w[lane] =
            isCorner
                ? (int) ofWeights[i / ofActivations.length]
                : random.nextInt() >>> (Integer.SIZE - mode.weight().bits());
      }
      add(a, w);
    }
  }

  private static long[] corners(NumberFormat format) {
    return new long[] {
      format.zero(false), format.encode(format.greatest()), format.encode(format.least())
    };
  }

  private void add(int[] a, int[] w) {
    ExactMatrix result =
        mode.gemm(
                new PatternMatrix(mode.activation(), 1, a.length, a),
                GroupedWeights.unscaled(new PatternMatrix(mode.weight(), 1, w.length, w)))
            .result();
    append(activations, packed(a, mode.activation().bits()), bench.activationBits());
    append(weights, packed(w, mode.weight().bits()), bench.weightBits());
    append(responses, pattern(result), mode.resultBits());
  }

  private BigInteger pattern(ExactMatrix result) {
    if (result instanceof PatternMatrix patterns) {
      resultName = patterns.format().name();
      return BigInteger.valueOf(patterns.pattern(0, 0));
    }
    FixedPointMatrix fixed = (FixedPointMatrix) result;
    resultName = "int" + mode.resultBits();
    fractionBits = fixed.fractionBits();
    return BigInteger.valueOf(fixed.exact(0, 0)).mod(BigInteger.TWO.pow(mode.resultBits()));
  }

  /** The first operand in the lowest bits. */
  private static BigInteger packed(int[] patterns, int bits) {
    BigInteger word = BigInteger.ZERO;
    for (int i = patterns.length - 1; i >= 0; i--) {
      word = word.shiftLeft(bits).or(BigInteger.valueOf(Integer.toUnsignedLong(patterns[i])));
    }
    return word;
  }

  private static void append(StringBuilder text, BigInteger word, int bits) {
    String digits = word.toString(16);
    text.append("0".repeat((bits + 3) / 4 - digits.length())).append(digits).append('\n');
  }

  /** All files by name. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(ACTIVATIONS, activations.toString());
    files.put(WEIGHTS, weights.toString());
    files.put(RESPONSES, responses.toString());
    files.put(TEST_BENCH, bench.text());
    files.put(MANIFEST, JsonText.of(manifest()) + "\n");
    return files;
  }

  /** What the vectors are. */
  public Map<String, Object> manifest() {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("datapath", mode.name());
    manifest.put("activation_format", mode.activation().name());
    manifest.put("weight_format", mode.weight().name());
    manifest.put("accumulator", mode.accumulation().text());
    manifest.put("result_format", resultName);
    manifest.put("result_fraction_bits", fractionBits);
    manifest.put("rounding", "nearest-even");
    manifest.put("length", bench.length());
    manifest.put("lanes", mode.lanes());
    manifest.put("passes", mode.passes());
    manifest.put("latency_cycles", bench.latency());
    manifest.put("vectors", bench.vectors());
    manifest.put("seed", seed);
    manifest.put("module", bench.module());
    manifest.put("activation_bits", bench.activationBits());
    manifest.put("weight_bits", bench.weightBits());
    manifest.put("result_bits", mode.resultBits());
    manifest.put("packing", "element i of a vector in bits [i * width +: width]");
    return manifest;
  }
}
