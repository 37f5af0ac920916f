package picojoule.memory.dram.controller;

import java.util.Random;

/** Any policy. */
final class RandomPolicy {

  private RandomPolicy() {}

  static ControllerPolicy next(Random random) {
    int writeQueue = queue(random);
    int high = 1 + random.nextInt(writeQueue);
    return new ControllerPolicy(
        queue(random),
        writeQueue,
        high,
        random.nextInt(high),
        any(Scheduler.Kind.values(), random),
        1 + random.nextInt(5),
        new RowPolicy(
            switch (random.nextInt(4)) {
              case 0 -> 0;
              case 1 -> 1 + random.nextInt(60);
              default -> RowPolicy.FOREVER;
            }),
        any(RefreshMode.values(), random));
  }

  private static int queue(Random random) {
    return 1 + random.nextInt(random.nextInt(3) == 0 ? 4 : 32);
  }

  private static <E> E any(E[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
