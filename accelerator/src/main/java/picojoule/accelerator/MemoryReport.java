package picojoule.accelerator;

import java.util.Optional;
import picojoule.memory.dram.transfer.DramStatistics;
import picojoule.memory.link.LinkStatistics;

/**
 * What one memory did in a run.
 *
 * @param spec what it is
 * @param statistics of its channels
 * @param link what the link in front of it did, if there is one
 * @param nanoseconds that the run took
 */
public record MemoryReport(
    MemorySpec spec, DramStatistics statistics, Optional<LinkStatistics> link, double nanoseconds) {

  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final double FEMTOSECONDS_PER_NANOSECOND = 1e6;

  /** Bytes that its bursts read. */
  public long readBytes() {
    return statistics.readBursts() * statistics.burstBytes();
  }

  /** Bytes that its bursts wrote. */
  public long writeBytes() {
    return statistics.writeBursts() * statistics.burstBytes();
  }

  /** Bytes that reads asked for. */
  public long requestedReadBytes() {
    return statistics.bytesRead().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes that writes asked for. */
  public long requestedWriteBytes() {
    return statistics.bytesWritten().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What its bursts moved on average. */
  public double bytesPerSecond() {
    return (readBytes() + writeBytes()) * NANOSECONDS_PER_SECOND / nanoseconds;
  }

  /** The part of {@link MemorySpec#peakBytesPerSecond} that it reached. */
  public double shareOfPeak() {
    return bytesPerSecond() / spec.peakBytesPerSecond();
  }

  /** How long its data buses moved data, their mean. */
  public double busyNanoseconds() {
    var device = spec.device().spec();
    int buses = device.organisation().channels() * device.organisation().pseudoChannels();
    return statistics.dataBusBusyCycles()
        * (device.clockPeriodFemtoseconds() / FEMTOSECONDS_PER_NANOSECOND)
        / buses;
  }

  /** Bursts that found their row open, of all. */
  public double rowHitRate() {
    long bursts = statistics.rowHits() + statistics.rowMisses() + statistics.rowConflicts();
    return bursts == 0 ? 0 : (double) statistics.rowHits() / bursts;
  }
}
