package picojoule.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TimeBaseTest {

  @Test
  void theTickIsTheGreatestCommonDivisorOfThePeriods() {
    assertThat(TimeBase.of(1_000_000, 625_000).tickFemtoseconds()).isEqualTo(125_000);
    assertThat(TimeBase.of(581_395).tickFemtoseconds()).isEqualTo(581_395);
    assertThat(TimeBase.of(3, 7).tickFemtoseconds()).isEqualTo(1);
  }

  @Property(tries = 300)
  void everyClockIsAWholeNumberOfTicksAndNoLargerTickWouldDo(
      @ForAll @Size(min = 1, max = 5) List<@LongRange(min = 1, max = 3000) Long> periods) {
    TimeBase base = TimeBase.of(Longs.toArray(periods));
    long tick = base.tickFemtoseconds();
    for (long period : periods) {
      Clock clock = base.clock("c", period);
      assertThat(clock.periodTicks() * tick).isEqualTo(period);
    }
    for (long larger = tick + 1; larger <= 3000; larger++) {
      boolean dividesAll = true;
      for (long period : periods) {
        dividesAll &= period % larger == 0;
      }
      assertThat(dividesAll).isFalse();
    }
  }

  @Test
  void clocksShareOneBaseInTheirOrder() {
    Map<String, Clock> clocks =
        TimeBase.clocks(ImmutableMap.of("core", 1_000_000L, "dram", 625_000L));
    assertThat(clocks.keySet()).containsExactly("core", "dram");
    assertThat(clocks)
        .containsEntry("core", new Clock("core", 1_000_000, 8))
        .containsEntry("dram", new Clock("dram", 625_000, 5));
  }

  @Test
  void refusesNoClockNoPeriodAndAForeignClock() {
    assertThatIllegalArgumentException().isThrownBy(TimeBase::of);
    assertThatIllegalArgumentException().isThrownBy(() -> TimeBase.of(5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> TimeBase.of(-5));
    assertThatIllegalArgumentException().isThrownBy(() -> TimeBase.of(10).clock("c", 15));
    assertThatIllegalArgumentException().isThrownBy(() -> new Clock("c", 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Clock("c", 1, 0));
  }

  @Property
  void timesRoundUpToTicks(
      @ForAll @LongRange(min = 1, max = 1000) long tick,
      @ForAll @LongRange(max = 1_000_000) long femtoseconds) {
    TimeBase base = TimeBase.of(tick);
    long ticks = base.ticksCeil(femtoseconds);
    assertThat(ticks * tick).isBetween(femtoseconds, femtoseconds + tick - 1);
  }

  @Test
  void reportsNanoseconds() {
    assertThat(TimeBase.of(125_000).nanoseconds(8)).isEqualTo(1.0);
    assertThat(TimeBase.of(1).nanoseconds(1_500_000)).isEqualTo(1.5);
  }

  @Property
  void cyclesAndTicksConvertExactly(
      @ForAll @LongRange(min = 1, max = 1000) long period,
      @ForAll @LongRange(max = 1L << 40) long cycles,
      @ForAll @LongRange(max = 1L << 40) long tick) {
    Clock clock = new Clock("c", period, period);
    assertThat(clock.cyclesCeil(clock.ticks(cycles))).isEqualTo(cycles);
    long edge = clock.edgeAtOrAfter(tick);
    assertThat(edge).isBetween(tick, tick + period - 1);
    assertThat(edge % period).isZero();
    assertThat(clock.cyclesCeil(tick) * period).isEqualTo(edge);
  }

  @Test
  void aClockKnowsItsFrequency() {
    assertThat(new Clock("core", 1_000_000, 1).megahertz()).isEqualTo(1000);
    assertThat(new Clock("dram", 625_000, 1).megahertz()).isEqualTo(1600);
  }

  @Test
  void ticksBeyondALongAreRefused() {
    Clock clock = new Clock("c", 10, 10);
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> clock.ticks(Long.MAX_VALUE / 2));
  }
}
