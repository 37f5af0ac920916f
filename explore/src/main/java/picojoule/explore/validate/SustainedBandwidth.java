package picojoule.explore.validate;

import picojoule.memory.dram.device.TraceDevice;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/** What a channel of DRAM really moves of its peak when it is read from one end on. */
final class SustainedBandwidth {

  private SustainedBandwidth() {}

  /**
   * The share of the peak, 0 to 1.
   *
   * @param bytes of the stream, at least a burst
   */
  static double share(TraceDevice device, long bytes) {
    int burst = device.organisation().burstBytes();
    long requests = Math.max(1, Math.min(bytes, device.organisation().capacityBytes()) / burst);
    ReplayStatistics statistics =
        device.controller().play(new Stream(requests, burst), /* unlimited= */ true, null);
    double seconds = device.nanoseconds((double) statistics.ticks()) / 1e9;
    return (double) requests * burst / seconds / device.peakBytesPerSecond();
  }

  /** Reads of one burst after another. */
  private static final class Stream implements RequestSource {

    private final long requests;
    private final int burst;
    private long request = -1;

    Stream(long requests, int burst) {
      this.requests = requests;
      this.burst = burst;
    }

    @Override
    public boolean next() {
      request = Math.min(request + 1, requests);
      return request < requests;
    }

    @Override
    public boolean isWrite() {
      return false;
    }

    @Override
    public long address() {
      return request * burst;
    }

    @Override
    public long earliestTick() {
      return 0;
    }
  }
}
