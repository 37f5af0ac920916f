package picojoule.memory.dram.dramsim3;

import java.nio.file.Path;
import java.util.List;
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
import picojoule.config.ConfigFile;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/** Requests per second that the profile replays on one core; one operation is one request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Dramsim3Benchmark {

  private static final int REQUESTS = 1 << 18;
  private static final int BURST_BYTES = 64;

  /** The shipped device. */
  @Param({"DDR4_3200", "HBM2_8Gb"})
  public String device;

  /** Reads in sequence, with every third a write, or at random. */
  @Param({"STREAM", "MIX", "RANDOM"})
  public String traffic;

  private Dramsim3Controller controller;
  private Trace trace;

  /** Maven runs benchmarks in the module's folder. */
  @Setup
  public void build() {
    controller =
        Dramsim3Spec.read(
                ConfigFile.with(
                    ConfigFile.read(
                        Path.of(
                            System.getProperty("picojoule.root", ".."),
                            "configs/memory/dramsim3/" + device + ".yaml")),
                    List.of("mapping=m2")))
            .newController();
    trace = new Trace(traffic);
  }

  /** Replays the trace from its beginning on an idle device. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public ReplayStatistics replay() {
    trace.rewind();
    return controller.replay(trace, false, null);
  }

  private static final class Trace implements RequestSource {

    private final long[] addresses = new long[REQUESTS];
    private final boolean[] writes = new boolean[REQUESTS];
    private int at;

    Trace(String traffic) {
      Random random = new Random(1);
      for (int i = 0; i < REQUESTS; i++) {
        int burst = traffic.equals("RANDOM") ? random.nextInt(1 << 24) : i;
        addresses[i] = (long) burst * BURST_BYTES;
        writes[i] = traffic.equals("MIX") && i % 3 == 2;
      }
    }

    void rewind() {
      at = -1;
    }

    @Override
    public boolean next() {
      return ++at < REQUESTS;
    }

    @Override
    public boolean isWrite() {
      return writes[at];
    }

    @Override
    public long address() {
      return addresses[at];
    }

    @Override
    public long earliestTick() {
      return 0;
    }
  }
}
