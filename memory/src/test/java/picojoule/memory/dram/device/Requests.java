package picojoule.memory.dram.device;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import picojoule.memory.dram.replay.RequestSource;

/** Requests made by rule. */
public final class Requests implements RequestSource {

  private final int count;
  private final IntToLongFunction addresses;
  private final IntPredicate writes;
  private final IntToLongFunction ticks;
  private int at = -1;

  private Requests(
      int count, IntToLongFunction addresses, IntPredicate writes, IntToLongFunction ticks) {
    this.count = count;
    this.addresses = addresses;
    this.writes = writes;
    this.ticks = ticks;
  }

  /** Reads of consecutive bursts, all at once. */
  public static Requests stream(long bytes, int burstBytes) {
    return new Requests(
        Math.toIntExact(bytes / burstBytes), i -> (long) i * burstBytes, i -> false, i -> 0);
  }

  /** Random bursts, a quarter of them writes, with pauses of up to {@code pause} ticks. */
  public static Requests random(int count, long capacity, int burstBytes, int pause, long seed) {
    Random random = new Random(seed);
    long[] addresses = random.longs(count, 0, capacity / burstBytes).toArray();
    boolean[] writes = new boolean[count];
    long[] ticks = new long[count];
    for (int i = 0; i < count; i++) {
      writes[i] = random.nextInt(4) == 0;
      ticks[i] = (i == 0 ? 0 : ticks[i - 1]) + (pause == 0 ? 0 : random.nextInt(pause));
    }
    return new Requests(count, i -> addresses[i] * burstBytes, i -> writes[i], i -> ticks[i]);
  }

  @Override
  public boolean next() {
    at = Math.min(at + 1, count);
    return at < count;
  }

  @Override
  public boolean isWrite() {
    return writes.test(at);
  }

  @Override
  public long address() {
    return addresses.applyAsLong(at);
  }

  @Override
  public long earliestTick() {
    return ticks.applyAsLong(at);
  }
}
