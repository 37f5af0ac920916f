package picojoule.pe.datapath;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** MACs per microsecond (that is, millions per second) of functional mode with statistics. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DatapathModeBenchmark {

  private static final int SIDE = 64;
  private static final int K = 256;

  @Param({
    "shift-add int8 int4",
    "lut int8 int4",
    "simd-posit posit(8,0) posit(8,0)",
    "simd-posit posit(16,1) posit(16,1)",
    "mac fp16 fp16",
    "bit-serial fp16 int8"
  })
  private String datapath;

  private DatapathMode mode;
  private PatternMatrix activations;
  private GroupedWeights weights;

  /** Random operands. */
  @Setup
  public void build() {
    String[] words = datapath.split(" ", -1);
    NumberFormat activation = NumberFormats.named(words[1]);
    NumberFormat weight = NumberFormats.named(words[2]);
    mode = DatapathType.parse(words[0]).set(DatapathSettings.of(activation, weight));
    activations = random(activation, 1);
    weights = GroupedWeights.unscaled(random(weight, 2));
  }

  private static PatternMatrix random(NumberFormat format, long seed) {
    int[] patterns =
        new Random(seed)
            .ints((long) SIDE * K)
            .map(p -> p >>> (Integer.SIZE - format.bits()))
            .map(p -> format.classify(p).isFinite() ? p : 1)
            .toArray();
    return new PatternMatrix(format, SIDE, K, patterns);
  }

  /** A GEMM, per MAC. */
  @Benchmark
  @OperationsPerInvocation(SIDE * SIDE * K)
  public GemmOutput gemm() {
    return mode.gemm(activations, weights);
  }
}
