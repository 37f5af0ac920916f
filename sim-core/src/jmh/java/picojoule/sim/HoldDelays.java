package picojoule.sim;

import java.util.Random;

/** Delays of a machine, drawn before the run: mostly pipelines, some DRAM, few refreshes. */
final class HoldDelays {

  private static final int SIZE = 1 << 14;

  private final int[] ticks = new int[SIZE];
  private int next;

  HoldDelays() {
    Random random = new Random(1);
    for (int i = 0; i < SIZE; i++) {
      int kind = random.nextInt(100);
      if (kind < 90) {
        ticks[i] = 1 + random.nextInt(64);
      } else if (kind < 98) {
        ticks[i] = 100 + random.nextInt(900);
      } else {
        ticks[i] = 2_000 + random.nextInt(6_000);
      }
    }
  }

  int next() {
    return ticks[next++ & (SIZE - 1)];
  }
}
