package picojoule.pe.array;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a query of a tile costs: a few divisions, whatever the tile's size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ArrayTimingBenchmark {

  @Param({"OUTPUT_STATIONARY", "WEIGHT_STATIONARY", "INPUT_STATIONARY"})
  private Dataflow dataflow;

  private ArrayTiming timing;
  private final ElementTiming element = new ElementTiming(4, 1, 4, 3, 8, 0, 0);
  private long m = 1000;
  private long n = 4096;
  private long k = 4100;
  private long group = 128;

  /** 8x8 tiles of 8x8 PEs, bit-serial ones. */
  @Setup
  public void build() {
    timing =
        new ArrayTiming(
            new ArrayGeometry(
                new ArrayShape(8, 8), Delivery.BROADCAST, new ArrayShape(8, 8), Delivery.SKEWED),
            dataflow,
            FoldOverlap.PIPELINED);
  }

  /** Cycles alone. */
  @Benchmark
  public long cycles() {
    m = (m & 2047) + 1;
    return timing.cycles(m, n, k, element, group);
  }

  /** All counts, in a new record. */
  @Benchmark
  public TileActivity activity() {
    m = (m & 2047) + 1;
    return timing.activity(m, n, k, element, group);
  }
}
