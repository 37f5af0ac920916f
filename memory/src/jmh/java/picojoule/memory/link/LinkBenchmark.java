package picojoule.memory.link;

import java.nio.file.Path;
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
import picojoule.isa.Operand;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.transfer.Dram;
import picojoule.memory.request.Transfer;
import picojoule.sim.Activity;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/** Requests per second over a link to LPDDR5X on one core; one operation is a request of 4 KiB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LinkBenchmark {

  private static final int REQUESTS = 1 << 12;
  private static final long REQUEST_BYTES = 4096;
  private static final long TRANSFER_BYTES = 1 << 16;

  /** Every so many transfers one is a write; none with 0. */
  @Param({"0", "3"})
  public int writeEvery;

  private EventQueue queue;
  private Link link;
  private long next;
  private long left;

  /** A link that lives through all invocations. Maven runs benchmarks in the module's folder. */
  @Setup
  public void build() {
    Path configs = Path.of(System.getProperty("picojoule.root", ".."), "configs");
    DramDevice device =
        DramDevice.read(ConfigFile.read(configs.resolve("memory/lpddr5x-8533.yaml")));
    LinkSpec spec = LinkSpec.read(ConfigFile.read(configs.resolve("links/nvlink-c2c.yaml")));
    queue = new EventQueue();
    TimeBase timeBase = TimeBase.of(device.spec().clockPeriodFemtoseconds());
    Dram dram = new Dram(device, queue, timeBase, new Activity(), Timeline.OFF);
    link = new Link("link", spec, dram, queue, timeBase, Timeline.OFF);
  }

  /** Moves 16 MiB, four transfers at a time. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public long moveRequests() {
    left = REQUESTS * REQUEST_BYTES / TRANSFER_BYTES;
    for (int i = 0; i < 4; i++) {
      new Block().start();
    }
    return queue.run();
  }

  private final class Block extends Transfer {

    void start() {
      if (left <= 0) {
        return;
      }
      left--;
      next = (next + TRANSFER_BYTES) & ((1L << 32) - 1);
      boolean write = writeEvery > 0 && left % writeEvery == 0;
      configure(Operand.KV_CACHE, write, next, 1, TRANSFER_BYTES, 0);
      link.submit(this);
    }

    @Override
    protected void completed(long now) {
      start();
    }
  }
}
