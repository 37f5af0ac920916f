package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.Organisation;

class BandwidthHistoryTest {

  private static final Organisation ORGANISATION =
      new Organisation(1, 1, 1, 4, 4, 1 << 14, 1024, 64, 8, 2);

  /** However long a replay is, its windows hold what fell into them. */
  @Property(tries = 200)
  void everyBurstIsInItsWindow(
      @ForAll long seed, @ForAll @LongRange(min = 1, max = 1 << 14) long gap) {
    Random random = new Random(seed);
    BandwidthHistory history = new BandwidthHistory(ORGANISATION);
    long[] ticks = new long[500];
    boolean[] writes = new boolean[ticks.length];
    long tick = 0;
    for (int i = 0; i < ticks.length; i++) {
      tick += 1 + random.nextInt((int) gap);
      ticks[i] = tick;
      writes[i] = random.nextBoolean();
      history.command(tick, Command.ACT, 0, 0, 0);
      history.command(tick, writes[i] ? Command.WR : Command.RD, 0, 0, 0);
    }
    long length = history.windowTicks();
    long[] expectedReads = new long[BandwidthHistory.MOST_WINDOWS];
    long[] expectedWrites = new long[BandwidthHistory.MOST_WINDOWS];
    for (int i = 0; i < ticks.length; i++) {
      (writes[i] ? expectedWrites : expectedReads)[(int) (ticks[i] / length)]++;
    }
    for (int window = 0; window < BandwidthHistory.MOST_WINDOWS; window++) {
      assertThat(history.reads(window)).isEqualTo(expectedReads[window]);
      assertThat(history.writes(window)).isEqualTo(expectedWrites[window]);
    }
    assertThat(history.windows()).isEqualTo((int) (tick / length) + 1);
    // Windows are no longer than they must be, and hold whole bursts.
    int burst = ORGANISATION.burstCycles();
    assertThat(length % burst).isZero();
    assertThat(length == 8L * burst || tick >= length / 2 * BandwidthHistory.MOST_WINDOWS).isTrue();
  }
}
