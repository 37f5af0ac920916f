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
import picojoule.isa.number.IntegerFormat;

/** What one bit-exact multiply-accumulate of functional mode costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DatapathBenchmark {

  private static final int SIDE = 64;
  private static final int K = 256;
  private static final int GROUP = 128;

  @Param({"MAC", "SHIFT_ADD"})
  private ProcessingElementType type;

  @Param({"4", "8"})
  private int weightBits;

  private Datapath datapath;
  private IntegerMatrix activations;
  private QuantizedWeights weights;

  /** Random operands. */
  @Setup
  public void build() {
    datapath = type.datapath(new Accumulator(32, Accumulator.Overflow.DETECT));
    activations = random(8);
    int groups = K / GROUP;
    int[] multipliers = new Random(2).ints((long) SIDE * groups, 1, 1 << 15).toArray();
    weights =
        new QuantizedWeights(
            random(weightBits),
            new GroupScaling(SIDE, groups, GROUP, 16, multipliers, new int[SIDE * groups]));
  }

  private static IntegerMatrix random(int bits) {
    IntegerFormat format = new IntegerFormat(bits, true);
    int[] codes =
        new Random(bits)
            .ints(SIDE * K, (int) format.leastValue(), (int) format.greatestValue() + 1)
            .toArray();
    return new IntegerMatrix(format, SIDE, K, codes);
  }

  /** A GEMM, per MAC. */
  @Benchmark
  @OperationsPerInvocation(SIDE * SIDE * K)
  public FixedPointMatrix gemm() {
    return datapath.gemm(activations, weights);
  }
}
