package picojoule.explore.chart;

import java.util.Arrays;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.replay.ReplayListener;

/**
 * How many bursts a channel reads and writes in equal windows of time. The windows are as short as
 * a fixed number of them allows: when a replay outlasts them, each two become one.
 */
final class BandwidthHistory implements ReplayListener {

  /** The most windows; even, so that each two can become one. */
  static final int MOST_WINDOWS = 400;

  /** A window holds whole bursts, so that no window shows more than the peak. */
  private static final int LEAST_BURSTS = 8;

  private final long[] reads = new long[MOST_WINDOWS];
  private final long[] writes = new long[MOST_WINDOWS];
  private long windowTicks;
  private int windows;

  BandwidthHistory(Organisation organisation) {
    windowTicks = (long) LEAST_BURSTS * organisation.burstCycles();
  }

  @Override
  public void command(long tick, Command command, int bank, int row, int column) {
    switch (command) {
      case RD, RDA -> reads[window(tick)]++;
      case WR, WRA -> writes[window(tick)]++;
      default -> {
        // moves no data
      }
    }
  }

  private int window(long tick) {
    while (tick >= windowTicks * MOST_WINDOWS) {
      join(reads);
      join(writes);
      windowTicks *= 2;
      windows = (windows + 1) / 2;
    }
    int window = (int) (tick / windowTicks);
    windows = Math.max(windows, window + 1);
    return window;
  }

  private static void join(long[] counts) {
    for (int i = 0; i < counts.length / 2; i++) {
      counts[i] = counts[2 * i] + counts[2 * i + 1];
    }
    Arrays.fill(counts, counts.length / 2, counts.length, 0);
  }

  /** The length of a window in ticks. */
  long windowTicks() {
    return windowTicks;
  }

  /** Windows up to the last one in which data moved. */
  int windows() {
    return windows;
  }

  /** Read commands in a window. */
  long reads(int window) {
    return reads[window];
  }

  /** Write commands in a window. */
  long writes(int window) {
    return writes[window];
  }
}
