package picojoule.memory.dram.transfer;

import java.nio.file.Path;
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
import picojoule.isa.Operand;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.request.Transfer;
import picojoule.sim.Activity;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/** Bursts per second of the whole stack on one core; one operation is one burst of 32 B. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DramBenchmark {

  private static final int BURSTS = 1 << 20;
  private static final int BURST_BYTES = 32;

  /** Rows of a tile, and from one to the next, as in a matrix of Llama-2-7B. */
  private static final int TILE_ROWS = 128;

  private static final long TILE_PITCH = 11_008;

  /** What is moved, in descriptors (or rows of tiles) of how many bytes, how many at once. */
  @Param({
    "READ-65536-8",
    "READ-4096-16",
    "WRITE-65536-8",
    "MIX-4096-16",
    "TILES-256-8",
    "RANDOM-64-256"
  })
  public String traffic;

  private EventQueue queue;
  private Dram dram;
  private Random random;
  private String kind;
  private long bytes;
  private int outstanding;
  private long next;
  private long left;
  private int started;

  /** A DRAM that lives through all invocations. Maven runs benchmarks in the module's folder. */
  @Setup
  public void build() {
    DramDevice device =
        DramDevice.read(
            ConfigFile.read(
                Path.of(
                    System.getProperty("picojoule.root", ".."), "configs/memory/hbm2-2000.yaml")));
    queue = new EventQueue();
    dram =
        new Dram(
            device,
            queue,
            TimeBase.of(device.spec().clockPeriodFemtoseconds()),
            new Activity(),
            Timeline.OFF);
    random = new Random(1);
    String[] parts = traffic.split("-", -1);
    kind = parts[0];
    bytes = Long.parseLong(parts[1]);
    outstanding = Integer.parseInt(parts[2]);
  }

  /** Moves 32 MiB. */
  @Benchmark
  @OperationsPerInvocation(BURSTS)
  public long moveBursts() {
    left = BURSTS * (long) BURST_BYTES / bytes;
    started = 0;
    for (int i = 0; i < outstanding; i++) {
      new Block().start();
    }
    return queue.run();
  }

  private final class Block extends Transfer {

    void start() {
      if (left <= 0) {
        return;
      }
      started++;
      if (kind.equals("TILES")) {
        left -= TILE_ROWS;
        startTile();
        return;
      }
      left--;
      next = (next + bytes) & ((1L << 32) - 1);
      long address =
          kind.equals("RANDOM") ? (random.nextInt() & 0xffffffffL) / bytes * bytes : next;
      boolean write = kind.equals("WRITE") || (kind.equals("MIX") && started % 3 == 0);
      configure(Operand.WEIGHTS, write, address, 1, bytes, 0);
      dram.submit(this);
    }

    /** Tiles side by side, until the matrix is as wide as its pitch; then those below. */
    private void startTile() {
      configure(Operand.WEIGHTS, false, next, TILE_ROWS, bytes, TILE_PITCH);
      dram.submit(this);
      long tilesAside = TILE_PITCH / bytes;
      boolean last = started % tilesAside == 0;
      next += last ? TILE_ROWS * TILE_PITCH - (tilesAside - 1) * bytes : bytes;
      next &= (1L << 32) - 1;
    }

    @Override
    protected void completed(long now) {
      start();
    }
  }
}
