package picojoule.explore.rtl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import picojoule.explore.report.JsonText;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.ExactMatrix;
import picojoule.pe.datapath.FixedPointMatrix;
import picojoule.pe.datapath.GroupScales;
import picojoule.pe.datapath.GroupedWeights;
import picojoule.pe.datapath.PatternMatrix;

/**
 * Stimulus and expected response of a datapath: each vector is a dot product of some length, of
 * weights with or without scales. The first vectors are corners (zeros and the ends of the ranges),
 * the others random patterns; scales and zero points are random in all.
 */
public final class VectorSet {

  private static final String ACTIVATIONS = "activations";
  private static final String WEIGHTS = "weights";
  private static final String SCALES = "scales";
  private static final String ZERO_POINTS = "zero_points";
  private static final String RESPONSES = "responses.hex";
  private static final String TEST_BENCH = "testbench.sv";
  private static final String MANIFEST = "manifest.json";

  private final DatapathMode mode;
  private final Optional<VectorScaling> scaling;
  private final TestBench bench;
  private final int length;
  private final long seed;
  private final Map<String, StringBuilder> stimuli = new LinkedHashMap<>();
  private final StringBuilder responses = new StringBuilder();
  private String resultName = "";
  private int fractionBits;
  private boolean isRounded;

  /**
   * Makes a set.
   *
   * @param module name of the module under test
   * @param count vectors
   * @param length products of a vector
   * @param latency cycles from start to result; empty for those that the products take
   * @param seed of the random patterns
   * @throws IllegalArgumentException where the datapath has no scales of this kind
   * @throws ArithmeticException where an accumulator that detects it overflows, or a result of
   *     fixed point leaves its 64 bits
   */
  public VectorSet(
      DatapathMode mode,
      Optional<VectorScaling> scaling,
      String module,
      int count,
      int length,
      OptionalInt latency,
      long seed) {
    this.mode = mode;
    this.scaling = scaling;
    this.length = length;
    this.seed = seed;
    bench =
        new TestBench(
            module,
            count,
            inputs(),
            scaling.isPresent() ? mode.scaledResultBits() : mode.resultBits(),
            latency.orElse(cycles()));
    bench.stimuli().forEach(stimulus -> stimuli.put(stimulus.name(), new StringBuilder()));
    Random random = new Random(seed);
    long[] ofActivations = corners(mode.activation());
    long[] ofWeights = corners(mode.weight());
    for (int i = 0; i < count; i++) {
      boolean isCorner = i < ofActivations.length * ofWeights.length;
      int[] a = new int[length];
      int[] w = new int[length];
      for (int lane = 0; lane < length; lane++) {
        a[lane] =
            isCorner
                ? (int) ofActivations[i % ofActivations.length]
                : random.nextInt() >>> (Integer.SIZE - mode.activation().bits());
        w[lane] =
            isCorner
                ? (int) ofWeights[i / ofActivations.length]
                : random.nextInt() >>> (Integer.SIZE - mode.weight().bits());
      }
      add(a, w, scaling.map(of -> of.random(random, length)));
    }
  }

  /** The files that a set can consist of, in {@code $readmemh}'s form where they end in .hex. */
  public static List<String> fileNames() {
    return List.of(
        ACTIVATIONS + ".hex",
        WEIGHTS + ".hex",
        SCALES + ".hex",
        ZERO_POINTS + ".hex",
        RESPONSES,
        TEST_BENCH,
        MANIFEST);
  }

  private List<Stimulus> inputs() {
    List<Stimulus> inputs = new ArrayList<>();
    inputs.add(new Stimulus(ACTIVATIONS, length * mode.activation().bits()));
    inputs.add(new Stimulus(WEIGHTS, length * mode.weight().bits()));
    scaling.ifPresent(
        of -> {
          inputs.add(new Stimulus(SCALES, of.groups(length) * of.format().bits()));
          of.offset()
              .ifPresent(
                  format ->
                      inputs.add(new Stimulus(ZERO_POINTS, of.groups(length) * format.bits())));
        });
    return inputs;
  }

  /** A group begins in a cycle of its own. */
  private int cycles() {
    int group = Math.min(length, scaling.map(VectorScaling::group).orElse(length));
    int whole = length / group * ((group - 1) / mode.lanes() + 1);
    int rest = (length % group + mode.lanes() - 1) / mode.lanes();
    return mode.passes() * (whole + rest);
  }

  private static long[] corners(NumberFormat format) {
    return new long[] {
      format.zero(false), format.encode(format.greatest()), format.encode(format.least())
    };
  }

  private void add(int[] a, int[] w, Optional<GroupScales> scales) {
    PatternMatrix codes = new PatternMatrix(mode.weight(), 1, w.length, w);
    ExactMatrix result =
        mode.gemm(
                new PatternMatrix(mode.activation(), 1, a.length, a),
                scales
                    .map(of -> new GroupedWeights(codes, of))
                    .orElseGet(() -> GroupedWeights.unscaled(codes)))
            .result();
    append(ACTIVATIONS, a, mode.activation().bits());
    append(WEIGHTS, w, mode.weight().bits());
    scales.ifPresent(
        of -> {
          int[] groups = IntStream.range(0, of.groups()).toArray();
          append(
              SCALES,
              IntStream.of(groups).map(g -> (int) of.scale(0, g)).toArray(),
              of.format().bits());
          scaling
              .flatMap(VectorScaling::offset)
              .ifPresent(
                  format ->
                      append(
                          ZERO_POINTS,
                          IntStream.of(groups)
                              .map(g -> (int) format.pattern(of.offset(0, g)))
                              .toArray(),
                          format.bits()));
        });
    append(responses, pattern(result), bench.resultBits());
  }

  private BigInteger pattern(ExactMatrix result) {
    if (result instanceof PatternMatrix patterns) {
      resultName = patterns.format().name();
      isRounded = true;
      return BigInteger.valueOf(patterns.pattern(0, 0));
    }
    FixedPointMatrix fixed = (FixedPointMatrix) result;
    resultName = "int" + bench.resultBits();
    fractionBits = fixed.fractionBits();
    return BigInteger.valueOf(fixed.exact(0, 0)).mod(BigInteger.TWO.pow(bench.resultBits()));
  }

  /** The first operand in the lowest bits. */
  private static BigInteger packed(int[] patterns, int bits) {
    BigInteger word = BigInteger.ZERO;
    for (int i = patterns.length - 1; i >= 0; i--) {
      word = word.shiftLeft(bits).or(BigInteger.valueOf(Integer.toUnsignedLong(patterns[i])));
    }
    return word;
  }

  private void append(String name, int[] patterns, int bits) {
    append(stimuli.get(name), packed(patterns, bits), patterns.length * bits);
  }

  private static void append(StringBuilder text, BigInteger word, int bits) {
    String digits = word.toString(16);
    text.append("0".repeat((bits + 3) / 4 - digits.length())).append(digits).append('\n');
  }

  /** All files by name. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    stimuli.forEach((name, text) -> files.put(name + ".hex", text.toString()));
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
    manifest.put("chunk", mode.chunk());
    manifest.put("result_format", resultName);
    manifest.put("result_fraction_bits", fractionBits);
    manifest.put("rounding", isRounded ? "nearest-even" : "none");
    scaling.ifPresent(
        of -> {
          manifest.put("scale_format", of.format().name());
          manifest.put("group", of.group());
          manifest.put("zero_point_format", of.offset().map(IntegerFormat::name).orElse("none"));
        });
    manifest.put("length", length);
    manifest.put("lanes", mode.lanes());
    manifest.put("passes", mode.passes());
    manifest.put("latency_cycles", bench.latency());
    manifest.put("vectors", bench.vectors());
    manifest.put("seed", seed);
    manifest.put("module", bench.module());
    bench
        .stimuli()
        .forEach(
            input -> manifest.put(input.name().replaceFirst("s$", "") + "_bits", input.bits()));
    manifest.put("result_bits", bench.resultBits());
    manifest.put("packing", "element i of a vector in bits [i * width +: width]");
    return manifest;
  }
}
