package picojoule.isa.number;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Seconds to encode ten million FP32 values, normally distributed, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(1)
public class EncodeBenchmark {

  private static final int VALUES = 10_000_000;

  @Param({
    "int8",
    "int4",
    "fp4-e2m1",
    "fp6-e3m2",
    "fp8-e4m3fn",
    "fp8-e5m2",
    "fp16",
    "bf16",
    "fp32",
    "e8m0",
    "ue5m3",
    "posit(4,1)",
    "posit(8,0)",
    "posit(16,1)",
    "posit(32,2)",
    "nf4",
    "fp4-er+",
    "odd8",
    "pot4",
    "mxfp4",
    "mxint8",
    "nvfp4",
    "int4-g128",
    "uint4-g128-zero",
    "int16-g128",
    "odd8-g128",
    "bitmod-fp3",
    "bitmod-fp4"
  })
  String format;

  @Param({"NEAREST_EVEN"})
  String rounding;

  private final float[] values = new float[VALUES];
  private final int[] patterns = new int[VALUES];

  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < VALUES; i++) {
      // The sum of four uniform numbers is nearly normal.
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        sum += random.nextDouble(-1, 1);
      }
      values[i] = (float) sum;
    }
  }

  @Benchmark
  public Object encode() {
    Rounding mode =
        rounding.equals("STOCHASTIC")
            ? Rounding.stochastic(1)
            : Rounding.of(Rounding.Mode.valueOf(rounding));
    var block = BlockFormats.find(format);
    if (block.isPresent()) {
      return block.get().encode(values, mode);
    }
    NumberFormats.named(format).encode(values, patterns, mode);
    return patterns;
  }
}
