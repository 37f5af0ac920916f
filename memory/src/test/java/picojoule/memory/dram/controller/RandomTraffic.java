package picojoule.memory.dram.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import picojoule.memory.dram.DramSpec;

/** Short traces in which streams, strides, conflicts, repeated addresses and pauses meet. */
final class RandomTraffic {

  private static final int MOST_PIECES = 6;
  private static final int LONGEST_PIECE = 24;

  private RandomTraffic() {}

  static List<TracedRequest> next(DramSpec spec, Random random) {
    int burstBytes = spec.organisation().burstBytes();
    long bursts = spec.organisation().capacityBytes() / burstBytes;
    List<TracedRequest> requests = new ArrayList<>();
    long tick = 0;
    for (int pieces = 1 + random.nextInt(MOST_PIECES); pieces > 0; pieces--) {
      long first = random.nextLong(bursts);
      long stride = stride(bursts, random);
      long region = 1L << random.nextInt(8);
      boolean scattered = random.nextInt(3) == 0;
      double writes = List.of(0.0, 0.0, 0.3, 0.6, 1.0).get(random.nextInt(5));
      int longestPause = List.of(0, 0, 0, 3, 40).get(random.nextInt(5));
      for (int i = 1 + random.nextInt(LONGEST_PIECE); i > 0; i--) {
        long burst = first + (scattered ? random.nextLong(region) * stride : i * stride);
        requests.add(
            new TracedRequest(
                random.nextDouble() < writes, Math.floorMod(burst, bursts) * burstBytes, tick));
        tick += random.nextInt(longestPause + 1);
      }
      tick += random.nextInt(3) == 0 ? random.nextInt(1500) : 0;
    }
    return requests;
  }

  /** One burst, or a power of two: the next row of a bank, another bank, or the same burst. */
  private static long stride(long bursts, Random random) {
    return random.nextInt(3) == 0 ? 1 : Long.highestOneBit(1 + random.nextLong(bursts));
  }
}
